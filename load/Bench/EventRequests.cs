using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Analytics.Load.Bench;

/// <summary>Whole HTTP requests as bytes, made before the clock starts: in the measured time the client only sends.</summary>
static class EventRequests
{
    const string TimestampFormat = "yyyy-MM-ddTHH:mm:ss.ffffffZ";

    /// <summary>One request for each group of events, as <c>{"events":[…]}</c>.</summary>
    public static byte[][] Batches(Uri api, BenchEvent[] events, int batch, string? key = null)
    {
        var requests = new byte[(events.Length + batch - 1) / batch][];
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body);
        for (var i = 0; i < requests.Length; i++)
        {
            body.ResetWrittenCount();
            json.Reset();
            Write(json, events.AsSpan(i * batch, Math.Min(batch, events.Length - (i * batch))));
            requests[i] = Request(api, body.WrittenSpan, key);
        }

        return requests;
    }

    /// <summary>The body alone of such a request.</summary>
    public static byte[] Body(BenchEvent[] events)
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body);
        Write(json, events);
        return body.WrittenSpan.ToArray();
    }

    /// <summary>The same events as NDJSON, one a line.</summary>
    public static byte[] Lines(BenchEvent[] events)
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body);
        foreach (var one in events)
        {
            json.Reset();
            Write(json, one);
            json.Flush();
            body.Write("\n"u8);
        }

        return body.WrittenSpan.ToArray();
    }

    /// <summary>One request with one event, and where in it the event's id stands.</summary>
    public static (byte[] Request, int IdAt) Single(Uri api, BenchEvent one, string? key = null)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
            Write(json, one);
        var request = Request(api, body.WrittenSpan, key);
        return (request, request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(one.EventId)));
    }

    static void Write(Utf8JsonWriter json, ReadOnlySpan<BenchEvent> events)
    {
        json.WriteStartObject();
        json.WriteStartArray("events"u8);
        foreach (var one in events)
            Write(json, one);
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
    }

    static void Write(Utf8JsonWriter json, in BenchEvent one)
    {
        json.WriteStartObject();
        json.WriteString("event_id"u8, one.EventId);
        json.WriteString("account_id"u8, one.AccountId);
        json.WriteString("user_id"u8, one.UserId);
        json.WriteString("type"u8, one.Type);
        json.WriteString("timestamp"u8, one.OccurredAt.ToString(TimestampFormat, CultureInfo.InvariantCulture));
        json.WriteString("path"u8, one.Path);
        json.WritePropertyName("metadata"u8);
        json.WriteRawValue(one.Metadata, skipInputValidation: true);
        json.WriteEndObject();
    }

    static byte[] Request(Uri api, ReadOnlySpan<byte> body, string? key)
    {
        var header = key is null ? "" : $"{ApiKeyOption.Header}: {key}\r\n";
        var head = $"POST /events HTTP/1.1\r\nHost: {api.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{header}\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
