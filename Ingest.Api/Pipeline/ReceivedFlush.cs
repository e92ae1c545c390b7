using Analytics.Data.Ledger;
using Analytics.Data.Postgres;
using Ingest.Api.Telemetry;

namespace Ingest.Api.Pipeline;

/// <summary>Writes what was received to the ledger, every second and once more at the end. While PostgreSQL is away the totals wait here.</summary>
sealed class ReceivedFlush(ReceivedCounter counter, PostgresLedger ledger, TimeProvider clock, ILogger<ReceivedFlush> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LastWriteTimeout = TimeSpan.FromSeconds(3);

    readonly SharedTurn turn = new(clock);
    bool wasAway;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var deadline = new CancellationTokenSource(LastWriteTimeout, clock);
        try
        {
            await WriteAsync(deadline.Token);
        }
        catch (OperationCanceledException late)
        {
            Away(late);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync(stoppingToken);
    }

    /// <summary>
    /// Writes what is not written yet. Whoever reads the ledger calls it first, so that an answer misses nothing this process knows.
    /// One write at a time: an epoch must not end while some of it is on its way.
    /// </summary>
    public Task WriteAsync(CancellationToken cancellation) => turn.RunAsync(WriteOnceAsync, cancellation);

    async Task WriteOnceAsync(CancellationToken cancellation)
    {
        var (epoch, totals) = counter.TakeChanged();
        try
        {
            if (totals.Count > 0) await ledger.WriteReceivedAsync(epoch, totals, cancellation);
            counter.EndEpochIfDue();
            wasAway = false;
        }
        catch (OperationCanceledException)
        {
            counter.GiveBack(epoch, totals);
            throw;
        }
        catch (Exception away) when (StoreAway.IsSaidBy(away))
        {
            counter.GiveBack(epoch, totals);
            Away(away);
        }
    }

    void Away(Exception away)
    {
        if (!wasAway) ApiLog.LedgerAway(log, away.Message);
        wasAway = true;
    }
}
