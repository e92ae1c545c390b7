using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Ingest.Api.Events;

/// <summary>
/// Reads a whole body, in whichever shape it came, into an <see cref="ReadBody"/>. Pure: bytes and a time in, a batch out; whatever
/// the bytes, it throws nothing. A JSON body that is malformed anywhere is refused whole; of NDJSON only the lines at fault are.
/// </summary>
static class EventBody
{
    /// <summary>Deepest nesting that is read at all; deeper is malformed. Metadata has its own, lower limit, which refuses one event only.</summary>
    public const int DepthLimit = 1_024;

    internal static readonly JsonReaderOptions Strict = new() { MaxDepth = DepthLimit };

    static ReadOnlySpan<byte> ByteOrderMark => [0xef, 0xbb, 0xbf];

    static ReadOnlySpan<byte> WhiteSpace => " \t\r\n"u8;

    /// <summary>Reads the body.</summary>
    /// <param name="body">Decompressed; a byte order mark is skipped, but counted in positions.</param>
    /// <param name="format">What the content type and the address say.</param>
    /// <param name="limits">See <see cref="EventBodyLimits"/>.</param>
    /// <param name="now">The time received.</param>
    /// <param name="ownAccount">The only account that events may be of, and that of those which name none; empty when any may be.</param>
    public static ReadBody Read(
        ReadOnlySpan<byte> body, BodyFormat format, EventBodyLimits limits, DateTimeOffset now, ReadOnlyMemory<byte> ownAccount = default)
    {
        var skipped = body.StartsWith(ByteOrderMark) ? ByteOrderMark.Length : 0;
        var text = body[skipped..];
        var isUtf8 = Utf8.IsValid(text);
        using var batch = new ReadBodyBuilder(limits, new EventTimes(now), ownAccount);
        if (format == BodyFormat.JsonLines) return EventLines.Read(text, isUtf8, batch);

        if (!isUtf8) return Refused(RejectionReason.InvalidUtf8, skipped + Utf8Position.OfFirstFault(text));
        if (text.IndexOfAnyExcept(WhiteSpace) < 0) return Refused(RejectionReason.BodyEmpty);
        try
        {
            return ReadText(text, format, batch);
        }
        catch (JsonException fault)
        {
            return Refused(RejectionReason.MalformedJson, skipped + JsonPosition.Of(text, fault));
        }
    }

    internal static ReadBody Refused(RejectionReason reason, long? position = null) => new() { Refusal = new Refusal(reason, position) };

    static ReadBody ReadText(ReadOnlySpan<byte> text, BodyFormat format, ReadBodyBuilder batch)
    {
        var reader = new Utf8JsonReader(text, Strict);
        reader.Read();
        string? givenId = null;
        var refusal = (reader.TokenType, format) switch
        {
            (JsonTokenType.StartObject, BodyFormat.OneEvent) => ReadObject(ref reader, text, batch, out givenId, mayBeBatch: false),
            (JsonTokenType.StartObject, _) => ReadObject(ref reader, text, batch, out _, mayBeBatch: true),
            (JsonTokenType.StartArray, BodyFormat.Json) => ReadArray(ref reader, text, batch),
            (_, BodyFormat.OneEvent) => RejectionReason.NotOneEvent,
            _ => RejectionReason.NotEvents,
        };
        if (refusal != RejectionReason.None) return Refused(refusal);

        // Throws when anything but white space follows.
        reader.Read();
        return batch.Finish(givenId);
    }

    static RejectionReason ReadObject(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, ReadBodyBuilder batch, out string? givenId, bool mayBeBatch)
    {
        givenId = null;
        var fields = default(EventFields);
        var isBatch = EventReader.Read(ref reader, text, stopAtEvents: true, ref fields);
        if (isBatch) return mayBeBatch ? ReadBatch(ref reader, text, batch) : RejectionReason.NotOneEvent;

        batch.Add(ref fields);
        if (!mayBeBatch && fields.EventId.IsPresent && fields.EventId.IsString) givenId = Encoding.UTF8.GetString(fields.EventId.Bytes);
        return RejectionReason.None;
    }

    /// <summary>The reader stands on the name <c>events</c>; what stands beside it is ignored.</summary>
    static RejectionReason ReadBatch(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, ReadBodyBuilder batch)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray) return RejectionReason.EventsNotAnArray;
        var refusal = ReadArray(ref reader, text, batch);
        if (refusal != RejectionReason.None) return refusal;

        var ignored = default(EventFields);
        return EventReader.Read(ref reader, text, stopAtEvents: true, ref ignored) ? RejectionReason.EventsRepeated : RejectionReason.None;
    }

    static RejectionReason ReadArray(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, ReadBodyBuilder batch)
    {
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (batch.IsFull) return RejectionReason.TooManyEvents;
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                var fields = default(EventFields);
                EventReader.Read(ref reader, text, stopAtEvents: false, ref fields);
                batch.Add(ref fields);
            }
            else
            {
                reader.Skip();
                batch.Reject(new EventFault(RejectionReason.NotAnObject, EventField.None));
            }
        }

        return RejectionReason.None;
    }
}
