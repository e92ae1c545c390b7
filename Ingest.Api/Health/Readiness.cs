namespace Ingest.Api.Health;

/// <summary>
/// Asks all dependencies at once, each for a limited time, and lets everybody who asks within a second share the answer: so that
/// probing is neither slow nor a load, however many probe.
/// </summary>
sealed class Readiness(IEnumerable<DependencyProbe> probes, TimeProvider clock)
{
    static readonly TimeSpan CheckTimeout = TimeSpan.FromSeconds(1.5);
    static readonly TimeSpan Freshness = TimeSpan.FromSeconds(1);

    readonly DependencyProbe[] probes = [.. probes];
    readonly Lock gate = new();
    Task<ReadinessReport>? report;
    long askedAt;

    /// <summary>The state of all, not older than a second plus the time that asking took; within 2 s.</summary>
    public Task<ReadinessReport> ReportAsync(CancellationToken cancellation)
    {
        lock (gate)
        {
            if (report is null || (report.IsCompleted && clock.GetElapsedTime(askedAt) >= Freshness))
            {
                askedAt = clock.GetTimestamp();

                // On the pool: a check that blocks must not hold the gate.
                report = Task.Run(AskAllAsync, CancellationToken.None);
            }

            return report.WaitAsync(cancellation);
        }
    }

    async Task<ReadinessReport> AskAllAsync()
    {
        var states = await Task.WhenAll(probes.Select(probe => Task.Run(() => AskAsync(probe))));
        return ReadinessReport.Of(probes.Zip(states));
    }

    async Task<DependencyState> AskAsync(DependencyProbe probe)
    {
        using var deadline = new CancellationTokenSource(CheckTimeout, clock);
        try
        {
            // A check may not look at its token; what it throws after its time is of no interest any more.
            var check = probe.Check(deadline.Token);
            return await check.WaitAsync(deadline.Token) is { } detail ? DependencyState.Down(detail) : DependencyState.Up;
        }
        catch (OperationCanceledException) when (deadline.IsCancellationRequested)
        {
            return DependencyState.Down("no answer in time");
        }
        catch (Exception fault)
        {
            return DependencyState.Down(fault.GetType().Name);
        }
    }
}
