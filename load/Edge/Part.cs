using Analytics.Load.Edge.Parts;

namespace Analytics.Load.Edge;

/// <summary>
/// A pure part of the edge or the worker beside the least that the same input could cost. Both return a number, so that nothing of
/// their work can be left out; ours must come to <see cref="Expected"/>.
/// </summary>
abstract class Part
{
    /// <summary>All that are measured, by what they are called, in the order of an event's way.</summary>
    public static IReadOnlyDictionary<string, Part> All { get; } = new OrderedDictionary<string, Part>
    {
        ["read a body, 1 event"] = new BodyPart(1),
        ["read a body, 100 events"] = new BodyPart(100),
        ["read a body, 1,000 events"] = new BodyPart(1_000),
        ["read NDJSON, 1,000 events"] = new BodyPart(1_000, asLines: true),
        ["unpack and read gzip, 1,000 events"] = new GzipPart(1_000),
        ["build a frame of 3 × 100 events"] = new FrameBuildingPart(),
        ["message's JSON to frame (System.Text.Json, base64)"] = new EnvelopePart(),
        ["frame to rows, 300 events"] = new RowMappingPart(),
        ["rows in key order, 300 events"] = new KeyOrderPart(1),
        ["rows in key order, 19,200 events"] = new KeyOrderPart(64), // a worker's full batch
        ["cache key of a filtered question"] = new CacheKeyPart(),
        ["pieces of the last seven days, ragged"] = new RangePartsPart(),
    };

    /// <summary>What the least is.</summary>
    public abstract string LimitName { get; }

    /// <summary>Events in one doing, or 0.</summary>
    public virtual int Events => 0;

    /// <summary>Bytes that go in, or 0.</summary>
    public virtual int Bytes => 0;

    /// <summary>What <see cref="Ours"/> must come to; by default the number of events.</summary>
    public virtual int Expected => Events;

    public abstract int Limit();

    public abstract int Ours();
}
