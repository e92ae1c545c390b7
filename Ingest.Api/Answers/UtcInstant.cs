using System.Globalization;

namespace Ingest.Api.Answers;

/// <summary>Instants as JavaScript writes them, <c>2026-01-01T00:00:00.000Z</c>, with six digits when the microseconds are not zero.</summary>
static class UtcInstant
{
    public static string FormatOf(DateTimeOffset instant) => instant.Ticks % TimeSpan.TicksPerMillisecond < TimeSpan.TicksPerMicrosecond
        ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'"
        : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    public static string Text(DateTimeOffset instant) => instant.UtcDateTime.ToString(FormatOf(instant), CultureInfo.InvariantCulture);
}
