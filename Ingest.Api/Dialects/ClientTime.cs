using System.Globalization;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects;

/// <summary>
/// When something happened, by a client's clock that may be wrong: the client says what it is when it sends, and what that differs from
/// ours is taken off. Within <see cref="Tolerance"/> the client is believed to the microsecond: a difference of seconds is mostly the
/// way here, which is another at every retry, and a time that moves over midnight with a retry would count twice.
/// </summary>
static class ClientTime
{
    /// <summary>Clocks that are set by the network are off by less, and so are most resends of a body that was dated once.</summary>
    public static readonly TimeSpan Tolerance = TimeSpan.FromMinutes(5);

    const long MicrosecondsPerMillisecond = 1_000;

    /// <summary>The microseconds since 1970-01-01 UTC that a text says, or null.</summary>
    public static long? Read(JsonSlice text) => Rfc3339.TryParse(text.Text(), out var microseconds) ? microseconds : null;

    /// <summary>Of milliseconds since 1970-01-01 UTC, as JavaScript counts; null when beyond all reason.</summary>
    public static long? OfMilliseconds(long milliseconds) => Math.Abs(milliseconds) < long.MaxValue / MicrosecondsPerMillisecond ? milliseconds * MicrosecondsPerMillisecond : null;

    /// <summary>When it happened: <paramref name="timestamp"/> as it stands, or received − (sent − timestamp). All in microseconds.</summary>
    public static long Corrected(long timestamp, long? sent, long received)
    {
        if (sent is not { } at) return timestamp;
        return Agree(at, received) ? timestamp : (long)Math.Clamp(received - ((decimal)at - timestamp), long.MinValue, long.MaxValue);
    }

    /// <summary>Whether two times, in microseconds, are no further apart than <see cref="Tolerance"/>.</summary>
    public static bool Agree(long one, long other) => Math.Abs(one - (decimal)other) <= Tolerance.Ticks / TimeSpan.TicksPerMicrosecond;

    /// <summary>Puts a client's time into the fields, corrected; one that cannot be read as it is, to be refused with its own words.</summary>
    public static void Put(JsonSlice timestamp, long? sent, in EventTimes times, ref EventFields fields)
    {
        if (Read(timestamp) is not { } happened || Corrected(happened, sent, times.ReceivedMicroseconds) is var corrected && corrected == happened)
            Draft.Text(ref fields.Timestamp, timestamp, EventField.Timestamp, ref fields);
        else
            Put(corrected, ref fields);
    }

    /// <summary>Puts a time into the fields; one beyond the calendar as its end, which is refused as well.</summary>
    public static void Put(long microseconds, ref EventFields fields)
    {
        var ticks = Math.Clamp(DateTimeOffset.UnixEpoch.Ticks + ((decimal)microseconds * TimeSpan.TicksPerMicrosecond), 0, DateTimeOffset.MaxValue.Ticks);
        var text = new byte["2026-02-01T10:30:00.000000Z".Length];
        new DateTimeOffset((long)ticks, TimeSpan.Zero).TryFormat(text, out _, "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);
        Draft.Own(ref fields.Timestamp, text);
    }
}
