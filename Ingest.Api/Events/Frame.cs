using System.Diagnostics;
using Analytics.Contracts;

namespace Ingest.Api.Events;

/// <summary>The pieces that travel together, and who waits for them.</summary>
sealed class Frame
{
    readonly List<(EventPiece Piece, CommitTicket Ticket)> pieces = [];
    int bytes = 1; // the version

    public bool IsEmpty => pieces.Count == 0;

    public int EventCount { get; private set; }

    /// <summary>The requests whose events it holds, where they are traced.</summary>
    public IEnumerable<Activity?> Requests => pieces.Select(piece => piece.Ticket.Request);

    /// <summary>Whether the piece may still go along. Any piece fits an empty frame: it cannot be split.</summary>
    public bool Fits(EventPiece piece, GroupCommitOptions limits) =>
        IsEmpty || (EventCount + piece.EventCount <= limits.FrameEventLimit && bytes + piece.Bytes.Length <= limits.FrameBytesLimit);

    public void Add(EventPiece piece, CommitTicket ticket)
    {
        pieces.Add((piece, ticket));
        EventCount += piece.EventCount;
        bytes += piece.Bytes.Length;
    }

    public EventRecordedBatch ToMessage()
    {
        var packed = new byte[bytes];
        packed[0] = EventFrame.Version;
        var at = 1;
        foreach (var (piece, _) in pieces)
        {
            piece.Bytes.Span.CopyTo(packed.AsSpan(at));
            at += piece.Bytes.Length;
        }

        return new EventRecordedBatch { EventCount = EventCount, Frame = packed };
    }

    public void Settle(CommitResult result)
    {
        foreach (var (_, ticket) in pieces) ticket.Settle(result);
    }
}
