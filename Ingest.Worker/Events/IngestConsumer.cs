using Analytics.Data.Events;
using Ingest.Worker.Telemetry;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingest.Worker.Events;

/// <summary>
/// Stores messages, several together, in transactions of bounded size. A message that cannot be read fails alone: it goes to the
/// error queue, its neighbours are stored.
/// </summary>
abstract class IngestConsumer<TMessage>(EventAppender appender, IOptions<IngestOptions> options, WorkerMetrics metrics) : IConsumer<Batch<TMessage>>
    where TMessage : class
{
    public async Task Consume(ConsumeContext<Batch<TMessage>> context)
    {
        var batch = new EventBatch();
        var unreadable = new List<InvalidDataException>();
        var read = new List<ConsumeContext<TMessage>>();
        foreach (var message in context.Message)
        {
            if (!TryAdd(batch, message, unreadable)) continue;
            read.Add(message);
            if (batch.Rows.Count < options.Value.TransactionEventLimit) continue;
            await AppendAsync(batch, context.CancellationToken);
            batch = new EventBatch();
        }

        await AppendAsync(batch, context.CancellationToken);
        if (unreadable.Count == 0) return;

        // Told that these are done, MassTransit acknowledges them although the batch then fails for the others.
        foreach (var message in read) await message.NotifyConsumed(message, TimeSpan.Zero, GetType().Name);
        throw new UnreadableMessageException(unreadable);
    }

    /// <summary>Adds a message's rows and ends it. Throws <see cref="InvalidDataException"/> when it cannot be read; rows it added do not count then.</summary>
    protected abstract void Add(EventBatch batch, ConsumeContext<TMessage> message);

    Task AppendAsync(EventBatch batch, CancellationToken cancellation)
    {
        metrics.BatchTaken(batch.Rows.Count);
        return appender.AppendAsync(batch, cancellation);
    }

    bool TryAdd(EventBatch batch, ConsumeContext<TMessage> message, List<InvalidDataException> unreadable)
    {
        var before = batch.Rows.Count;
        try
        {
            Add(batch, message);
            return true;
        }
        catch (InvalidDataException damage)
        {
            batch.Rows.RemoveRange(before, batch.Rows.Count - before);
            unreadable.Add(damage);
            return false;
        }
    }
}
