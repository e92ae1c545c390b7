using Analytics.Contracts;
using Analytics.Data.Events;
using Ingest.Worker.Telemetry;
using MassTransit;

namespace Ingest.Worker.Events;

/// <summary>Stores frames, several at a time. A frame that cannot be read fails alone: it goes to the error queue, its neighbours are stored.</summary>
sealed class EventRecordedBatchConsumer(EventAppender appender, WorkerMetrics metrics) : IConsumer<Batch<EventRecordedBatch>>
{
    public async Task Consume(ConsumeContext<Batch<EventRecordedBatch>> context)
    {
        var rows = new List<EventRow>();
        List<Exception>? damaged = null;
        foreach (var message in context.Message)
        {
            var before = rows.Count;
            try
            {
                rows.AddRows(message.Message);
            }
            catch (InvalidDataException unreadable)
            {
                rows.RemoveRange(before, rows.Count - before);
                (damaged ??= []).Add(unreadable);
            }
        }

        metrics.BatchTaken(context.Message.Length, rows.Count);
        await appender.AppendAsync(rows, context.CancellationToken);
        if (damaged is not null) await FailDamagedAsync(context, damaged);
    }

    /// <summary>The good frames are stored; told so one by one, they are acknowledged although the batch fails for the others.</summary>
    static async Task FailDamagedAsync(ConsumeContext<Batch<EventRecordedBatch>> context, List<Exception> damaged)
    {
        foreach (var message in context.Message)
        {
            if (CanRead(message.Message)) await message.NotifyConsumed(message, TimeSpan.Zero, nameof(EventRecordedBatchConsumer));
        }

        throw new UnreadableFrameException(damaged);
    }

    static bool CanRead(EventRecordedBatch batch)
    {
        try
        {
            new List<EventRow>().AddRows(batch);
            return true;
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }
}
