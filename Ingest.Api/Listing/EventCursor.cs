using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Analytics.Data.Listing;
using Analytics.Data.Selections;
using Ingest.Api.Parameters;

namespace Ingest.Api.Listing;

/// <summary>
/// Writes and reads the cursors of one question: a version, a place, and a sum over both and the question, in base64url. Another
/// account's cursor, or one of another filter or range, is refused, and so is a damaged one. It is no secret and grants nothing: who
/// makes one up names a place in his own list.
/// </summary>
sealed class EventCursor(string kind, EventSelection selection)
{
    const byte Version = 1;
    const int HeadLength = 9;
    const int SumLength = 8;

    /// <summary>Two hundred characters of four bytes, and what stands around them. What is stored may be longer, if something else wrote it.</summary>
    const int LongestPlace = 1_000;

    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
    static readonly long Earliest = Microseconds(SelectionParameters.Earliest.UtcDateTime);
    static readonly long Latest = Microseconds(SelectionParameters.Latest.UtcDateTime);

    readonly byte[] question = SHA256.HashData(Encoding.UTF8.GetBytes(SelectionKey.Of(kind, selection)));

    /// <summary>The cursor of a place.</summary>
    public string Of(EventPosition place) => Encoding.ASCII.GetString(Utf8Of(place.OccurredAt, Encoding.UTF8.GetBytes(place.EventId)));

    /// <summary>The cursor just after an event, as ASCII.</summary>
    public byte[] Utf8Of(DateTime occurredAt, ReadOnlySpan<byte> eventId)
    {
        var length = HeadLength + eventId.Length + SumLength;
        var place = length <= LongestPlace ? stackalloc byte[length] : new byte[length];
        place[0] = Version;
        BinaryPrimitives.WriteInt64BigEndian(place[1..], Microseconds(occurredAt));
        eventId.CopyTo(place[HeadLength..]);
        Sum(place[..^SumLength], place[^SumLength..]);
        return Base64Url.EncodeToUtf8(place);
    }

    /// <summary>The place, or null when the text is no cursor of this question.</summary>
    public EventPosition? PlaceOf(string text)
    {
        Span<byte> place = stackalloc byte[LongestPlace];
        Span<byte> sum = stackalloc byte[SumLength];
        if (text.Length > Base64Url.GetEncodedLength(LongestPlace) || !Base64Url.IsValid(text) || !Base64Url.TryDecodeFromChars(text, place, out var length)) return null;
        place = place[..length];
        if (length < HeadLength + SumLength || place[0] != Version) return null;
        Sum(place[..^SumLength], sum);
        if (!sum.SequenceEqual(place[^SumLength..])) return null;
        return PlaceOf(BinaryPrimitives.ReadInt64BigEndian(place[1..]), place[HeadLength..^SumLength]);
    }

    // The sum is right; it may still have been made by hand, and PostgreSQL must not be asked what it cannot hold.
    static EventPosition? PlaceOf(long microseconds, ReadOnlySpan<byte> eventId)
    {
        if (microseconds < Earliest || microseconds > Latest || eventId.Contains((byte)0)) return null;
        try
        {
            return new(DateTime.UnixEpoch.AddTicks(microseconds * TimeSpan.TicksPerMicrosecond), Strict.GetString(eventId));
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }

    void Sum(ReadOnlySpan<byte> place, Span<byte> sum)
    {
        var length = question.Length + place.Length;
        var summed = place.Length <= LongestPlace ? stackalloc byte[length] : new byte[length];
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        question.CopyTo(summed);
        place.CopyTo(summed[question.Length..]);
        SHA256.HashData(summed, hash);
        hash[..SumLength].CopyTo(sum);
    }

    static long Microseconds(DateTime utc) => (utc - DateTime.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond;
}
