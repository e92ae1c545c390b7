using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Analytics.Contracts;
using Analytics.Data.Events;

namespace Ingest.Worker.Events;

/// <summary>From what travels to what is stored: the only place where the wire meets the table.</summary>
static class EventRowMapping
{
    // What the edge lets in lies well within; what lies without is damage, and would make partitions for ever.
    static readonly long FirstMicrosecond = ToMicroseconds(EventLimits.EarliestTimestamp.UtcDateTime);
    static readonly long EndMicrosecond = ToMicroseconds(new DateTime(9999, 1, 1, 0, 0, 0, DateTimeKind.Utc));

    /// <summary>Appends a frame's events. Throws <see cref="InvalidDataException"/> for a frame that is damaged, and then none of it counts.</summary>
    public static void AddRows(this List<EventRow> rows, EventRecordedBatch batch)
    {
        var before = rows.Count;
        var reader = new EventFrameReader(batch.Frame);
        if (batch.EventCount > 0) rows.EnsureCapacity(before + Math.Min(batch.EventCount, batch.Frame.Length / EventFrame.EventBytesAtLeast)); // it may lie
        while (reader.TryRead(out var read)) rows.Add(RowOf(read));
        if (rows.Count - before != batch.EventCount)
            throw new InvalidDataException($"A frame of {rows.Count - before} events that says it holds {batch.EventCount}.");
    }

    /// <summary>
    /// The row of a single event. <paramref name="takenAt"/> is when it was received, for events that do not say. Throws
    /// <see cref="InvalidDataException"/> for one that no table could hold: a name that is null, an instant out of range.
    /// </summary>
    public static EventRow RowOf(EventRecorded recorded, DateTimeOffset takenAt) => new(
        Utf8Of(recorded.AccountId),
        Utf8Of(recorded.EventId),
        Utf8Of(recorded.UserId),
        Utf8Of(recorded.Type),
        InstantOf(recorded.Timestamp, takenAt),
        InstantOf(recorded.ReceivedAt ?? takenAt, takenAt),
        string.IsNullOrEmpty(recorded.Path) ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(recorded.Path),
        recorded.Metadata is { ValueKind: JsonValueKind.Object } metadata ? JsonMarshal.GetRawUtf8Value(metadata).ToArray() : (ReadOnlyMemory<byte>?)null);

    static EventRow RowOf(in FrameEvent read) => new(
        read.AccountId,
        read.EventId,
        read.UserId,
        read.Type,
        InstantOf(read.OccurredAtMicroseconds),
        InstantOf(read.ReceivedAtMicroseconds),
        read.Path,
        read.Metadata);

    // A null passes the serializer, whatever the contract says.
    static byte[] Utf8Of(string? name) => Encoding.UTF8.GetBytes(name ?? throw new InvalidDataException("A single event without one of its names."));

    /// <summary>PostgreSQL keeps microseconds and rounds; cutting here keeps an event on its side of midnight.</summary>
    static DateTime InstantOf(DateTimeOffset instant, DateTimeOffset now) =>
        instant >= EventLimits.EarliestTimestamp && instant <= now + EventLimits.FutureTolerance
            ? new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc)
            : throw new InvalidDataException($"A single event of {instant:O}.");

    static DateTime InstantOf(long microseconds) => microseconds >= FirstMicrosecond && microseconds < EndMicrosecond
        ? DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond)
        : throw new InvalidDataException($"A frame with an event {microseconds} microseconds after 1970.");

    static long ToMicroseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
