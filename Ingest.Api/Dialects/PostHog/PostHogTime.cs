using System.Globalization;
using System.Text.Json;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects.PostHog;

/// <summary>
/// When an event of PostHog's happened: at its timestamp, or as many milliseconds before it was sent as its offset says. What was sent
/// again has the old offset still; an event's id has the time of its making within (UUIDv7), and where the two agree that is taken,
/// so that the time is the same at every retry.
/// </summary>
static class PostHogTime
{
    const long MicrosecondsPerMillisecond = 1_000;
    const int UuidLength = 36;
    const int VersionAt = 14;

    public static void Put(in PostHogItem item, long? sentAt, in EventTimes times, ref EventFields fields)
    {
        if (item.Timestamp.IsThere || !TryMilliseconds(item.Offset, out var offset))
        {
            ClientTime.Put(item.Timestamp, sentAt, times, ref fields);
            return;
        }

        var happened = times.ReceivedMicroseconds - (offset * MicrosecondsPerMillisecond);
        ClientTime.Put(MadeAt(item.Uuid.Text()) is { } made && ClientTime.Agree(made, happened) ? made : happened, ref fields);
    }

    static bool TryMilliseconds(JsonSlice number, out long milliseconds)
    {
        milliseconds = 0;
        return number.Kind == JsonTokenType.Number
            && double.TryParse(number.Raw, NumberStyles.Float, CultureInfo.InvariantCulture, out var value)
            && Math.Abs(value) < long.MaxValue / (2 * MicrosecondsPerMillisecond)
            && (milliseconds = (long)value) >= 0;
    }

    /// <summary>The microseconds since 1970-01-01 UTC at which a UUIDv7 was made (RFC 9562 §5.7); null for any other text.</summary>
    static long? MadeAt(ReadOnlySpan<byte> uuid)
    {
        if (uuid.Length != UuidLength || uuid[VersionAt] != (byte)'7' || uuid[8] != (byte)'-') return null;
        Span<byte> digits = [.. uuid[..8], .. uuid[9..13]];
        return long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var milliseconds) ? milliseconds * MicrosecondsPerMillisecond : null;
    }
}
