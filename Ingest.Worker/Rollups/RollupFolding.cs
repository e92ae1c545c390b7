using Analytics.Data.Events;
using Analytics.Data.Ledger;
using Analytics.Data.Postgres;
using Analytics.Data.Rollups;
using Ingest.Worker.Events;
using Ingest.Worker.Telemetry;
using MassTransit;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Ingest.Worker.Rollups;

/// <summary>
/// Folds rollup deltas as they pile up or grow old, settles hours, six hours and days that have come to rest, and counts the busy ones of
/// those hours in slots. Every worker tries; the one that finds nobody at it does it. What it does not come to is only slower to read, never wrong. The ledger is folded along.
/// </summary>
sealed class RollupFolding(
    PostgresRollups rollups, BusyHours busyHours, LedgerFold ledger, DatabaseGate gate, IBusControl bus, IOptions<RollupOptions> options, TimeProvider clock, ILogger<RollupFolding> log)
    : BackgroundService
{
    static readonly TimeSpan SettleInterval = TimeSpan.FromSeconds(30);

    /// <summary>By then all is delivered again that a crash or an outage left unacknowledged: it comes first.</summary>
    static readonly TimeSpan RedeliveryTime = LedgerFold.MessageRetention / 4;

    long attachedAt;
    long foldedAt;
    long settledAt;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        attachedAt = foldedAt = settledAt = clock.GetTimestamp();
        using var timer = new PeriodicTimer(options.Value.FoldInterval, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            if (bus.CheckHealth().Status != BusHealthStatus.Healthy) attachedAt = clock.GetTimestamp();
            try
            {
                await gate.PassAsync(FoldAndSettleAsync, IsAway, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                WorkerLog.FoldingFailed(log, failure);
            }
        }
    }

    /// <summary>What only folding meets, as a statement that takes too long or a page that is broken, is no reason to keep events waiting at the gate.</summary>
    static bool IsAway(Exception failure) =>
        FailureKinds.Of(failure) == FailureKind.DatabaseAway && !StoreAway.IsTooSlow(failure) && failure is not PostgresException { SqlState: ['X', 'X', ..] };

    /// <summary>What asks for little comes first: no stretch that is too large for a worker keeps the ledger from being folded.</summary>
    async Task<int> FoldAndSettleAsync(CancellationToken cancellation)
    {
        var settles = clock.GetElapsedTime(settledAt) >= SettleInterval;
        if (settles)
        {
            settledAt = clock.GetTimestamp();
            await TidyLedgerAsync(cancellation);
        }

        while (await IsDueAsync(cancellation))
        {
            await ledger.FoldAsync(cancellation);
            var folded = await rollups.FoldAsync(cancellation);
            foldedAt = clock.GetTimestamp();
            if (folded == 0) return 0; // another worker is at it
        }

        if (!settles) return 0;
        while (await rollups.SettleAsync(cancellation) > 0 && !await IsDueAsync(cancellation)) { }
        while (!await IsDueAsync(cancellation) && await busyHours.CountNextAsync(cancellation)) { }
        return 0;
    }

    async Task TidyLedgerAsync(CancellationToken cancellation)
    {
        while (await ledger.FoldAsync(cancellation) > 0) { }
        await ledger.FoldReceivedAsync(cancellation);
        if (clock.GetElapsedTime(attachedAt) > RedeliveryTime && gate.OpenTime > RedeliveryTime) await ledger.ForgetMessagesAsync(cancellation);
    }

    async Task<bool> IsDueAsync(CancellationToken cancellation)
    {
        var (deltas, events) = await rollups.WaitingAsync(cancellation);
        return events >= options.Value.FoldEventThreshold
            || (deltas > 0 && clock.GetElapsedTime(foldedAt) >= options.Value.FoldTimeLimit);
    }
}
