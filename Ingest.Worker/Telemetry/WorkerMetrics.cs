using System.Diagnostics.Metrics;
using Analytics.Data.Events;

namespace Ingest.Worker.Telemetry;

/// <summary>What a worker counts, under OpenTelemetry names and UCUM units; <c>deploy/OBSERVABILITY.md</c> lists them.</summary>
sealed class WorkerMetrics
{
    /// <summary>The meter to listen to.</summary>
    public const string MeterName = "Ingest.Worker";

    /// <summary>To the limit of a transaction, 20,000, and a frame's worth beyond.</summary>
    static readonly InstrumentAdvice<int> BatchEvents = new() { HistogramBucketBoundaries = [1, 10, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 20_000] };

    static readonly InstrumentAdvice<double> AppendSeconds = new() { HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] };

    /// <summary>From a lone event's 100 ms in the batch to an outage of an hour.</summary>
    static readonly InstrumentAdvice<double> LagSeconds = new()
    {
        HistogramBucketBoundaries = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 1_800, 3_600],
    };

    readonly Histogram<int> batchEvents;
    readonly Histogram<double> appendDuration;
    readonly Histogram<double> visibilityLag;
    readonly Counter<long> stored;
    readonly Counter<long> duplicates;
    readonly Counter<long> setAside;
    readonly Counter<long> droppedMonths;
    readonly Counter<long> deletedRollups;

    public WorkerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        batchEvents = meter.CreateHistogram("analytics.batch.events", "{event}", "Events in one transaction.", tags: null, BatchEvents);
        appendDuration = meter.CreateHistogram("analytics.append.duration", "s", "From taking a connection to the commit of a batch.", tags: null, AppendSeconds);
        visibilityLag = meter.CreateHistogram(
            "analytics.visibility.lag", "s", "From the time an event was received, by the API's clock, to its commit, by the worker's.", tags: null, LagSeconds);
        stored = meter.CreateCounter<long>("analytics.events.stored", "{event}", "Events stored for the first time.");
        duplicates = meter.CreateCounter<long>("analytics.events.duplicates", "{event}", "Events that were stored already.");
        setAside = meter.CreateCounter<long>("analytics.events.set_aside", "{event}", "Events that PostgreSQL refused.");
        droppedMonths = meter.CreateCounter<long>("analytics.retention.months_dropped", "{month}", "Months of events that retention dropped.");
        deletedRollups = meter.CreateCounter<long>("analytics.retention.rollups_deleted", "{row}", "Rollup rows that retention deleted.");

        // Who asks for an increase would not see the first one of a count that was not there before.
        foreach (var counter in (Counter<long>[])[stored, duplicates, setAside, droppedMonths, deletedRollups]) counter.Add(0);
    }

    public void BatchTaken(int events) => batchEvents.Record(events);

    public void MonthDropped() => droppedMonths.Add(1);

    public void RollupsDeleted(long rows) => deletedRollups.Add(rows);

    /// <summary>Measures a batch that is committed; rows that were committed before, and are only delivered again, have no lag.</summary>
    public void Appended(AppendResult result, ReadOnlySpan<EventRow> rows, TimeSpan took, DateTimeOffset now)
    {
        appendDuration.Record(took.TotalSeconds);
        stored.Add(result.Inserted);
        duplicates.Add(result.Duplicates);
        setAside.Add(result.SetAside);
        if (result.Redelivered > 0 || !visibilityLag.Enabled) return;
        foreach (ref readonly var row in rows) visibilityLag.Record(Math.Max(0, (now.UtcDateTime - row.ReceivedAt).TotalSeconds));
    }
}
