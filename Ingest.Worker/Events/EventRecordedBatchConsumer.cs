using Analytics.Contracts;
using Analytics.Data.Events;
using Ingest.Worker.Telemetry;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingest.Worker.Events;

/// <summary>
/// Stores frames, several together, in transactions of bounded size. A frame that cannot be read fails alone: it goes to the error
/// queue, its neighbours are stored.
/// </summary>
sealed class EventRecordedBatchConsumer(EventAppender appender, IOptions<IngestOptions> options, WorkerMetrics metrics) : IConsumer<Batch<EventRecordedBatch>>
{
    public async Task Consume(ConsumeContext<Batch<EventRecordedBatch>> context)
    {
        var batch = new EventBatch();
        var damaged = new List<InvalidDataException>();
        var read = new List<ConsumeContext<EventRecordedBatch>>();
        foreach (var message in context.Message)
        {
            if (!TryAdd(batch, message, damaged)) continue;
            read.Add(message);
            if (batch.Rows.Count < options.Value.TransactionEventLimit) continue;
            await AppendAsync(batch, context.CancellationToken);
            batch = new EventBatch();
        }

        await AppendAsync(batch, context.CancellationToken);
        if (damaged.Count == 0) return;

        // Told that these are done, MassTransit acknowledges them although the batch then fails for the others.
        foreach (var message in read) await message.NotifyConsumed(message, TimeSpan.Zero, nameof(EventRecordedBatchConsumer));
        throw new UnreadableFrameException(damaged);
    }

    Task AppendAsync(EventBatch batch, CancellationToken cancellation)
    {
        metrics.BatchTaken(batch.Rows.Count);
        return appender.AppendAsync(batch, cancellation);
    }

    static bool TryAdd(EventBatch batch, ConsumeContext<EventRecordedBatch> message, List<InvalidDataException> damaged)
    {
        var before = batch.Rows.Count;
        try
        {
            batch.Rows.AddRows(message.Message);
            batch.EndMessage(message.MessageId ?? Guid.CreateVersion7());
            return true;
        }
        catch (InvalidDataException unreadable)
        {
            batch.Rows.RemoveRange(before, batch.Rows.Count - before);
            damaged.Add(unreadable);
            return false;
        }
    }
}
