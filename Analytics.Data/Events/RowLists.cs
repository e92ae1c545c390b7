using System.Collections.Concurrent;

namespace Analytics.Data.Events;

/// <summary>
/// Lists of rows that are used again. A full batch's has megabytes: made anew for each, it grows by copying itself, is zeroed by the
/// runtime first, and lies where only a full collection finds it (the large object heap). A list that is not given back is collected as any other.
/// </summary>
static class RowLists
{
    /// <summary>Two for each of two batches at a time, what a worker has by default; more are left to the collector.</summary>
    const int KeptLimit = 4;

    static readonly ConcurrentBag<List<EventRow>> Free = [];

    /// <summary>An empty list, which the caller alone has.</summary>
    public static List<EventRow> Take() => Free.TryTake(out var list) ? list : [];

    /// <summary>Gives a list back; nobody may read it from now on.</summary>
    public static void GiveBack(List<EventRow> list)
    {
        list.Clear(); // the rows hold their frames
        if (Free.Count < KeptLimit) Free.Add(list);
    }
}
