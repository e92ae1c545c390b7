using Analytics.Contracts;
using Analytics.Data.Events;
using Ingest.Worker.Telemetry;

namespace Ingest.Worker.Events;

/// <summary>Stores single events that .NET services publish on the bus themselves.</summary>
sealed class EventRecordedConsumer(EventAppender appender, WorkerMetrics metrics, TimeProvider clock) : IngestConsumer<EventRecorded>(appender, metrics)
{
    protected override void AddRows(List<EventRow> rows, EventRecorded message) => rows.Add(EventRowMapping.RowOf(message, clock.GetUtcNow()));
}
