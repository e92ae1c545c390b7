namespace Ingest.Api.Dialects.Segment;

/// <summary>The names of calls, and the type of event that each is with us.</summary>
static class SegmentCalls
{
    /// <summary>The call that an address ends in, long or short; null for those that hold several, or none.</summary>
    public static SegmentCall? InAddress(string name) => name switch
    {
        "track" or "t" => SegmentCall.Track,
        "page" or "p" => SegmentCall.Page,
        "screen" or "s" => SegmentCall.Screen,
        "identify" or "i" => SegmentCall.Identify,
        "group" or "g" => SegmentCall.Group,
        "alias" or "a" => SegmentCall.Alias,
        _ => null,
    };

    /// <summary>Whether an address ends in the name of a batch.</summary>
    public static bool IsBatch(string name) => name is "batch" or "b" or "import";

    /// <summary>The call that an item says it is; one that says nothing but has an event is a track.</summary>
    public static SegmentCall Of(JsonSlice type, JsonSlice @event)
    {
        if (!type.IsThere) return @event.IsThere ? SegmentCall.Track : SegmentCall.Unknown;
        var name = type.Text();
        return name.SequenceEqual("track"u8) ? SegmentCall.Track
            : name.SequenceEqual("page"u8) ? SegmentCall.Page
            : name.SequenceEqual("screen"u8) ? SegmentCall.Screen
            : name.SequenceEqual("identify"u8) ? SegmentCall.Identify
            : name.SequenceEqual("group"u8) ? SegmentCall.Group
            : name.SequenceEqual("alias"u8) ? SegmentCall.Alias
            : SegmentCall.Unknown;
    }

    /// <summary>The type of what is not a track, whose type is its event's name.</summary>
    public static ReadOnlySpan<byte> TypeOf(SegmentCall call) => call switch
    {
        SegmentCall.Page => "page_view"u8,
        SegmentCall.Screen => "screen_view"u8,
        SegmentCall.Identify => "identify"u8,
        SegmentCall.Group => "group"u8,
        _ => "alias"u8,
    };
}
