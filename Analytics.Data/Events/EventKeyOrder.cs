using System.Buffers;
using System.Runtime.InteropServices;

namespace Analytics.Data.Events;

/// <summary>
/// The order of the primary key, as PostgreSQL compares it (bytes). Appending in this order keeps neighbours in the index
/// together and lets two workers that hold the same events meet them in the same order, so that they wait and do not deadlock.
/// </summary>
public static class EventKeyOrder
{
    /// <summary>Less than 0 when the first stands before the second, 0 when they have one key.</summary>
    public static int Compare(in EventRow x, in EventRow y)
    {
        var order = x.AccountId.Span.SequenceCompareTo(y.AccountId.Span);
        if (order != 0) return order;
        order = x.EventId.Span.SequenceCompareTo(y.EventId.Span);
        return order != 0 ? order : x.OccurredOn.CompareTo(y.OccurredOn);
    }

    /// <summary>
    /// The rows in key order, each key once: of several with one key the first that came is kept, as it would have been
    /// had they come in separate batches. Added to a list that is empty and may have been used before.
    /// </summary>
    public static void AddSortedDistinct(List<EventRow> distinct, List<EventRow> rows)
    {
        distinct.EnsureCapacity(rows.Count);
        var order = ArrayPool<int>.Shared.Rent(rows.Count);
        EventKeySort.Sort(rows, order.AsSpan(0, rows.Count));
        var all = CollectionsMarshal.AsSpan(rows);
        var last = -1;
        foreach (var i in order.AsSpan(0, rows.Count))
        {
            if (last >= 0 && Compare(in all[last], in all[i]) == 0) continue;
            distinct.Add(all[i]);
            last = i;
        }

        ArrayPool<int>.Shared.Return(order);
    }
}
