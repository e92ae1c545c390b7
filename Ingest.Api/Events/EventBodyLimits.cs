namespace Ingest.Api.Events;

/// <summary>The limits that reading a body keeps to.</summary>
/// <param name="EventCountLimit">Most events in the body.</param>
/// <param name="PieceEventLimit">Most events in a piece.</param>
/// <param name="PieceBytesLimit">Most bytes in a piece, unless one event alone is larger.</param>
sealed record EventBodyLimits(int EventCountLimit, int PieceEventLimit, int PieceBytesLimit)
{
    public static EventBodyLimits Of(EventsOptions events, GroupCommitOptions commit) =>
        new(events.EventCountLimit, commit.FrameEventLimit, commit.FrameBytesLimit);
}
