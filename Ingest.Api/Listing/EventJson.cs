using System.Text.Json;
using System.Text.Json.Serialization;
using Analytics.Data.Events;
using Ingest.Api.Answers;

namespace Ingest.Api.Listing;

/// <summary>An event as JSON, its metadata exactly as PostgreSQL keeps it. Written from the bytes that came from there: no string is made.</summary>
sealed class EventJson : JsonConverter<EventRow>
{
    /// <summary>Events are not read from JSON this way; see Ingest.Api/Events.</summary>
    public override EventRow Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

    public override void Write(Utf8JsonWriter writer, EventRow value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        WriteMembers(writer, value);
        writer.WriteEndObject();
    }

    /// <summary>All members, in the order in which events are sent.</summary>
    public static void WriteMembers(Utf8JsonWriter writer, in EventRow row)
    {
        writer.WriteString("event_id"u8, row.EventId.Span);
        writer.WriteString("account_id"u8, row.AccountId.Span);
        writer.WriteString("user_id"u8, row.UserId.Span);
        writer.WriteString("type"u8, row.Type.Span);
        Span<byte> instant = stackalloc byte[UtcInstant.Longest];
        writer.WriteString("timestamp"u8, instant[..UtcInstant.Format(row.OccurredAt, instant)]);
        writer.WriteString("received_at"u8, instant[..UtcInstant.Format(row.ReceivedAt, instant)]);
        if (row.Path is { } path) writer.WriteString("path"u8, path.Span);
        else writer.WriteNull("path"u8);
        writer.WritePropertyName("metadata"u8);
        if (row.Metadata is { } metadata) writer.WriteRawValue(metadata.Span, skipInputValidation: true);
        else writer.WriteNullValue();
    }
}
