using System.Globalization;
using System.Text;

namespace Ingest.Api.Answers;

/// <summary>Instants as all answers write them, like JavaScript: milliseconds, or microseconds where they are not zero.</summary>
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

    public static string Text(DateTimeOffset instant)
    {
        Span<byte> utf8 = stackalloc byte[Longest];
        return Encoding.UTF8.GetString(utf8[..Format(instant.UtcDateTime, utf8)]);
    }
}
