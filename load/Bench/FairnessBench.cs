using Analytics.Load.Runs;
using Analytics.Load.Scenarios;

namespace Analytics.Load.Bench;

/// <summary>
/// Small accounts by themselves, then the same beside one account that sends nine of ten events: does the large one keep the others
/// waiting? Requests come by a schedule, so that a wait shows in the figures of those who wait.
/// </summary>
sealed class FairnessBench(FairnessOptions options, TimeProvider clock, Action<string> say)
{
    const int SmallBatch = 10;
    const int WhaleBatch = 100;
    const int WhaleFactor = 9;
    const int SmallAccounts = 50;
    const int WarmUpSeconds = 15;

    /// <exception cref="LoadFailedException">The system is not there, or cannot be asked.</exception>
    public async Task<List<FairnessRound>> RunAsync(CancellationToken cancellation)
    {
        say("Warming up.");
        var (small, large) = await BesideAsync(WarmUpSeconds, cancellation);
        if (small.Ledger.Faults.Concat(large.Ledger.Faults).FirstOrDefault() is { } fault) throw new LoadFailedException($"In the warm-up, {fault}.");
        List<FairnessRound> rounds = [];
        for (var round = 1; round <= options.Rounds; round++)
        {
            var alone = await RunAsync(Small(options.Seconds), cancellation);
            var (beside, whale) = await BesideAsync(options.Seconds, cancellation);
            rounds.Add(new FairnessRound(alone, beside, whale));
            say($"Round {round}: small accounts' p99 {alone.Requests[0].P99Ms:0.0} ms alone, {beside.Requests[0].P99Ms:0.0} ms beside the whale; visible after {alone.Lag.P99Ms:0} ms, {beside.Lag.P99Ms:0} ms.");
        }

        return rounds;
    }

    async Task<(RunResult Small, RunResult Whale)> BesideAsync(int seconds, CancellationToken cancellation)
    {
        var whale = RunAsync(Whale(seconds), cancellation);
        return (await RunAsync(Small(seconds), cancellation), await whale);
    }

    Task<RunResult> RunAsync(LoadProfile profile, CancellationToken cancellation) =>
        new ProfileRun(new LoadOptions(profile, options.Url, options.Key), TextWriter.Null, isTerminal: false, clock).RunAsync(cancellation);

    LoadProfile Small(int seconds) => new()
    {
        Name = "small",
        Scenario = RecordEvents.Name,
        RequestsPerMinute = options.SmallRequests,
        EventsPerRequest = SmallBatch,
        Accounts = SmallAccounts,
        Seconds = seconds,
    };

    LoadProfile Whale(int seconds) => new()
    {
        Name = "whale",
        Scenario = RecordEvents.Name,
        RequestsPerMinute = options.SmallRequests * WhaleFactor * SmallBatch / WhaleBatch,
        EventsPerRequest = WhaleBatch,
        Accounts = 1,
        Seconds = seconds,
    };
}
