using System.Text;
using Analytics.Data.Events;

namespace Analytics.Load.Bench.Store;

/// <summary>A measurement's rows in batches, as the worker makes them: texts as UTF-8.</summary>
static class StoreRows
{
    /// <summary>The row that the worker would make of the event.</summary>
    public static EventRow Of(in BenchEvent one) => new(
        Encoding.UTF8.GetBytes(one.AccountId),
        Encoding.UTF8.GetBytes(one.EventId),
        Encoding.UTF8.GetBytes(one.UserId),
        Encoding.UTF8.GetBytes(one.Type),
        one.OccurredAt,
        one.OccurredAt,
        Encoding.UTF8.GetBytes(one.Path),
        Encoding.UTF8.GetBytes(one.Metadata));

    /// <summary>Whole batches of the events; each is one message, as one that came past every API.</summary>
    public static EventBatch[] Batches(BenchEvent[] events, int batch) => [.. events.Chunk(batch).Select(Batch)];

    /// <summary>Those events of which, spread evenly, so many of a hundred are known beforehand.</summary>
    public static BenchEvent[] Known(BenchEvent[] events, int percent) =>
        [.. events.Where((_, i) => ((long)(i + 1) * percent / 100) > ((long)i * percent / 100))];

    static EventBatch Batch(BenchEvent[] events)
    {
        var batch = new EventBatch();
        foreach (ref readonly var one in events.AsSpan())
            batch.Rows.Add(Of(one));
        batch.EndMessage(Guid.NewGuid(), fromBus: true);
        return batch;
    }
}
