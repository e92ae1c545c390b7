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
    /// <see cref="InvalidDataException"/> for one that the edge would not have let in: what is stored must be such that every reader can
    /// ask for it, and go on after it.
    /// </summary>
    public static EventRow RowOf(EventRecorded recorded, DateTimeOffset takenAt) => new(
        NameOf("account id", recorded.AccountId),
        NameOf("event id", recorded.EventId),
        NameOf("user id", recorded.UserId),
        NameOf("type", recorded.Type),
        InstantOf(recorded.Timestamp, takenAt),
        InstantOf(recorded.ReceivedAt ?? takenAt, takenAt),
        string.IsNullOrEmpty(recorded.Path) ? (ReadOnlyMemory<byte>?)null : Utf8Of("path", recorded.Path, EventLimits.PathLengthLimit),
        recorded.Metadata is { ValueKind: not (JsonValueKind.Undefined or JsonValueKind.Null) } metadata ? MetadataOf(metadata) : (ReadOnlyMemory<byte>?)null);

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
    static byte[] NameOf(string field, string? name) =>
        string.IsNullOrEmpty(name) ? throw new InvalidDataException($"A single event without its {field}.") : Utf8Of(field, name, EventLimits.NameLengthLimit);

    static byte[] Utf8Of(string field, string text, int lengthLimit) => EventLimits.IsLonger(text, lengthLimit)
        ? throw new InvalidDataException($"A single event whose {field} is longer than {lengthLimit} characters.")
        : Encoding.UTF8.GetBytes(text);

    static byte[] MetadataOf(JsonElement metadata)
    {
        if (metadata.ValueKind != JsonValueKind.Object) throw new InvalidDataException($"A single event whose metadata is no object but {metadata.ValueKind}.");
        var json = JsonMarshal.GetRawUtf8Value(metadata);
        var reader = new Utf8JsonReader(json);
        var size = -1; // nothing stands behind the last value
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray && reader.CurrentDepth >= EventLimits.MetadataDepthLimit)
                throw new InvalidDataException($"A single event whose metadata is nested deeper than {EventLimits.MetadataDepthLimit} levels.");
            size += reader.ValueSpan.Length + Around(reader.TokenType);
        }

        return size <= EventLimits.MetadataBytesLimit ? json.ToArray() : throw new InvalidDataException($"A single event whose metadata is larger than {EventLimits.MetadataBytesLimit} bytes.");
    }

    /// <summary>Quotes, and the comma or colon behind: metadata is measured without white space, since MassTransit indents by default what a publisher had without.</summary>
    static int Around(JsonTokenType token) => token switch
    {
        JsonTokenType.String or JsonTokenType.PropertyName => 3,
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False or JsonTokenType.Null => 1,
        _ => 0, // a comma behind a bracket is the one that its last value has not
    };

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
