using Analytics.Contracts;
using Ingest.Worker.Telemetry;
using MassTransit;

namespace Ingest.Worker.Events;

/// <summary>Stores single events that .NET services publish on the bus themselves.</summary>
sealed class EventRecordedConsumer(EventAppender appender, WorkerMetrics metrics, TimeProvider clock) : IConsumer<Batch<EventRecorded>>
{
    public Task Consume(ConsumeContext<Batch<EventRecorded>> context)
    {
        var now = clock.GetUtcNow();
        metrics.BatchTaken(context.Message.Length, context.Message.Length);
        return appender.AppendAsync([.. context.Message.Select(message => EventRowMapping.RowOf(message.Message, now))], context.CancellationToken);
    }
}
