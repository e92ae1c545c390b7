using Analytics.Data.Ledger;
using Analytics.Data.Postgres;

namespace Ingest.Api.Pipeline;

/// <summary>Looks at the ledger every second. While PostgreSQL is away, the last look stands, with its time.</summary>
sealed class PipelineMonitor(PostgresLedger ledger, TimeProvider clock) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);

    readonly PipelineHistory history = new();
    readonly Lock reading = new();
    readonly SharedTurn turn = new(clock);
    readonly long startedAt = clock.GetTimestamp();

    /// <summary>The last look, or null when there was none yet.</summary>
    public (PipelineSample Sample, double DrainRate, TimeSpan OldestWaiting)? Last
    {
        get
        {
            lock (reading) return history.Last is { } last ? (last, history.DrainRate, history.OldestWaiting) : null;
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        do await LookAsync(stoppingToken);
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>Looks now: an answer about the ledger should not be a second old when it can be fresh. Readers at once share a look.</summary>
    public Task LookAsync(CancellationToken cancellation) => turn.RunAsync(LookOnceAsync, cancellation);

    async Task LookOnceAsync(CancellationToken cancellation)
    {
        try
        {
            var (at, elapsed) = (clock.GetUtcNow(), clock.GetElapsedTime(startedAt));
            var balance = await ledger.ReadAsync(null, cancellation);
            lock (reading) history.Add(new PipelineSample(at, elapsed, balance));
        }
        catch (Exception away) when (StoreAway.IsSaidBy(away))
        {
            // Readiness says so; there is nothing to add here.
        }
    }
}
