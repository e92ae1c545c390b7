using Analytics.Load.Runs;

namespace Analytics.Load.Tests.Runs;

public class RunResultTests
{
    static Settlement Read(AccountLedger ledger) => new(ledger, ledger, TimeSpan.Zero, Fault: null);

    static Dictionary<string, double> Most(string name, double most) => new() { [name] = most };

    [Fact]
    public void A_run_that_stored_what_it_promised_has_passed() => Assert.Empty(Some.Run().Faults);

    [Fact]
    public void An_accepted_event_that_is_not_stored_is_lost_and_fails_the_run_without_any_threshold()
    {
        var run = Some.Run(Some.Ledger(accepted: 100, stored: 99));
        Assert.Equal(1, run.Ledger.Lost);
        Assert.Contains("1 accepted events are lost", Assert.Single(run.Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_still_on_its_way_when_the_waiting_ended_is_not_called_stored() =>
        Assert.Contains("1 in flight", Assert.Single(Some.Run(Some.Ledger(stored: 99, inFlight: 1)).Faults), StringComparison.Ordinal);

    [Fact]
    public void An_event_that_was_stored_and_never_sent_fails_the_run() =>
        Assert.Contains("2 events are stored that were never sent", Assert.Single(Some.Run(Some.Ledger(accepted: 100, stored: 102)).Faults), StringComparison.Ordinal);

    [Fact]
    public void An_event_without_an_answer_may_be_stored_or_not()
    {
        Assert.Empty(Some.Run(Some.Ledger(accepted: 100, stored: 100, unknown: 3)).Faults);
        Assert.Empty(Some.Run(Some.Ledger(accepted: 100, stored: 103, unknown: 3)).Faults);
        Assert.Single(Some.Run(Some.Ledger(accepted: 100, stored: 104, unknown: 3)).Faults);
    }

    [Fact]
    public void An_event_whose_request_was_given_up_under_way_may_be_stored_or_not()
    {
        var sent = new SentEvents();
        sent.Send(10);
        sent.Accept(8); // of the other two the engine did not wait for the answer
        var stored = new AccountLedger(10, 10, 0, 0, 0);
        Assert.Empty(RunLedger.Of(sent, Read(stored), Read(stored)).Faults);
        Assert.Single(RunLedger.Of(sent, Read(stored), Read(stored with { Stored = 11 })).Faults);
    }

    [Fact]
    public void Good_events_that_are_set_aside_or_refused_fail_the_run()
    {
        Assert.Contains("set aside", Assert.Single(Some.Run(Some.Ledger(stored: 98, setAside: 2)).Faults), StringComparison.Ordinal);
        Assert.Contains("refused", Assert.Single(Some.Run(Some.Ledger(refused: 5)).Faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("failed_requests", 3)]
    [InlineData("record_p50_ms", 5)]
    [InlineData("record_p95_ms", 15)]
    [InlineData("record_p99_ms", 20)]
    [InlineData("record_p999_ms", 30)]
    [InlineData("lag_p50_ms", 20)]
    [InlineData("lag_p99_ms", 40)]
    [InlineData("drain_seconds", 1)]
    public void A_threshold_holds_up_to_its_value_and_no_further(string name, double measured)
    {
        RequestFigures[] requests = [Some.Requests("record_events", failed: 3)];
        Assert.Empty(Some.Run(requests: requests, thresholds: Most(name, measured)).Faults);
        Assert.Contains(name, Assert.Single(Some.Run(requests: requests, thresholds: Most(name, measured - 0.5)).Faults), StringComparison.Ordinal);
    }

    [Fact]
    public void A_least_holds_from_its_value_up()
    {
        RunResult Took(double seconds) => Some.Run(thresholds: Most("events_per_second_least", 50)) with { LoadTime = TimeSpan.FromSeconds(seconds) };
        Assert.Empty(Took(2).Faults); // a hundred events
        Assert.Equal("events_per_second_least is 40, less than 50", Assert.Single(Took(2.5).Faults));
    }

    [Fact]
    public void Of_a_search_the_best_rate_counts_and_a_least_does_not_hold_without_one()
    {
        RunResult Searched(double p99)
        {
            var run = Some.Run(requests: [Some.Requests("record_events", p99: p99)], thresholds: Most("events_per_second_least", 1));
            return run with { Steps = [SearchStep.Of(run, new SearchProfile())], Profile = run.Profile with { Search = new SearchProfile() } };
        }

        Assert.Empty(Searched(p99: 50).Faults);
        Assert.Contains("events_per_second_least is not measured, less than 1", Searched(p99: 51).Faults);
    }

    [Fact]
    public void A_rate_whose_events_are_late_or_leave_a_queue_does_not_hold()
    {
        SearchStep Step(double lag, double drain) => SearchStep.Of(
            Some.Run(Some.Ledger() with { DrainTime = TimeSpan.FromSeconds(drain) }) with { Lag = new LagFigures(10, 0, 20, lag, lag) },
            new SearchProfile { LagP99Ms = 500, DrainSeconds = 3 });
        Assert.True(Step(500, 3).Holds);
        Assert.Equal("events are visible after 501 ms, more than 500", Assert.Single(Step(501, 3).Misses));
        Assert.Equal("the queue is empty after 3.1 s, more than 3", Assert.Single(Step(500, 3.1).Misses));
    }

    [Fact]
    public void A_threshold_on_what_was_not_measured_does_not_hold() =>
        Assert.Contains("not measured", Assert.Single(Some.Run(thresholds: Most("read_p99_ms", 1_000)).Faults), StringComparison.Ordinal);

    [Fact]
    public void A_rate_that_cannot_be_kept_is_no_fault_and_a_ledger_that_does_not_close_is_one_at_any_rate()
    {
        RunResult At(int rate, RunLedger? ledger = null, params RequestFigures[] requests) =>
            Some.Run(ledger, requests) with { Profile = Some.Run().Profile with { RequestsPerMinute = rate } };
        var holds = SearchStep.Of(At(60, requests: Some.Requests("record_events")), wanted: new SearchProfile());
        var slow = SearchStep.Of(At(120, requests: Some.Requests("record_events", p99: 51)), wanted: new SearchProfile());
        var refusedByLoad = SearchStep.Of(At(120, Some.Ledger(unknown: 10), Some.Requests("record_events", failed: 10)), wanted: new SearchProfile());
        var twice = SearchStep.Of(At(90, Some.Ledger(accepted: 100, stored: 102), Some.Requests("record_events")), wanted: new SearchProfile());
        Assert.Equal([true, false, false, false], ((SearchStep[])[holds, slow, refusedByLoad, twice]).Select(step => step.Holds));

        RunResult Searched(params SearchStep[] steps) => Some.Run(steps: steps) with { Profile = Some.Run().Profile with { Search = new SearchProfile() } };
        Assert.Empty(Searched(holds, slow, refusedByLoad).Faults);
        Assert.Equal("at 90 requests a minute, 2 events are stored that were never sent", Assert.Single(Searched(holds, twice).Faults));
        Assert.Equal("in the warm-up, 1 event", Assert.Single((Searched(holds) with { WarmUpFaults = ["1 event"] }).Faults));
    }

    [Theory]
    [InlineData("RecordEvents", 5_000)]
    [InlineData("Soak", 500)]
    public void A_run_that_failures_ended_before_its_time_has_not_passed(string scenario, int limit)
    {
        RunResult Failed(int requests) => Some.Run(requests: [Some.Requests("record_events", failed: requests)]) with { Profile = new LoadProfile { Scenario = scenario, Seconds = 600 } };
        Assert.Empty(Failed(limit - 1).Faults);
        Assert.Equal($"record_events failed {limit} times, and at {limit} a run ends, whatever is left of its 600 s", Assert.Single(Failed(limit).Faults));
    }
}
