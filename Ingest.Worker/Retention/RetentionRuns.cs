using Analytics.Data.Retention;
using Ingest.Worker.Events;
using Ingest.Worker.Telemetry;
using Microsoft.Extensions.Options;

namespace Ingest.Worker.Retention;

/// <summary>
/// Lets go of what is too old, every hour, if it was told how old that is. Every worker tries; a month goes once, by whoever comes
/// first. What a run does not come to, the next one does. What is old is told by PostgreSQL's clock, read once a run: a worker whose
/// own is a month ahead must not drop what nothing brings back.
/// </summary>
sealed class RetentionRuns(
    PostgresRetention retention, DatabaseGate gate, IOptions<RetentionOptions> options, WorkerMetrics metrics, TimeProvider clock, ILogger<RetentionRuns> log) : BackgroundService
{
    static readonly TimeSpan FirstPause = TimeSpan.FromMinutes(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Months is not { } months) return;
        var interval = options.Value.Interval;
        await Task.Delay(interval < FirstPause ? interval : FirstPause, clock, stoppingToken);
        while (true)
        {
            try
            {
                // Not through the gate: what PostgreSQL refuses here is no reason to keep events waiting.
                if (gate.IsOpen) await RunAsync(months, options.Value.RollupMonths ?? months, stoppingToken);
            }
            catch (Exception failure) when (failure is not OperationCanceledException)
            {
                WorkerLog.RetentionFailed(log, failure.Message);
            }

            await Task.Delay(interval, clock, stoppingToken);
        }
    }

    async Task RunAsync(int months, int rollupMonths, CancellationToken cancellation)
    {
        var now = await retention.ReadNowAsync(cancellation);
        while (await retention.DropOldestMonthAsync(RetentionCutoff.Of(now, months), cancellation) is { } month)
        {
            WorkerLog.MonthDropped(log, month.Month, month.Events);
            metrics.MonthDropped();
        }

        var rollups = await retention.DeleteRollupsAsync(RetentionCutoff.Of(now, rollupMonths), cancellation);
        if (rollups > 0) WorkerLog.RollupsDeleted(log, rollups);
        metrics.RollupsDeleted(rollups);
    }
}
