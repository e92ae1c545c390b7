namespace Analytics.Data.Events;

/// <summary>
/// The order of the primary key, as PostgreSQL compares it (bytes). Appending in this order keeps neighbours in the index
/// together and lets two workers that hold the same events meet them in the same order, so that they wait and do not deadlock.
/// </summary>
public sealed class EventKeyOrder : IComparer<EventRow>
{
    public static readonly EventKeyOrder Instance = new();

    public int Compare(EventRow x, EventRow y) => Compare(in x, in y);

    /// <summary>The same without copying the rows.</summary>
    public static int Compare(in EventRow x, in EventRow y)
    {
        var order = x.AccountId.Span.SequenceCompareTo(y.AccountId.Span);
        if (order != 0) return order;
        order = x.EventId.Span.SequenceCompareTo(y.EventId.Span);
        return order != 0 ? order : x.OccurredOn.CompareTo(y.OccurredOn);
    }

    /// <summary>
    /// The rows in key order, each key once: of several with one key the first that came is kept, as it would have been
    /// had they come in separate batches.
    /// </summary>
    public static List<EventRow> SortedDistinct(IReadOnlyList<EventRow> rows)
    {
        var order = new int[rows.Count];
        for (var i = 0; i < order.Length; i++) order[i] = i;
        Array.Sort(order, (x, y) => Compare(rows[x], rows[y]) is var byKey and not 0 ? byKey : x.CompareTo(y));

        var distinct = new List<EventRow>(rows.Count);
        foreach (var i in order)
        {
            if (distinct.Count == 0 || Compare(distinct[^1], rows[i]) != 0) distinct.Add(rows[i]);
        }

        return distinct;
    }
}
