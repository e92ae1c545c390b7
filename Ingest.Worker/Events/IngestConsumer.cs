using Analytics.Data.Events;
using Ingest.Worker.Telemetry;
using MassTransit;

namespace Ingest.Worker.Events;

/// <summary>Stores batches of messages. A message that cannot be read fails alone: it goes to the error queue, its neighbours are stored.</summary>
abstract class IngestConsumer<TMessage>(EventAppender appender, WorkerMetrics metrics) : IConsumer<Batch<TMessage>>
    where TMessage : class
{
    public async Task Consume(ConsumeContext<Batch<TMessage>> context)
    {
        var rows = new List<EventRow>();
        var readable = new List<ConsumeContext<TMessage>>(context.Message.Length);
        List<Exception>? unreadable = null;
        foreach (var message in context.Message)
        {
            var before = rows.Count;
            try
            {
                AddRows(rows, message.Message);
                readable.Add(message);
            }
            catch (InvalidDataException damage)
            {
                rows.RemoveRange(before, rows.Count - before);
                (unreadable ??= []).Add(damage);
            }
        }

        metrics.BatchTaken(context.Message.Length, rows.Count);
        await appender.AppendAsync(rows, context.CancellationToken);
        if (unreadable is null) return;

        // What was read is stored; told so one by one, those messages are acknowledged although the batch fails for the others.
        foreach (var message in readable) await message.NotifyConsumed(message, TimeSpan.Zero, GetType().Name);
        throw new UnreadableMessageException(unreadable);
    }

    /// <summary>Appends a message's events. Throws <see cref="InvalidDataException"/> when it cannot be read; what it appended does not count then.</summary>
    protected abstract void AddRows(List<EventRow> rows, TMessage message);
}
