using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>
/// F2: workers that die after COMMIT and before the acknowledgement. The broker delivers again what is stored already, and it
/// counts nowhere.
/// </summary>
public sealed class CommitCrashTests(BreakableSystem system) : BreakingTest(system)
{
    const int KilledExitCode = 128 + Signals.Kill;
    static readonly TimeSpan CrashLimit = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task A_message_stored_by_a_worker_that_dies_before_acknowledging_is_delivered_again_and_counts_nowhere()
    {
        var account = Some.Account("crash");
        await StopWorkersAsync();
        await Client.AcceptedAsync(Some.Events(account, 10));
        await CrashAsync(commits: 1);

        // Stored, and yet in the queue: the moment the test is about.
        Assert.Equal(10, await System.StoredAsync(account));
        Assert.Equal(1, await System.MessagesAsync("analytics-events"));

        await System.HealAsync();
        await System.DrainedSoonAsync();
        Assert.Equal(10, await System.StoredAsync(account));
        Assert.Equal(10, (int)(await Client.SummaryAsync(account, Some.From, Some.To))["events"]!);
        Assert.Equal((10, 10, 0, 0), await Client.ClosedLedgerAsync(account));
    }

    [Fact]
    public async Task Workers_that_die_so_again_and_again_under_load_lose_nothing_and_count_nothing_twice()
    {
        const int Rounds = 3;
        await StopWorkersAsync();
        await using var load = new SteadyLoad(System);
        for (var round = 1; round <= Rounds; round++)
        {
            await load.AcceptsMoreAsync(300);
            await Task.WhenAll(CrashAsync(round), CrashAsync(round + 1), CrashAsync(2 * round));
        }

        await System.HealAsync();
        await load.StopAndFindAllStoredOnceAsync();
        Assert.Empty(load.Refused);
    }

    async Task StopWorkersAsync() => await Task.WhenAll(System.Workers.Select(worker => worker.StopAsync()));

    /// <summary>Runs a worker until it has crashed after so many commits.</summary>
    async Task CrashAsync(int commits)
    {
        await using var worker = new HostProcess("Ingest.Worker", [.. System.Settings, ("Ingest__CrashAfterCommit", $"{commits}")]);
        worker.Launch();
        await Soon.IsAsync(() => Task.FromResult(worker.IsRunning), runs => !runs, "the worker has crashed", CrashLimit);
        var ended = await worker.StopAsync();
        Assert.True(ended == KilledExitCode, $"a worker that was to be killed ended with {ended}:\n{string.Join('\n', File.ReadLines(worker.Log).TakeLast(40))}");
    }
}
