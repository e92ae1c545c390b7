using Ingest.Api.Events;

namespace Analytics.Load.Edge.Parts;

/// <summary>Three requests' pieces into one frame, against one copy of as many bytes.</summary>
sealed class FrameBuildingPart : Part
{
    const int Pieces = 3, EventsInPiece = 100;

    readonly EventPiece piece = Sample.Piece(EventsInPiece);
    readonly GroupCommitOptions limits = new();
    readonly byte[] whole;

    public FrameBuildingPart() => whole = Build().ToMessage().Frame;

    public override string LimitName => "one copy of the same bytes";

    public override int Events => Pieces * EventsInPiece;

    public override int Bytes => whole.Length;

    public override int Limit() => whole.AsSpan().ToArray().Length;

    public override int Ours() => Build().ToMessage().EventCount;

    Frame Build()
    {
        var (frame, ticket) = (new Frame(), new CommitTicket(Pieces));
        for (var i = 0; i < Pieces && frame.Fits(piece, limits); i++) frame.Add(piece, ticket);
        return frame;
    }
}
