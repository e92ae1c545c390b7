using System.Text.Json;
using Analytics.Contracts;
using Ingest.Api.Events;

namespace Ingest.Api.Dialects;

/// <summary>Puts what a dialect calls by other names into an event's fields, as <see cref="EventReader"/> does with our own.</summary>
static class Draft
{
    /// <summary>A JSON value that should be a string.</summary>
    public static void Text(ref TextField into, JsonSlice value, EventField field, ref EventFields fields)
    {
        if (!value.IsThere) return;
        into = new TextField { IsPresent = true, IsString = value.IsString, IsEscaped = value.IsEscaped, Bytes = value.IsString ? value.Inner : default };
        if (value.IsEscaped) Note(JsonText.Check(value.Inner), field, ref fields);
    }

    /// <summary>An id, which some clients send as a number: then it is its digits.</summary>
    public static void Id(ref TextField into, JsonSlice value, EventField field, ref EventFields fields)
    {
        if (value.Kind == JsonTokenType.Number) into = new TextField { IsPresent = true, IsString = true, Bytes = value.Raw };
        else Text(ref into, value, field, ref fields);
    }

    /// <summary>A text that stands in no JSON.</summary>
    public static void Plain(ref TextField into, ReadOnlySpan<byte> utf8, EventField field, ref EventFields fields)
    {
        into = new TextField { IsPresent = true, IsString = true, Bytes = utf8 };
        if (utf8.Contains((byte)0)) Note(RejectionReason.NulCharacter, field, ref fields);
    }

    /// <summary>A text of ours.</summary>
    public static void Own(ref TextField into, ReadOnlySpan<byte> utf8) => into = new TextField { IsPresent = true, IsString = true, Bytes = utf8 };

    /// <summary>What should be an object wherever it is there at all: another value is not left out in silence.</summary>
    public static void Object(JsonSlice value, ref EventFields fields)
    {
        if (value.IsThere && !value.IsObject) fields.MetadataFault = RejectionReason.MetadataNotAnObject;
    }

    /// <summary>A JSON object as <see cref="MetadataWriter"/> makes it; nothing when there is nothing in it.</summary>
    public static void Metadata(ReadOnlySpan<byte> json, ref EventFields fields)
    {
        if (json.Length <= 2 || fields.MetadataFault != RejectionReason.None) return;
        fields.Metadata = json;
        if (json.Length > EventLimits.MetadataBytesLimit) return; // refused for that, and perhaps cut
        var reader = new Utf8JsonReader(json, EventBody.Strict);
        reader.Read();
        fields.MetadataFault = JsonWalk.OverMetadata(ref reader);
    }

    static void Note(RejectionReason fault, EventField field, ref EventFields fields)
    {
        if (fault != RejectionReason.None && fields.TextFault.IsNone) fields.TextFault = new EventFault(fault, field);
    }
}
