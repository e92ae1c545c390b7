using System.Buffers;
using System.Text;
using System.Text.Json;
using Analytics.Load.Events;

namespace Analytics.Load.Bench;

/// <summary>Whole HTTP requests as bytes, made before the clock starts: in the measured time the client only sends.</summary>
static class EventRequests
{
    /// <summary>One request for each group of events, as <c>{"events":[…]}</c>.</summary>
    public static byte[][] Batches(Uri api, MadeEvent[] events, int batch, string? key = null)
    {
        var requests = new byte[(events.Length + batch - 1) / batch][];
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body);
        for (var i = 0; i < requests.Length; i++)
        {
            body.ResetWrittenCount();
            json.Reset();
            EventsJson.Write(json, events.AsSpan(i * batch, Math.Min(batch, events.Length - (i * batch))));
            requests[i] = Request(api, body.WrittenSpan, key);
        }

        return requests;
    }

    /// <summary>The body alone of such a request.</summary>
    public static byte[] Body(MadeEvent[] events) => EventsJson.Body(events).ToArray();

    /// <summary>The same events as NDJSON, one a line.</summary>
    public static byte[] Lines(MadeEvent[] events)
    {
        var body = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(body);
        foreach (var one in events)
        {
            json.Reset();
            EventsJson.Write(json, one);
            json.Flush();
            body.Write("\n"u8);
        }

        return body.WrittenSpan.ToArray();
    }

    /// <summary>One request with one event, and where in it the event's id stands.</summary>
    public static (byte[] Request, int IdAt) Single(Uri api, MadeEvent one, string? key = null)
    {
        var body = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(body))
            EventsJson.Write(json, one);
        var request = Request(api, body.WrittenSpan, key);
        return (request, request.AsSpan().IndexOf(Encoding.ASCII.GetBytes(one.EventId)));
    }

    static byte[] Request(Uri api, ReadOnlySpan<byte> body, string? key)
    {
        var header = key is null ? "" : $"{ApiKeyOption.Header}: {key}\r\n";
        var head = $"POST /events HTTP/1.1\r\nHost: {api.Authority}\r\nContent-Type: application/json\r\nContent-Length: {body.Length}\r\n{header}\r\n";
        return [.. Encoding.ASCII.GetBytes(head), .. body];
    }
}
