namespace Ingest.Api.Dialects.PostHog;

/// <summary>PostHog's names for what all clients know, as ours. Other events keep their names, those with a <c>$</c> too.</summary>
static class PostHogTypes
{
    /// <summary>Our type; empty when the event keeps its name.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> name)
    {
        if (name.Length == 0 || name[0] != (byte)'$') return default;
        return name.SequenceEqual("$pageview"u8) ? "page_view"u8
            : name.SequenceEqual("$screen"u8) ? "screen_view"u8
            : name.SequenceEqual("$identify"u8) ? "identify"u8
            : name.SequenceEqual("$groupidentify"u8) ? "group"u8
            : name.SequenceEqual("$create_alias"u8) ? "alias"u8
            : default;
    }
}
