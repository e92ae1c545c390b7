using Analytics.Data.Ledger;
using Ingest.Api.Pipeline;

namespace Ingest.Api.Tests.Pipeline;

public class PipelineHistoryTests
{
    static readonly DateTimeOffset Noon = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    static PipelineSample Sample(double second, long received, long stored, DateTimeOffset? at = null) =>
        new(at ?? Noon.AddSeconds(second), TimeSpan.FromSeconds(second), new LedgerBalance(received, stored, 0, 0));

    [Fact]
    public void Before_the_first_sample_there_is_nothing_to_say()
    {
        var history = new PipelineHistory();
        Assert.Null(history.Last);
        Assert.Equal((0, TimeSpan.Zero), (history.DrainRate, history.OldestWaiting));
    }

    [Fact]
    public void The_drain_rate_is_that_of_the_last_ten_seconds()
    {
        var history = new PipelineHistory();
        for (var second = 0; second <= 60; second++) history.Add(Sample(second, 100_000, second <= 50 ? 10 * second : 500 + (100 * (second - 50))));
        Assert.Equal(100, history.DrainRate, 3);
    }

    [Fact]
    public void The_oldest_event_waits_since_more_was_received_than_is_drained_now()
    {
        var history = new PipelineHistory();
        for (var second = 0; second <= 30; second++) history.Add(Sample(second, 100 * second, 500));
        Assert.Equal(TimeSpan.FromSeconds(30 - 6), history.OldestWaiting);
    }

    [Fact]
    public void A_crowd_of_readers_neither_pushes_the_hour_out_nor_makes_the_answer_older()
    {
        var history = new PipelineHistory();
        history.Add(Sample(0, 10, 0));
        for (var look = 1; look <= 10 * PipelineHistory.SampleLimit; look++) history.Add(Sample(look / 1_000.0, 10 + look, 0));
        Assert.Equal(10 + (10 * PipelineHistory.SampleLimit), history.Last!.Value.Balance.Received);
        Assert.Equal(TimeSpan.FromSeconds(PipelineHistory.SampleLimit / 100), history.OldestWaiting);
    }

    [Fact]
    public void Of_more_than_an_hour_the_last_hour_is_kept()
    {
        var history = new PipelineHistory();
        for (var second = 0; second <= 2 * PipelineHistory.SampleLimit; second++) history.Add(Sample(second, 10, 0));
        Assert.Equal(TimeSpan.FromSeconds(PipelineHistory.SampleLimit - 1), history.OldestWaiting);
    }

    [Fact]
    public void A_clock_that_is_set_back_changes_no_span()
    {
        var history = new PipelineHistory();
        for (var second = 0; second <= 10; second++) history.Add(Sample(second, 100, 5 * second));
        for (var second = 11; second <= 20; second++) history.Add(Sample(second, 100, 5 * second, Noon.AddDays(-1).AddSeconds(second)));
        Assert.Equal(5, history.DrainRate, 3);
        history.Add(Sample(21, 200, 100, Noon.AddDays(-1)));
        Assert.Equal(TimeSpan.Zero, history.OldestWaiting);
        history.Add(Sample(25, 200, 100, Noon.AddDays(-2)));
        Assert.Equal(TimeSpan.FromSeconds(4), history.OldestWaiting);
    }
}
