using Analytics.Data.Ledger;
using Analytics.Data.Rollups;
using Ingest.Worker.Events;
using Ingest.Worker.Telemetry;
using Microsoft.Extensions.Options;

namespace Ingest.Worker.Rollups;

/// <summary>
/// Folds rollup deltas as they pile up or grow old, settles hours, six hours and days that have come to rest, and counts the busy ones of
/// those hours in slots. Every worker tries; the one that finds nobody at it does it. What it does not come to is only slower to read, never wrong. The ledger is folded along.
/// </summary>
sealed class RollupFolding(
    PostgresRollups rollups, BusyHours busyHours, LedgerFold ledger, DatabaseGate gate, IOptions<RollupOptions> options, TimeProvider clock, ILogger<RollupFolding> log)
    : BackgroundService
{
    static readonly TimeSpan SettleInterval = TimeSpan.FromSeconds(30);

    long startedAt;
    long foldedAt;
    long settledAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        startedAt = foldedAt = settledAt = clock.GetTimestamp();
        using var timer = new PeriodicTimer(options.Value.FoldInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await gate.PassAsync(FoldAndSettleAsync, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                WorkerLog.FoldingFailed(log, failure);
            }
        }
    }

    async Task<int> FoldAndSettleAsync(CancellationToken cancellation)
    {
        while (await IsDueAsync(cancellation))
        {
            var folded = await rollups.FoldAsync(cancellation);
            await ledger.FoldAsync(cancellation);
            foldedAt = clock.GetTimestamp();
            if (folded == 0) return 0; // another worker is at it
        }

        if (clock.GetElapsedTime(settledAt) < SettleInterval) return 0;
        settledAt = clock.GetTimestamp();
        while (await rollups.SettleAsync(cancellation) > 0 && !await IsDueAsync(cancellation)) { }
        while (await ledger.FoldAsync(cancellation) > 0) { }
        await ledger.FoldReceivedAsync(cancellation);
        while (!await IsDueAsync(cancellation) && await busyHours.CountNextAsync(cancellation)) { }

        // Not right after a start: what a crash left unacknowledged is delivered first.
        if (clock.GetElapsedTime(startedAt) > LedgerFold.MessageRetention / 4) await ledger.ForgetMessagesAsync(cancellation);
        return 0;
    }

    async Task<bool> IsDueAsync(CancellationToken cancellation)
    {
        var (deltas, events) = await rollups.WaitingAsync(cancellation);
        return events >= options.Value.FoldEventThreshold
            || (deltas > 0 && clock.GetElapsedTime(foldedAt) >= options.Value.FoldTimeLimit);
    }
}
