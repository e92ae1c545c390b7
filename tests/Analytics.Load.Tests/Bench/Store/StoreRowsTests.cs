using System.Text;
using Analytics.Load.Bench;
using Analytics.Load.Bench.Store;
using Analytics.Load.Events;

namespace Analytics.Load.Tests.Bench.Store;

public class StoreRowsTests
{
    static readonly MadeEvent[] Events = new BenchEvents("run", TimeProvider.System).Make("p", 1_000);

    [Theory]
    [InlineData(0, 0)]
    [InlineData(50, 500)]
    [InlineData(100, 1_000)]
    [InlineData(33, 330)]
    public void So_many_of_a_hundred_are_known(int percent, int known) => Assert.Equal(known, StoreRows.Known(Events, percent).Length);

    [Fact]
    public void The_known_are_spread_over_every_batch()
    {
        var known = StoreRows.Known(Events, 50).Select(e => e.EventId).ToHashSet();
        Assert.All(Events.Chunk(100), batch => Assert.Equal(50, batch.Count(e => known.Contains(e.EventId))));
    }

    [Fact]
    public void Batches_hold_every_event_once_as_one_message_each()
    {
        var batches = StoreRows.Batches(Events, 300);
        Assert.Equal([300, 300, 300, 100], batches.Select(batch => batch.Rows.Count));
        Assert.Equal(Events.Select(e => e.EventId), batches.SelectMany(batch => batch.Rows).Select(row => Encoding.UTF8.GetString(row.EventId.Span)));
        Assert.Equal(4, batches.SelectMany(batch => batch.MessageIds).Distinct().Count());
    }

    [Theory]
    [InlineData(1, 500)]
    [InlineData(100, 50_000)]
    [InlineData(1_000, 100_000)]
    [InlineData(30_000, 90_000)]
    [InlineData(200_000, 200_000)]
    public void A_measurement_is_of_whole_batches_and_small_ones_are_few(int batch, int rows) => Assert.Equal(rows, new StoreOptions("") { Rows = 100_000 }.RowsOf(batch));
}
