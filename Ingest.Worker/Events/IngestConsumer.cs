using System.Diagnostics;
using Analytics.Data.Events;
using Ingest.Worker.Health;
using Ingest.Worker.Telemetry;
using MassTransit;
using Microsoft.Extensions.Options;

namespace Ingest.Worker.Events;

/// <summary>
/// Stores batches of messages, in transactions of bounded size. A message that cannot be read fails alone: it goes to the error
/// queue, its neighbours are stored.
/// </summary>
abstract class IngestConsumer<TMessage>(EventAppender appender, IOptions<IngestOptions> options, ProgressWatch progress, WorkerMetrics metrics)
    : IConsumer<Batch<TMessage>>
    where TMessage : class
{
    public async Task Consume(ConsumeContext<Batch<TMessage>> context)
    {
        progress.Works();
        await StoreAsync(context);
        progress.Works();
    }

    async Task StoreAsync(ConsumeContext<Batch<TMessage>> context)
    {
        var batch = new EventBatch();
        var origins = WorkerTraces.Origins();
        var readable = new List<ConsumeContext<TMessage>>(context.Message.Length);
        List<InvalidDataException>? unreadable = null;
        foreach (var message in context.Message)
        {
            var before = batch.Rows.Count;
            try
            {
                AddMessage(batch, message);
                readable.Add(message);
                origins?.Add(message.Headers);
            }
            catch (InvalidDataException damage)
            {
                batch.Rows.RemoveRange(before, batch.Rows.Count - before);
                (unreadable ??= []).Add(damage);
            }

            if (batch.Rows.Count < options.Value.TransactionEventLimit) continue;
            await AppendAsync(batch, origins, context.CancellationToken);
            (batch, origins) = (new EventBatch(), WorkerTraces.Origins());
        }

        await AppendAsync(batch, origins, context.CancellationToken);
        if (unreadable is null) return;

        // What was read is stored; told so one by one, those messages are acknowledged although the batch fails for the others.
        foreach (var message in readable) await message.NotifyConsumed(message, TimeSpan.Zero, GetType().Name);
        throw new UnreadableMessageException(unreadable);
    }

    /// <summary>Adds a message and its events. Throws <see cref="InvalidDataException"/> when it cannot be read; rows it added do not count then.</summary>
    protected abstract void AddMessage(EventBatch batch, ConsumeContext<TMessage> message);

    async Task AppendAsync(EventBatch batch, BatchOrigins? origins, CancellationToken cancellation)
    {
        if (batch.Rows.Count > 0) metrics.BatchTaken(batch.Rows.Count);
        using var span = WorkerTraces.Append(origins, batch.Rows.Count);
        try
        {
            await appender.AppendAsync(batch, cancellation);
            batch.Dispose();
        }
        catch (Exception failure)
        {
            span?.SetStatus(ActivityStatusCode.Error, failure.GetType().Name);
            throw;
        }
    }
}
