using Analytics.Data.Events;

namespace Analytics.Data.Listing;

/// <summary>A page while it is read: what it holds, and how far reading has come, which may be further.</summary>
sealed class PageBuilder(PageLimits limits, EventPosition? after)
{
    readonly List<EventRow> events = [];
    EventRow? last;
    long bytes;

    /// <summary>The place after the last row that was looked at.</summary>
    public EventPosition? After => last is { } row ? EventPosition.After(row) : after;

    /// <summary>Whether any row was looked at, so that a page that ends here brings its reader further.</summary>
    public bool HasMoved => last is not null;

    /// <summary>How many events more it takes: one beyond the limit, to know whether there is any.</summary>
    public int Wanted => limits.Events + 1 - events.Count;

    /// <summary>Whether no more is to be read.</summary>
    public bool IsFull => Wanted <= 0 || bytes >= limits.Bytes;

    /// <summary>Takes the next row that was looked at.</summary>
    public void Add(in EventRow row, bool matches)
    {
        last = row;
        if (!matches) return;
        events.Add(row);
        bytes += row.EventId.Length + row.UserId.Length + row.Type.Length + (row.Path?.Length ?? 0) + (row.Metadata?.Length ?? 0);
    }

    /// <summary>The page when all was read.</summary>
    public EventPage AtTheEnd() => new(events, Next: null, IsCut: false);

    /// <summary>The page when there may be more after it.</summary>
    public EventPage CutHere()
    {
        if (!IsFull) return new(events, After, IsCut: true);
        if (events.Count <= limits.Events) return new(events, After, IsCut: false);
        events.RemoveRange(limits.Events, events.Count - limits.Events);
        return new(events, EventPosition.After(events[^1]), IsCut: false);
    }
}
