using Analytics.Data.Ledger;
using Ingest.Api.Telemetry;
using Npgsql;

namespace Ingest.Api.Pipeline;

/// <summary>Writes what was received to the ledger, every second and once more at the end. While PostgreSQL is away the totals wait here.</summary>
sealed class ReceivedFlush(ReceivedCounter counter, PostgresLedger ledger, TimeProvider clock, ILogger<ReceivedFlush> log) : BackgroundService
{
    static readonly TimeSpan Interval = TimeSpan.FromSeconds(1);
    static readonly TimeSpan LastWriteTimeout = TimeSpan.FromSeconds(3);

    bool wasAway;

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        using var deadline = new CancellationTokenSource(LastWriteTimeout, clock);
        await WriteAsync(deadline.Token);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await WriteAsync(stoppingToken);
    }

    /// <summary>Writes what is not written yet. Whoever reads the ledger calls it first, so that an answer misses nothing this process knows.</summary>
    public async Task WriteAsync(CancellationToken cancellation)
    {
        var (epoch, totals) = counter.TakeChanged();
        if (totals.Count == 0) return;
        try
        {
            await ledger.WriteReceivedAsync(epoch, totals, cancellation);
            counter.EndEpochIfGrown();
            wasAway = false;
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or IOException or OperationCanceledException)
        {
            counter.GiveBack(epoch, totals);
            if (!wasAway) ApiLog.LedgerAway(log, away.Message);
            wasAway = true;
        }
    }
}
