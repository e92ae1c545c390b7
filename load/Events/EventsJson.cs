using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Analytics.Load.Events;

/// <summary>Writes events as <c>POST /events</c> takes them.</summary>
static class EventsJson
{
    const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary><c>{"events":[…]}</c>.</summary>
    public static ReadOnlyMemory<byte> Body(ReadOnlySpan<MadeEvent> events)
    {
        var body = new ArrayBufferWriter<byte>(256 * (events.Length + 1));
        using var json = new Utf8JsonWriter(body);
        Write(json, events);
        return body.WrittenMemory;
    }

    /// <summary>The same to a writer, which is flushed.</summary>
    public static void Write(Utf8JsonWriter json, ReadOnlySpan<MadeEvent> events)
    {
        json.WriteStartObject();
        json.WriteStartArray("events"u8);
        foreach (ref readonly var one in events) Write(json, one);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    /// <summary>One event, as an object.</summary>
    public static void Write(Utf8JsonWriter json, in MadeEvent one)
    {
        json.WriteStartObject();
        json.WriteString("event_id"u8, one.EventId);
        json.WriteString("account_id"u8, one.AccountId);
        json.WriteString("user_id"u8, one.UserId);
        json.WriteString("type"u8, one.Type);
        json.WriteString("timestamp"u8, one.OccurredAt.ToString(TimestampFormat, CultureInfo.InvariantCulture));
        if (one.Path is not null) json.WriteString("path"u8, one.Path);
        json.WritePropertyName("metadata"u8);
        json.WriteRawValue(one.Metadata, skipInputValidation: true);
        json.WriteEndObject();
    }
}
