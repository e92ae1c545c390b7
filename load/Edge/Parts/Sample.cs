using Analytics.Contracts;
using Analytics.Load.Bench;
using Analytics.Load.Events;
using Ingest.Api.Events;

namespace Analytics.Load.Edge.Parts;

/// <summary>The events that all parts are measured with: those of <c>bench pipeline</c>, as a body, as pieces, as a frame.</summary>
static class Sample
{
    /// <summary>The limits of an API that nobody has set otherwise.</summary>
    public static readonly EventBodyLimits Limits = EventBodyLimits.Of(new EventsOptions(), new GroupCommitOptions());

    public static MadeEvent[] Events(int count) => new BenchEvents("edge", TimeProvider.System).Make("p", count);

    /// <summary>As the edge packs the events of one request.</summary>
    public static EventPiece Piece(int events) =>
        EventBody.Read(EventRequests.Body(Events(events)), BodyFormat.Json, Limits, TimeProvider.System.GetUtcNow()).Pieces.Single();

    /// <summary>As many pieces as a frame holds, in one.</summary>
    public static Frame FullFrame(EventPiece piece)
    {
        var (frame, ticket) = (new Frame(), new CommitTicket(1));
        while (frame.Fits(piece, new GroupCommitOptions())) frame.Add(piece, ticket);
        return frame;
    }

    /// <summary>A full frame of the same piece again and again, as the worker gets it.</summary>
    public static EventRecordedBatch Message(int eventsInPiece = 100) => FullFrame(Piece(eventsInPiece)).ToMessage();
}
