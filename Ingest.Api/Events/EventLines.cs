using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace Ingest.Api.Events;

/// <summary>Reads NDJSON: a line that is no event is refused alone. Blank lines are skipped; a line may end in a carriage return.</summary>
static class EventLines
{
    static ReadOnlySpan<byte> WhiteSpace => " \t\r"u8;

    public static ReadBody Read(ReadOnlySpan<byte> text, bool isUtf8, ReadBodyBuilder batch)
    {
        var number = 0;
        while (!text.IsEmpty)
        {
            var end = text.IndexOf((byte)'\n');
            var line = end < 0 ? text : text[..end];
            text = end < 0 ? default : text[(end + 1)..];
            number++;
            var start = line.IndexOfAnyExcept(WhiteSpace);
            if (start < 0) continue;
            if (batch.IsFull) return EventBody.Refused(RejectionReason.TooManyEvents);

            if (!isUtf8 && !Utf8.IsValid(line))
                Reject(batch, RejectionReason.InvalidUtf8, number, Utf8Position.OfFirstFault(line));
            else
                ReadLine(line, number, batch);
        }

        return batch.Finish();
    }

    static void ReadLine(ReadOnlySpan<byte> line, int number, ReadBodyBuilder batch)
    {
        var fields = default(EventFields);
        bool isObject;
        try
        {
            var reader = new Utf8JsonReader(line, EventBody.Strict);
            reader.Read();
            isObject = reader.TokenType == JsonTokenType.StartObject;
            if (isObject)
                EventReader.Read(ref reader, line, stopAtEvents: false, ref fields);
            else
                reader.Skip();

            // Throws when anything but white space follows.
            reader.Read();
        }
        catch (JsonException fault)
        {
            Reject(batch, RejectionReason.MalformedJson, number, JsonPosition.Of(line, fault));
            return;
        }

        if (isObject)
            batch.Add(ref fields);
        else
            batch.Reject(new EventFault(RejectionReason.NotAnObject, EventField.None));
    }

    static void Reject(ReadBodyBuilder batch, RejectionReason reason, int number, int position) => batch.Reject(
        new EventFault(reason, EventField.None),
        message: string.Create(CultureInfo.InvariantCulture, $"Line {number}, byte {position}: {Rejections.Row(reason).Message}"));
}
