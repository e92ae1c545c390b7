using Ingest.Api.Pipeline;
using Ingest.Api.Tests.Events;

namespace Ingest.Api.Tests.Pipeline;

public class ReceivedCounterTests
{
    readonly StandingClock clock = new();
    readonly ReceivedCounter counter;

    public ReceivedCounterTests() => counter = new ReceivedCounter(clock);

    void Count(string account) => counter.Count(Frames.MessageOf(Some.Read($$"""{"account_id":"{{account}}","user_id":"u","type":"t"}""")));

    [Fact]
    public void Totals_run_on_within_an_epoch()
    {
        Count("a");
        Count("a");
        Assert.Equal([new("a", 2)], counter.TakeChanged().Totals);
        Assert.Empty(counter.TakeChanged().Totals);
        Count("a");
        Count("b");
        Assert.Equal([new("a", 3), new("b", 1)], counter.TakeChanged().Totals.OrderBy(total => total.Key));
    }

    [Fact]
    public void What_could_not_be_written_is_taken_again()
    {
        Count("a");
        var (epoch, totals) = counter.TakeChanged();
        counter.GiveBack(epoch, totals);
        Assert.Equal([new("a", 1)], counter.TakeChanged().Totals);
    }

    [Fact]
    public void An_account_that_comes_again_after_long_comes_under_another_epoch_from_zero()
    {
        Count("quiet");
        var (before, _) = counter.TakeChanged();
        clock.Advance(TimeSpan.FromMinutes(14));
        counter.EndEpochIfDue();
        Assert.Equal(before, counter.TakeChanged().Epoch);

        // Within the hour after which a quiet account's total is added up and forgotten by the workers.
        clock.Advance(TimeSpan.FromMinutes(2));
        counter.EndEpochIfDue();
        Count("quiet");
        var (after, totals) = counter.TakeChanged();
        Assert.NotEqual(before, after);
        Assert.Equal([new("quiet", 1)], totals);
    }

    [Fact]
    public void An_epoch_does_not_end_while_some_of_it_is_not_written()
    {
        Count("a");
        var (before, _) = counter.TakeChanged();
        Count("b");
        clock.Advance(TimeSpan.FromHours(1));
        counter.EndEpochIfDue();
        Assert.Equal(before, counter.TakeChanged().Epoch);
    }
}
