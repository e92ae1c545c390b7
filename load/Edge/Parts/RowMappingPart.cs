using Analytics.Contracts;
using Analytics.Data.Events;
using Ingest.Worker.Events;

namespace Analytics.Load.Edge.Parts;

/// <summary>A frame's events as rows, as the worker makes them, against one copy of the frame.</summary>
sealed class RowMappingPart : Part
{
    readonly EventRecordedBatch message = Sample.Message();
    readonly List<EventRow> rows = [];

    public override string LimitName => "one copy of the same bytes";

    public override int Events => message.EventCount;

    public override int Bytes => message.Frame.Length;

    public override int Limit() => message.Frame.AsSpan().ToArray().Length;

    public override int Ours()
    {
        rows.Clear(); // the worker's lists are used again too
        rows.AddRows(message);
        return rows.Count;
    }
}
