using System.Text;
using System.Text.Json;
using Analytics.Contracts;
using Ingest.Api.Events;
using Microsoft.Net.Http.Headers;

namespace Ingest.Api.Dialects.CloudEvents;

/// <summary>A request in one of CloudEvents' three modes.</summary>
sealed class CloudEventsBody(CloudEventsMode mode, IHeaderDictionary headers) : IDialect
{
    public bool IsJson => mode != CloudEventsMode.Binary;

    /// <summary>One event that is none is the sender's to hear of; of several, the others are not to be thrown away for it.</summary>
    public bool TakesNothing => mode == CloudEventsMode.Batched;

    /// <summary>The mode of a request, or null when its headers are of none.</summary>
    public static CloudEventsMode? ModeOf(HttpRequest request)
    {
        var type = MediaTypeHeaderValue.TryParse(request.ContentType, out var parsed) ? parsed.MediaType : default;
        if (type.Equals("application/cloudevents+json", StringComparison.OrdinalIgnoreCase)) return CloudEventsMode.Structured;
        if (type.Equals("application/cloudevents-batch+json", StringComparison.OrdinalIgnoreCase)) return CloudEventsMode.Batched;
        return CloudEvent.IsIn(request.Headers) && !type.StartsWith("application/cloudevents", StringComparison.OrdinalIgnoreCase) ? CloudEventsMode.Binary : null;
    }

    /// <summary>None: the key stands in front.</summary>
    public string? KeyIn(ReadOnlySpan<byte> body) => null;

    public RejectionReason Map(ReadOnlySpan<byte> body, in EventTimes times, ReadBodyBuilder into)
    {
        if (mode == CloudEventsMode.Binary) return MapBinary(body, into);
        var whole = JsonSlice.OfText(body);
        if (whole.IsArray != (mode == CloudEventsMode.Batched)) return RejectionReason.NotOfThisDialect;
        var items = new JsonItems(whole);
        while (items.Next())
        {
            if (into.IsFull) return RejectionReason.TooManyEvents;
            if (items.Item.IsObject) CloudEventsMapping.Map(CloudEvent.Read(items.Item), into);
            else into.Reject(new EventFault(RejectionReason.NotAnObject, EventField.None));
        }

        return RejectionReason.None;
    }

    RejectionReason MapBinary(ReadOnlySpan<byte> body, ReadBodyBuilder into)
    {
        var read = CloudEvent.Read(headers);
        var type = MediaTypeHeaderValue.TryParse(headers.ContentType.ToString(), out var parsed) ? parsed : null;
        if (body.IsEmpty)
        {
            // no data
        }
        else if (type is null || type.SubType.Equals("json", StringComparison.OrdinalIgnoreCase) || type.Suffix.Equals("json", StringComparison.OrdinalIgnoreCase))
        {
            var refusal = JsonBody.Check(ref body);
            if (refusal != RejectionReason.None) return refusal;
            read.Data = JsonSlice.OfText(body);
        }
        else if (type.Type.Equals("text", StringComparison.OrdinalIgnoreCase))
        {
            if (!System.Text.Unicode.Utf8.IsValid(body)) return RejectionReason.InvalidUtf8;
            read.Data = Quoted(Encoding.UTF8.GetString(Enough(body)));
        }
        else
        {
            read.DataBase64 = Quoted(Convert.ToBase64String(Enough(body)));
        }

        CloudEventsMapping.Map(read, into);
        return RejectionReason.None;
    }

    static JsonSlice Quoted(string text) => JsonSlice.OfText(Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(text)}\""));

    /// <summary>No more than makes metadata too large.</summary>
    static ReadOnlySpan<byte> Enough(ReadOnlySpan<byte> body) => body[..Math.Min(body.Length, EventLimits.MetadataBytesLimit + 4)];
}
