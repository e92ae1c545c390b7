using Analytics.Data.Events;
using Ingest.Worker.Events;

namespace Analytics.Load.Edge.Parts;

/// <summary>Rows in the order of their key, each once, against sorting as many numbers.</summary>
sealed class KeyOrderPart : Part
{
    readonly List<EventRow> rows = [];
    readonly List<EventRow> sorted = [];
    readonly ulong[] numbers;
    readonly ulong[] room;

    /// <summary>Rows of so many frames, each of one piece of 300 events: several pieces would be the same one again.</summary>
    public KeyOrderPart(int frames)
    {
        for (var i = 0; i < frames; i++) rows.AddRows(Sample.Message(eventsInPiece: 300));
        // The end of an id is random, which is as unsorted as rows come.
        numbers = [.. rows.Select(row => BitConverter.ToUInt64(row.EventId.Span[^8..]))];
        room = new ulong[numbers.Length];
    }

    public override string LimitName => "Array.Sort of as many numbers";

    public override int Events => rows.Count;

    public override int Limit()
    {
        numbers.CopyTo(room, 0);
        Array.Sort(room);
        return room.Length;
    }

    public override int Ours()
    {
        sorted.Clear(); // the store's lists are used again too
        EventKeyOrder.AddSortedDistinct(sorted, rows);
        return sorted.Count;
    }
}
