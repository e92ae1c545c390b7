using Ingest.Api.Events;

namespace Ingest.Api.Dialects;

/// <summary>One request in another service's words. What it makes of them is judged, queued, confirmed and counted as our own events are.</summary>
interface IDialect
{
    /// <summary>The body is one JSON text, and may be refused when it is none.</summary>
    bool IsJson => true;

    /// <summary>A body that begins as gzip does is decompressed, whatever its headers say.</summary>
    bool SniffsGzip => false;

    /// <summary>A good body of which nothing can be taken is answered as taken: with an error its client would throw away what comes with it.</summary>
    bool TakesNothing => true;

    /// <summary>Takes the JSON text out of what it is wrapped in; null when the body itself is the text.</summary>
    RejectionReason Unwrap(ReadOnlySpan<byte> body, out byte[]? inside)
    {
        inside = null;
        return RejectionReason.None;
    }

    /// <summary>The key that stands in the body, for a request that brings none in front of it; null when there is none.</summary>
    string? KeyIn(ReadOnlySpan<byte> body);

    /// <summary>Adds each event of the body, as it should be judged; or says why the body as a whole can be none.</summary>
    RejectionReason Map(ReadOnlySpan<byte> body, in EventTimes times, ReadBodyBuilder into);
}
