using System.Globalization;
using Analytics.Load.Scenarios;
using NBomber.CSharp;

namespace Analytics.Load.Runs;

/// <summary>
/// One profile from its first request to the closed ledger: sees that the system is there, runs the scenarios on the engine with the
/// probe and the progress line beside them, waits until nothing is in flight, and asks what was stored.
/// </summary>
sealed class ProfileRun(LoadOptions options, TextWriter progress, bool isTerminal, TimeProvider clock)
{
    static readonly TimeSpan ReachTimeLimit = TimeSpan.FromSeconds(5);

    /// <exception cref="LoadFailedException">The system is not there, or cannot be asked.</exception>
    public async Task<RunResult> RunAsync(CancellationToken cancellation)
    {
        using var api = new LoadApi(options.Url, options.Key, clock);
        await CheckAsync(api, cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyyMMddHHmmss}-{Guid.NewGuid().ToString("N")[..6]}");
        var run = new LoadRun(options.Profile, api, name, clock, cancellation);
        var ledger = new LedgerReader(api, run.Events.Accounts, clock);
        await ledger.ReadAsync(cancellation); // a key that will not do is an error now, not after the load

        var probe = new LagProbe(run, clock);
        var (requests, first, took) = await BombardAsync(run, probe, ledger, cancellation);
        var (_, last, _) = await ledger.SettleAsync(() => api.Events.Accepted, cancellation);
        if (api.Events.FirstRefusal is { } refusal) await progress.WriteLineAsync($"The first refusal: {refusal}");
        return new RunResult(
            options.Profile,
            requests,
            RunLedger.Of(api.Events, first, last, took),
            probe.Figures,
            []);
    }

    /// <summary>The load, and at once behind it the wait for what it left in the queue; the last probes wait beside that, and not before it.</summary>
    async Task<(List<RequestFigures> Requests, AccountLedger AtEnd, TimeSpan DrainTime)> BombardAsync(LoadRun run, LagProbe probe, LedgerReader ledger, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] beside = [probe.RunAsync(ended.Token, cancellation), new LoadProgress(run, progress, isTerminal, clock).ShowAsync(ended.Token)];
        try
        {
            // The engines run in the thread they are called on.
            var stats = await Task.Run(
                () => NBomberRunner.RegisterScenarios(ScenarioTable.Create(run)).WithTestSuite("Analytics").WithTestName(options.Profile.Name).WithoutReports().Run(),
                CancellationToken.None);
            cancellation.ThrowIfCancellationRequested();
            List<RequestFigures> requests = [.. stats.ScenarioStats.Select(one => RequestFigures.Of(one, one.ScenarioName == run.Read.Name ? run.Read : run.Recorded))];
            await ended.CancelAsync();
            var (atEnd, _, took) = await ledger.SettleAsync(() => run.Api.Events.Accepted, cancellation);
            return (requests, atEnd, took);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(beside);
        }
    }

    async Task CheckAsync(LoadApi api, CancellationToken cancellation)
    {
        var answer = await api.AskOnceAsync("health/ready", ReachTimeLimit, cancellation);
        if (answer.Status == 0) throw new LoadFailedException($"{options.Url} does not answer ({answer.Problem}). Is the system running? ./dev up starts it.");
        if (!answer.IsOk) throw new LoadFailedException($"{options.Url} is not ready ({answer.Code}). ./dev status says what is missing; /health/ready too.");
    }
}
