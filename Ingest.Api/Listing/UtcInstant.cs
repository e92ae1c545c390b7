using System.Globalization;

namespace Ingest.Api.Listing;

/// <summary>Instants as all answers write them: milliseconds, or microseconds where an event has them.</summary>
static class UtcInstant
{
    /// <summary>Bytes that an instant may take.</summary>
    public const int Longest = 32;

    /// <summary>Writes it; returns how many bytes.</summary>
    public static int Format(DateTime utc, Span<byte> utf8)
    {
        var format = utc.Ticks % TimeSpan.TicksPerMillisecond < TimeSpan.TicksPerMicrosecond ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";
        utc.TryFormat(utf8, out var written, format, CultureInfo.InvariantCulture);
        return written;
    }
}
