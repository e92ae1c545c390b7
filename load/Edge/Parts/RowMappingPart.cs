using Analytics.Contracts;
using Analytics.Data.Events;
using Ingest.Worker.Events;

namespace Analytics.Load.Edge.Parts;

/// <summary>A frame's events as rows, as the worker makes them, against one copy of the frame.</summary>
sealed class RowMappingPart : Part
{
    readonly EventRecordedBatch _message = Sample.Message();
    readonly List<EventRow> _rows = [];

    public override string LimitName => "one copy of the same bytes";

    public override int Events => _message.EventCount;

    public override int Bytes => _message.Frame.Length;

    public override int Limit() => _message.Frame.AsSpan().ToArray().Length;

    public override int Ours()
    {
        _rows.Clear(); // the worker's lists are used again too
        _rows.AddRows(_message);
        return _rows.Count;
    }
}
