using System.Globalization;
using Analytics.Load.Scenarios;
using NBomber.Contracts.Stats;
using NBomber.CSharp;

namespace Analytics.Load.Runs;

/// <summary>
/// One profile from its first request to the closed ledger: sees that the system is there, runs the scenarios on the engine with the
/// probe and the progress line beside them, waits until nothing is in flight, and asks what was stored.
/// </summary>
sealed class ProfileRun(LoadOptions options, TextWriter progress, bool isTerminal, TimeProvider clock)
{
    static readonly TimeSpan ReachTimeLimit = TimeSpan.FromSeconds(5);
    static readonly TimeSpan EndPollInterval = TimeSpan.FromMilliseconds(20);

    /// <param name="cancellation">Ends it at once, and there is no result.</param>
    /// <param name="ending">The load is to end now; what it did is a result all the same.</param>
    /// <exception cref="LoadFailedException">The system is not there, or cannot be asked.</exception>
    public async Task<RunResult> RunAsync(CancellationToken cancellation, CancellationToken ending = default)
    {
        using var api = new LoadApi(options.Url, options.Key, clock);
        await CheckAsync(api, cancellation);
        var name = string.Create(CultureInfo.InvariantCulture, $"{clock.GetUtcNow():yyyyMMddHHmmss}-{Guid.NewGuid().ToString("N")[..6]}");
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, ending);
        var run = new LoadRun(options.Profile, api, name, clock, cancellation, either.Token);
        var ledger = new LedgerReader(api, run.Events.LedgerAccounts, clock);
        await ledger.ReadAsync(cancellation); // a key that will not do is an error now, not after the load
        await FillAsync(run, ledger, either.Token);

        var probe = new LagProbe(run, clock);
        var (stats, drained) = await BombardAsync(run, probe, ledger, cancellation);
        var settled = await ledger.SettleAsync(now => now.Kept >= api.Events.Accepted, cancellation);
        if (api.Events.FirstRefusal is { } refusal) await progress.WriteLineAsync($"The first refusal: {refusal}");
        var (took, planned) = (run.Took, options.Profile.Length);
        return new RunResult(
            options.Profile,
            [.. stats.ScenarioStats.Select(one => RequestFigures.Of(one, one.ScenarioName == run.Read.Name ? run.Read : run.Recorded))],
            RunLedger.Of(api.Events, drained, settled),
            probe.Figures,
            [])
        {
            SummaryLag = probe.SummaryFigures,
            LoadTime = took > planned || ending.IsCancellationRequested ? took : planned,
            Interruption = ending.IsCancellationRequested ? string.Create(CultureInfo.InvariantCulture, $"it was interrupted after {took.TotalSeconds:0} of {planned.TotalSeconds:0} s") : null,
        };
    }

    /// <summary>Stores what is to be read, to the last event: summaries of what is still in the queue would be cheap.</summary>
    async Task FillAsync(LoadRun run, LedgerReader ledger, CancellationToken cancellation)
    {
        if (ScenarioTable.EventsBefore(options.Profile.Scenario) is not (> 0 and var events)) return;
        await progress.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Storing {events:N0} events to read."));
        await run.FillAsync(events, cancellation);
        var filled = await ledger.SettleAsync(now => now.Kept >= events, cancellation);
        if (filled.Fault is not null || filled.Last.Kept < events)
            throw new LoadFailedException(string.Create(CultureInfo.InvariantCulture, $"Of the {events:N0} events to read {filled.Last.Kept:N0} are stored. {filled.Fault}"));
    }

    /// <summary>The load, and at once behind it the wait for what it left in the queue; the last probes wait beside that, and not before it.</summary>
    async Task<(NodeStats Stats, Settlement Drained)> BombardAsync(LoadRun run, LagProbe probe, LedgerReader ledger, CancellationToken cancellation)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        Task[] beside = [probe.RunAsync(ended.Token, cancellation), new LoadProgress(run, progress, isTerminal, clock).ShowAsync(ended.Token)];
        try
        {
            // The engines run in the thread they are called on.
            var engine = Task.Run(
                () => NBomberRunner.RegisterScenarios(ScenarioTable.Create(run)).WithTestSuite("Analytics").WithTestName(options.Profile.Name).WithoutReports().Run(),
                CancellationToken.None);
            // NBomber's comes back some seconds after its last answer: the queue would be empty by then.
            while (!engine.IsCompleted && !run.IsOver) await Task.WhenAny(engine, Task.Delay(EndPollInterval, clock, CancellationToken.None));
            cancellation.ThrowIfCancellationRequested();
            await ended.CancelAsync();
            var drained = await ledger.SettleAsync(now => run.UnderWay.UnderWay == 0 && now.Kept >= run.Api.Events.Accepted, cancellation);
            return (await engine, drained);
        }
        finally
        {
            await ended.CancelAsync();
            await Task.WhenAll(beside);
        }
    }

    async Task CheckAsync(LoadApi api, CancellationToken cancellation)
    {
        var (answer, _) = await api.AskOnceAsync("health/ready", ReachTimeLimit, cancellation);
        if (answer.Status == 0) throw new LoadFailedException($"{options.Url} does not answer ({answer.Problem}). Is the system running? ./dev up starts it.");
        if (!answer.IsOk) throw new LoadFailedException($"{options.Url} is not ready ({answer.Code}). ./dev status says what is missing; /health/ready too.");
    }
}
