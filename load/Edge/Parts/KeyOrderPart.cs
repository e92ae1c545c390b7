using Analytics.Data.Events;
using Ingest.Worker.Events;

namespace Analytics.Load.Edge.Parts;

/// <summary>Rows in the order of their key, each once, against sorting as many numbers.</summary>
sealed class KeyOrderPart : Part
{
    readonly List<EventRow> _rows = [];
    readonly List<EventRow> _sorted = [];
    readonly ulong[] _numbers;
    readonly ulong[] _room;

    /// <summary>Rows of so many frames, each of one piece of 300 events: several pieces would be the same one again.</summary>
    public KeyOrderPart(int frames)
    {
        for (var i = 0; i < frames; i++) _rows.AddRows(Sample.Message(eventsInPiece: 300));
        // The end of an id is random, which is as unsorted as rows come.
        _numbers = [.. _rows.Select(row => BitConverter.ToUInt64(row.EventId.Span[^8..]))];
        _room = new ulong[_numbers.Length];
    }

    public override string LimitName => "Array.Sort of as many numbers";

    public override int Events => _rows.Count;

    public override int Limit()
    {
        _numbers.CopyTo(_room, 0);
        Array.Sort(_room);
        return _room.Length;
    }

    public override int Ours()
    {
        _sorted.Clear(); // the store's lists are used again too
        EventKeyOrder.AddSortedDistinct(_sorted, _rows);
        return _sorted.Count;
    }
}
