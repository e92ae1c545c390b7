using Analytics.Contracts;
using Analytics.Data.Events;
using Ingest.Worker.Telemetry;

namespace Ingest.Worker.Events;

/// <summary>Stores frames, several at a time.</summary>
sealed class EventRecordedBatchConsumer(EventAppender appender, WorkerMetrics metrics) : IngestConsumer<EventRecordedBatch>(appender, metrics)
{
    protected override void AddRows(List<EventRow> rows, EventRecordedBatch message) => rows.AddRows(message);
}
