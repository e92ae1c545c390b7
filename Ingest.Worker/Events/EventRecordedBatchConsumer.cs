using Analytics.Contracts;
using Analytics.Data.Events;
using Ingest.Worker.Telemetry;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingest.Worker.Events;

/// <summary>Stores frames, several at a time.</summary>
sealed class EventRecordedBatchConsumer(EventAppender appender, IOptions<IngestOptions> options, WorkerMetrics metrics)
    : IngestConsumer<EventRecordedBatch>(appender, options, metrics)
{
    protected override void AddMessage(EventBatch batch, ConsumeContext<EventRecordedBatch> message)
    {
        batch.Rows.AddRows(message.Message);
        batch.EndMessage(message.MessageId ?? Guid.CreateVersion7());
    }
}
