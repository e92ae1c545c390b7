using Analytics.Load.Runs;

namespace Analytics.Load.Tests.Runs;

public class SearchRunTests
{
    // One rate, which any machine keeps: the warm-up, and a step that holds unless its ledger does not close.
    static readonly LoadProfile Profile = new()
    {
        Name = "mine",
        Scenario = "RecordEvents",
        Accounts = 1,
        EventsPerRequest = 1,
        Search = new SearchProfile { FirstRequestsPerMinute = 60, RequestsPerMinuteLimit = 60, StepSeconds = 1, P99Ms = 60_000 },
    };

    [Theory]
    [InlineData(1, "in the warm-up, 1 events were set aside")]
    [InlineData(2, "at 60 requests a minute, 1 events were set aside")]
    public async Task A_ledger_that_does_not_close_fails_the_search_in_whichever_run_it_was(int run, string fault)
    {
        await using var system = await PlayedSystem.StartAsync();
        var accounts = new List<string>(); // one a run, beside that for probes
        system.SetAside = (account, events) =>
        {
            if (events > 0 && !account.EndsWith("-probe", StringComparison.Ordinal) && !accounts.Contains(account)) accounts.Add(account);
            return accounts.IndexOf(account) == run - 1 ? 1 : 0;
        };
        var result = await new SearchRun(new LoadOptions(Profile, system.Address, null), TextWriter.Null, isTerminal: false, TimeProvider.System).RunAsync(default);
        Assert.StartsWith(fault, Assert.Single(result.Faults), StringComparison.Ordinal);
        Assert.True(result.Steps[^1].Holds);
    }
}
