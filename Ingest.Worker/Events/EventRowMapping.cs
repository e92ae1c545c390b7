using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Contracts;
using Analytics.Data.Events;

namespace Ingest.Worker.Events;

/// <summary>From what travels to what is stored: the only place where the wire meets the table.</summary>
static class EventRowMapping
{
    /// <summary>Appends a frame's events. Throws <see cref="InvalidDataException"/> for a frame that is damaged, and then none of it counts.</summary>
    public static void AddRows(this List<EventRow> rows, EventRecordedBatch batch)
    {
        var before = rows.Count;
        var reader = new EventFrameReader(batch.Frame);
        while (reader.TryRead(out var read)) rows.Add(RowOf(read));
        if (rows.Count - before != batch.EventCount)
            throw new InvalidDataException($"A frame of {rows.Count - before} events that says it holds {batch.EventCount}.");
    }

    /// <summary>The row of a single event. <paramref name="takenAt"/> is when it was received, for events that do not say.</summary>
    public static EventRow RowOf(EventRecorded recorded, DateTimeOffset takenAt) => new(
        Encoding.UTF8.GetBytes(recorded.AccountId),
        Encoding.UTF8.GetBytes(recorded.EventId),
        Encoding.UTF8.GetBytes(recorded.UserId),
        Encoding.UTF8.GetBytes(recorded.Type),
        Truncate(recorded.Timestamp),
        Truncate(recorded.ReceivedAt ?? takenAt),
        string.IsNullOrEmpty(recorded.Path) ? (ReadOnlyMemory<byte>?)null : Encoding.UTF8.GetBytes(recorded.Path),
        recorded.Metadata is { ValueKind: JsonValueKind.Object } metadata ? Utf8Of(metadata) : (ReadOnlyMemory<byte>?)null);

    static EventRow RowOf(in FrameEvent read) => new(
        read.AccountId,
        read.EventId,
        read.UserId,
        read.Type,
        DateTime.UnixEpoch.AddMicroseconds(read.OccurredAtMicroseconds),
        DateTime.UnixEpoch.AddMicroseconds(read.ReceivedAtMicroseconds),
        read.Path,
        read.Metadata);

    /// <summary>PostgreSQL keeps microseconds and rounds; cutting here keeps an event on its side of midnight.</summary>
    static DateTime Truncate(DateTimeOffset instant) =>
        new(instant.UtcTicks - (instant.UtcTicks % TimeSpan.TicksPerMicrosecond), DateTimeKind.Utc);

    static ReadOnlyMemory<byte> Utf8Of(JsonElement metadata)
    {
        var utf8 = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(utf8)) metadata.WriteTo(writer);
        return utf8.WrittenMemory;
    }
}
