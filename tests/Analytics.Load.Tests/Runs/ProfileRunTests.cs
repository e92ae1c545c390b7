using Analytics.Load.Reporting;
using Analytics.Load.Runs;
using Microsoft.AspNetCore.Http;

namespace Analytics.Load.Tests.Runs;

public class ProfileRunTests
{
    static readonly LoadProfile Profile = new() { Name = "mine", Description = "d", Scenario = "RecordEvents", RequestsPerMinute = 6_000, Seconds = 1, Accounts = 1, EventsPerRequest = 1 };

    static ProfileRun Of(LoadProfile profile, PlayedSystem system) => new(new LoadOptions(profile, system.Address, null), TextWriter.Null, isTerminal: false, TimeProvider.System);

    [Fact]
    public async Task A_load_that_the_user_ends_is_settled_and_reported_as_far_as_it_came()
    {
        await using var system = await PlayedSystem.StartAsync();
        using var ending = new CancellationTokenSource();
        system.BeforePost = (number, _) => number == 20 ? ending.CancelAsync() : Task.CompletedTask;
        var run = await Of(Profile with { Seconds = 600 }, system).RunAsync(default, ending.Token);
        Assert.StartsWith("it was interrupted after ", Assert.Single(run.Faults), StringComparison.Ordinal);
        Assert.Equal((0, 0), (run.Failed, run.Ledger.Lost));
        Assert.InRange(run.Ledger.Account.Stored, 20, run.Ledger.Sent);
        Assert.True(run.EventsPerSecond > 1); // by the time it ran, not by the planned ten minutes
    }

    [Fact]
    public async Task A_search_that_the_user_ends_reports_the_rates_that_it_tried()
    {
        await using var system = await PlayedSystem.StartAsync();
        using var ending = new CancellationTokenSource();
        var accounts = new HashSet<string>();
        system.BeforeLedger = (account, _) =>
        {
            int known;
            lock (accounts)
            {
                accounts.Add(account);
                known = accounts.Count;
            }

            return known > 4 ? ending.CancelAsync() : Task.CompletedTask; // two a run: before the third run's first request
        };
        var search = new SearchProfile { FirstRequestsPerMinute = 600, RequestsPerMinuteLimit = 1_200_000, StepSeconds = 2, P99Ms = 60_000, LagP99Ms = 60_000, DrainSeconds = 3_600 };
        var run = await new SearchRun(new LoadOptions(Profile with { Search = search }, system.Address, null), TextWriter.Null, isTerminal: false, TimeProvider.System).RunAsync(default, ending.Token);
        Assert.Contains("it was interrupted before the search had ended", run.Faults);
        Assert.Equal([true, false], run.Steps.Select(step => step.Holds));
        Assert.Equal(600, run.Best!.RequestsPerMinute);
    }

    [Fact]
    public async Task A_search_whose_system_goes_away_reports_the_rates_that_it_tried()
    {
        await using var system = await PlayedSystem.StartAsync();
        var accounts = new HashSet<string>();
        system.BeforeLedger = (account, context) =>
        {
            lock (accounts)
            {
                accounts.Add(account);
                if (accounts.Count <= 4) return Task.CompletedTask; // two a run
            }

            context.Response.StatusCode = 500;
            return context.Response.WriteAsync("broken");
        };
        var search = new SearchProfile { FirstRequestsPerMinute = 600, RequestsPerMinuteLimit = 1_200_000, StepSeconds = 2, P99Ms = 60_000, LagP99Ms = 60_000, DrainSeconds = 3_600 };
        var run = await new SearchRun(new LoadOptions(Profile with { Search = search }, system.Address, null), TextWriter.Null, isTerminal: false, TimeProvider.System).RunAsync(default);
        Assert.StartsWith("the search could not go on: The ledger cannot be asked", Assert.Single(run.Faults), StringComparison.Ordinal);
        Assert.Equal(600, Assert.Single(run.Steps).RequestsPerMinute);
    }

    [Fact]
    public async Task What_was_measured_is_reported_although_the_ledger_cannot_be_asked_at_the_end()
    {
        await using var system = await PlayedSystem.StartAsync();
        system.BeforeLedger = (_, context) =>
        {
            if (system.Posts == 0) return Task.CompletedTask;
            context.Response.StatusCode = 500;
            return context.Response.WriteAsync("broken");
        };
        var run = await Of(Profile with { Thresholds = new Dictionary<string, double> { ["drain_seconds"] = 60 } }, system).RunAsync(default);
        Assert.Equal(100, run.Requests[0].Ok);
        Assert.Equal(2, run.Faults.Count);
        Assert.StartsWith("the ledger was not read", run.Faults[0], StringComparison.Ordinal);
        Assert.Equal("drain_seconds is not measured, more than 60", run.Faults[1]);
        var report = MarkdownReport.Write(new LoadReport(run, "./dev load mine", "2 cores", "0", DateTimeOffset.UnixEpoch));
        Assert.Contains("| ? | ? | ? | 0 | 0 | **?** |", report, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summaries_are_asked_for_when_what_they_are_of_is_stored()
    {
        await using var system = await PlayedSystem.StartAsync();
        var (asked, summariesBefore) = (0, -1);
        system.Late = events => events > 2 && Interlocked.Increment(ref asked) <= 3 ? 1 : 0; // of what was filled, not of a probe
        system.Summarised = (before, events) =>
        {
            Interlocked.CompareExchange(ref summariesBefore, Volatile.Read(ref asked), -1);
            return events;
        };
        var run = await Of(Profile with { Scenario = "ReadSummaries", RequestsPerMinute = 600 }, system).RunAsync(default);
        Assert.Empty(run.Faults);
        Assert.True(summariesBefore >= 4, $"asked for after {summariesBefore} looks at the ledger, of which the first three had it in the queue");
    }

    [Fact]
    public async Task Duplicates_are_not_taken_for_events_that_are_still_missing()
    {
        await using var system = await PlayedSystem.StartAsync();
        var looks = 0;
        system.TwiceForAnother = events => events >= 100 && ++looks < 5 ? 1 : 0; // not the account for probes
        Assert.Empty((await Of(Profile, system).RunAsync(default)).Faults);
        Assert.True(looks >= 5);
    }
}
