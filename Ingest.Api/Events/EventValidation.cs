using System.Text;
using Analytics.Contracts;
using static Ingest.Api.Events.RejectionReason;

namespace Ingest.Api.Events;

/// <summary>
/// Judges one event's fields. What passes is sure to be stored: the worker refuses nothing that the edge let through. The first
/// fault is reported, in the order of the code below, whatever the order in the body.
/// </summary>
static class EventValidation
{
    /// <summary>A character takes at most twelve bytes: a pair of escapes. Longer raw texts need no counting, and never reach the buffer.</summary>
    const int EscapedCharacterBytes = 12;

    /// <summary>No time needs this many characters, unless its fraction is padded; an escaped one gets no more.</summary>
    const int EscapedTimestampLimit = 100;

    const int UnescapedBytesLimit = EscapedCharacterBytes * ((4 * EventLimits.NameLengthLimit) + EventLimits.PathLengthLimit + EscapedTimestampLimit);

    /// <summary>Checks an event and unescapes its texts in place. <paramref name="occurredAt"/> is the time received when it names none.</summary>
    public static EventFault Check(ref EventFields fields, UnescapeBuffer buffer, in EventTimes times, out long occurredAt)
    {
        occurredAt = times.ReceivedMicroseconds;
        if (!fields.TextFault.IsNone) return fields.TextFault;

        var reason = Text(ref fields.EventId, EventLimits.NameLengthLimit, isRequired: false, buffer);
        if (reason != None) return new EventFault(reason, EventField.EventId);
        reason = Text(ref fields.AccountId, EventLimits.NameLengthLimit, isRequired: true, buffer);
        if (reason != None) return new EventFault(reason, EventField.AccountId);
        reason = Text(ref fields.UserId, EventLimits.NameLengthLimit, isRequired: true, buffer);
        if (reason != None) return new EventFault(reason, EventField.UserId);
        reason = Text(ref fields.Type, EventLimits.NameLengthLimit, isRequired: true, buffer);
        if (reason != None) return new EventFault(reason, EventField.Type);
        reason = Timestamp(ref fields.Timestamp, buffer, times, ref occurredAt);
        if (reason != None) return new EventFault(reason, EventField.Timestamp);
        reason = Text(ref fields.Path, EventLimits.PathLengthLimit, isRequired: false, buffer, mayBeEmpty: true);
        if (reason != None) return new EventFault(reason, EventField.Path);
        reason = fields.Metadata.Length > EventLimits.MetadataBytesLimit ? MetadataTooLarge : fields.MetadataFault;
        return reason != None ? new EventFault(reason, EventField.Metadata) : default;
    }

    static RejectionReason Text(ref TextField field, int lengthLimit, bool isRequired, UnescapeBuffer buffer, bool mayBeEmpty = false)
    {
        if (!field.IsPresent) return isRequired ? Missing : None;
        if (!field.IsString) return NotAString;
        if (field.Bytes.IsEmpty) return mayBeEmpty ? None : Empty;
        if (!TryUnescape(ref field, lengthLimit, buffer)) return TooLong;
        return field.Bytes.Length > lengthLimit && Characters(field.Bytes) > lengthLimit ? TooLong : None;
    }

    static RejectionReason Timestamp(ref TextField field, UnescapeBuffer buffer, in EventTimes times, ref long occurredAt)
    {
        if (!field.IsPresent) return None;
        if (!field.IsString) return NotAString;
        if (!TryUnescape(ref field, EscapedTimestampLimit, buffer) || !Rfc3339.TryParse(field.Bytes, out occurredAt)) return TimestampInvalid;
        return times.MayHaveHappenedAt(occurredAt) ? None : TimestampOutOfRange;
    }

    static bool TryUnescape(ref TextField field, int lengthLimit, UnescapeBuffer buffer)
    {
        if (!field.IsEscaped) return true;
        if (field.Bytes.Length > EscapedCharacterBytes * lengthLimit) return false;
        field.Bytes = buffer.Unescape(field.Bytes, UnescapedBytesLimit);
        field.IsEscaped = false;
        return true;
    }

    /// <summary>Unicode characters (code points) in valid UTF-8: every byte but those that continue one.</summary>
    static int Characters(ReadOnlySpan<byte> text)
    {
        var count = 0;
        foreach (var part in text)
        {
            if ((part & 0xc0) != 0x80) count++;
        }

        return count;
    }

    /// <summary>The id by which a refused event can be reported: its own, where that is a text in bounds; else null.</summary>
    public static string? ReportedId(ref EventFields fields, UnescapeBuffer buffer)
    {
        ref var id = ref fields.EventId;
        if (!id.IsPresent || JsonTextFault(id) || Text(ref id, EventLimits.NameLengthLimit, isRequired: true, buffer) != None) return null;
        return Encoding.UTF8.GetString(id.Bytes);
    }

    static bool JsonTextFault(in TextField field) => field.IsEscaped && JsonText.Check(field.Bytes) != None;
}
