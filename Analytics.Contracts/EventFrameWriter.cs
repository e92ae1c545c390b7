using System.Buffers;
using System.Buffers.Binary;

namespace Analytics.Contracts;

/// <summary>
/// Packs events, without the version byte that heads a whole frame: what it writes is a piece, and a frame is the
/// version followed by any number of pieces.
/// </summary>
public static class EventFrameWriter
{
    /// <summary>Appends one event. Texts are UTF-8; <paramref name="path"/> and <paramref name="metadata"/> may be empty for none.</summary>
    public static void Append(
        IBufferWriter<byte> piece,
        ReadOnlySpan<byte> accountId,
        ReadOnlySpan<byte> eventId,
        ReadOnlySpan<byte> userId,
        ReadOnlySpan<byte> type,
        ReadOnlySpan<byte> path,
        ReadOnlySpan<byte> metadata,
        long occurredAtMicroseconds,
        long receivedAtMicroseconds)
    {
        const int SixLengthsAndTwoTimes = (6 * 5) + (2 * 8);
        var most = accountId.Length + eventId.Length + userId.Length + type.Length + path.Length + metadata.Length + SixLengthsAndTwoTimes;
        var span = piece.GetSpan(most);
        var at = 0;
        at += Text(span[at..], accountId);
        at += Text(span[at..], eventId);
        at += Text(span[at..], userId);
        at += Text(span[at..], type);
        at += OptionalText(span[at..], path);
        at += OptionalText(span[at..], metadata);
        BinaryPrimitives.WriteInt64LittleEndian(span[at..], occurredAtMicroseconds);
        BinaryPrimitives.WriteInt64LittleEndian(span[(at + 8)..], receivedAtMicroseconds);
        piece.Advance(at + 16);
    }

    static int Text(Span<byte> to, ReadOnlySpan<byte> text)
    {
        var head = Length(to, (uint)text.Length);
        text.CopyTo(to[head..]);
        return head + text.Length;
    }

    static int OptionalText(Span<byte> to, ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty) return Length(to, 0);
        var head = Length(to, (uint)text.Length + 1);
        text.CopyTo(to[head..]);
        return head + text.Length;
    }

    static int Length(Span<byte> to, uint value)
    {
        var at = 0;
        while (value >= 0x80)
        {
            to[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        to[at++] = (byte)value;
        return at;
    }
}
