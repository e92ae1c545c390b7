using System.Diagnostics.Metrics;
using Analytics.Data.Events;

namespace Ingest.Worker.Telemetry;

/// <summary>What this host measures; meter <c>Ingest.Worker</c>.</summary>
sealed class WorkerMetrics
{
    public const string MeterName = "Ingest.Worker";

    readonly Histogram<int> batchEvents;
    readonly Counter<long> inserted;
    readonly Counter<long> duplicates;
    readonly Counter<long> setAside;
    readonly Counter<long> droppedMonths;
    readonly Counter<long> deletedRollups;

    public WorkerMetrics(IMeterFactory meters)
    {
        var meter = meters.Create(MeterName);
        batchEvents = meter.CreateHistogram<int>("ingest.batch.events", "{event}", "Events in one transaction.");
        inserted = meter.CreateCounter<long>("ingest.events.inserted", "{event}", "Events stored for the first time.");
        duplicates = meter.CreateCounter<long>("ingest.events.duplicates", "{event}", "Events that were stored already.");
        setAside = meter.CreateCounter<long>("ingest.events.set_aside", "{event}", "Events that PostgreSQL refused.");
        droppedMonths = meter.CreateCounter<long>("retention.months.dropped", "{month}", "Months of events that retention dropped.");
        deletedRollups = meter.CreateCounter<long>("retention.rollups.deleted", "{row}", "Rollup rows that retention deleted.");
    }

    public void BatchTaken(int events) => batchEvents.Record(events);

    public void MonthDropped() => droppedMonths.Add(1);

    public void RollupsDeleted(long rows) => deletedRollups.Add(rows);

    public void Appended(AppendResult result)
    {
        inserted.Add(result.Inserted);
        duplicates.Add(result.Duplicates);
        setAside.Add(result.SetAside);
    }
}
