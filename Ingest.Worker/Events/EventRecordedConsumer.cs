using System.Security.Cryptography;
using System.Text;
using Analytics.Contracts;
using Analytics.Data.Events;
using Ingest.Worker.Telemetry;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingest.Worker.Events;

/// <summary>Stores single events that .NET services publish on the bus themselves.</summary>
sealed class EventRecordedConsumer(EventAppender appender, IOptions<IngestOptions> options, WorkerMetrics metrics, TimeProvider clock)
    : IngestConsumer<EventRecorded>(appender, options, metrics)
{
    protected override void AddMessage(EventBatch batch, ConsumeContext<EventRecorded> message)
    {
        batch.Rows.Add(EventRowMapping.RowOf(message.Message, clock.GetUtcNow()));
        batch.EndMessage(IdOf(message), fromBus: true);
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
