using System.Security.Cryptography;
using System.Text;
using Analytics.Contracts;
using Analytics.Data.Events;
using Ingest.Worker.Telemetry;
using MassTransit;

namespace Ingest.Worker.Events;

/// <summary>Stores single events that .NET services publish on the bus themselves.</summary>
sealed class EventRecordedConsumer(EventAppender appender, WorkerMetrics metrics, TimeProvider clock) : IConsumer<Batch<EventRecorded>>
{
    public Task Consume(ConsumeContext<Batch<EventRecorded>> context)
    {
        var now = clock.GetUtcNow();
        var batch = new EventBatch();
        foreach (var message in context.Message)
        {
            batch.Rows.Add(EventRowMapping.RowOf(message.Message, now));
            batch.EndMessage(IdOf(message), fromBus: true);
        }

        metrics.BatchTaken(batch.Rows.Count);
        return appender.AppendAsync(batch, context.CancellationToken);
    }

    /// <summary>
    /// A redelivery has the ids of its message and of its event again. The message's alone would not do: a stranger on the bus may
    /// set it, and two events under one must not pass for one.
    /// </summary>
    static Guid IdOf(ConsumeContext<EventRecorded> message)
    {
        var names = $"{message.MessageId ?? Guid.CreateVersion7()}\n{message.Message.AccountId}\n{message.Message.EventId}";
        return new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(names)).AsSpan(0, 16));
    }
}
