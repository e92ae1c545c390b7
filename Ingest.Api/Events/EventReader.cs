using System.Text.Json;

namespace Ingest.Api.Events;

/// <summary>
/// Reads one event object into <see cref="EventFields"/>, in one pass and without copying. It judges nothing but what it must look at
/// anyway: escapes, and the inside of metadata. Malformed JSON throws <see cref="JsonException"/>, as the JSON reader does.
/// </summary>
static class EventReader
{
    /// <summary>
    /// Reads from the object's opening brace to its closing one. With <paramref name="stopAtEvents"/> it stops and returns true at a
    /// property named <c>events</c>: the object is a batch, and what was read of it is of no use.
    /// </summary>
    public static bool Read(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, bool stopAtEvents, ref EventFields fields)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var field = reader.ValueIsEscaped ? FindEscaped(ref reader, ref fields) : EventFieldNames.Find(reader.ValueSpan);
            if (stopAtEvents && field == EventField.Events) return true;
            reader.Read();
            switch (field)
            {
                case EventField.AccountId: ReadText(ref reader, ref fields.AccountId, field, ref fields); break;
                case EventField.EventId: ReadText(ref reader, ref fields.EventId, field, ref fields); break;
                case EventField.UserId: ReadText(ref reader, ref fields.UserId, field, ref fields); break;
                case EventField.Type: ReadText(ref reader, ref fields.Type, field, ref fields); break;
                case EventField.Timestamp: ReadText(ref reader, ref fields.Timestamp, field, ref fields); break;
                case EventField.Path: ReadText(ref reader, ref fields.Path, field, ref fields); break;
                case EventField.Metadata: ReadMetadata(ref reader, json, ref fields); break;
                default: Note(JsonWalk.OverIgnored(ref reader), EventField.None, ref fields); break;
            }
        }

        return false;
    }

    static void ReadText(ref Utf8JsonReader reader, ref TextField into, EventField field, ref EventFields fields)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        into.IsPresent = true;
        into.IsString = reader.TokenType == JsonTokenType.String;
        if (into.IsString)
        {
            into.Bytes = reader.ValueSpan;
            into.IsEscaped = reader.ValueIsEscaped;
            if (into.IsEscaped) Note(JsonText.Check(into.Bytes), field, ref fields);
        }
        else
        {
            Note(JsonWalk.OverIgnored(ref reader), field, ref fields);
        }
    }

    static void ReadMetadata(ref Utf8JsonReader reader, ReadOnlySpan<byte> json, ref EventFields fields)
    {
        if (reader.TokenType == JsonTokenType.Null) return;
        var start = (int)reader.TokenStartIndex;
        var isObject = reader.TokenType == JsonTokenType.StartObject;
        var fault = JsonWalk.OverMetadata(ref reader);
        fields.Metadata = json[start..(int)reader.BytesConsumed];
        fields.MetadataFault = isObject ? fault : RejectionReason.MetadataNotAnObject;
    }

    static EventField FindEscaped(ref Utf8JsonReader reader, ref EventFields fields)
    {
        var raw = reader.ValueSpan;
        var fault = JsonText.Check(raw);
        if (fault != RejectionReason.None || raw.Length > EventFieldNames.LongestEscapedName)
        {
            Note(fault, EventField.None, ref fields);
            return EventField.None;
        }

        Span<byte> name = stackalloc byte[EventFieldNames.LongestEscapedName];
        return EventFieldNames.Find(name[..JsonText.Unescape(raw, name)]);
    }

    static void Note(RejectionReason fault, EventField field, ref EventFields fields)
    {
        if (fault != RejectionReason.None && fields.TextFault.IsNone) fields.TextFault = new EventFault(fault, field);
    }
}
