using Analytics.Data.Events;
using Analytics.Load.Events;

namespace Analytics.Load.Bench.Store;

/// <summary>A measurement's rows in batches, as the worker makes them.</summary>
static class StoreRows
{
    /// <summary>Whole batches of the events; each is one message, as one that came past every API.</summary>
    public static EventBatch[] Batches(MadeEvent[] events, int batch) => [.. events.Chunk(batch).Select(Batch)];

    /// <summary>Those events of which, spread evenly, so many of a hundred are known beforehand.</summary>
    public static MadeEvent[] Known(MadeEvent[] events, int percent) =>
        [.. events.Where((_, i) => ((long)(i + 1) * percent / 100) > ((long)i * percent / 100))];

    static EventBatch Batch(MadeEvent[] events)
    {
        var batch = new EventBatch();
        foreach (ref readonly var one in events.AsSpan())
            batch.Rows.Add(MadeRow.Of(one, one.OccurredAt));
        batch.EndMessage(Guid.NewGuid(), fromBus: true);
        return batch;
    }
}
