using System.Buffers.Binary;

namespace Analytics.Data.Answers;

/// <summary>
/// An answer as Redis keeps it, with the time until which it is fresh: a version, the source, two instants, the body's hash, the
/// body. What is not exactly of this shape is read as nothing: another release or another program may have written it.
/// </summary>
sealed record StoredAnswer(Answer Answer, DateTimeOffset FreshUntil)
{
    const byte Version = 1;
    const int HeaderBytes = 26;

    public byte[] ToBytes()
    {
        var bytes = new byte[HeaderBytes + Answer.Body.Length];
        bytes[0] = Version;
        bytes[1] = (byte)Answer.Source;
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(2), Answer.AsOf.UtcTicks);
        BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(10), FreshUntil.UtcTicks);
        BinaryPrimitives.WriteUInt64BigEndian(bytes.AsSpan(18), Answer.BodyHash);
        Answer.Body.CopyTo(bytes.AsSpan(HeaderBytes));
        return bytes;
    }

    /// <summary>What was stored, or null when it cannot be read.</summary>
    public static StoredAnswer? FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length <= HeaderBytes || bytes[0] != Version || !Enum.IsDefined((AnswerSource)bytes[1])) return null;
        if (Instant(bytes[2..]) is not { } asOf || Instant(bytes[10..]) is not { } freshUntil) return null;
        var answer = new Answer(asOf, (AnswerSource)bytes[1], bytes[HeaderBytes..].ToArray());
        return answer.BodyHash == BinaryPrimitives.ReadUInt64BigEndian(bytes[18..]) ? new(answer, freshUntil) : null;
    }

    static DateTimeOffset? Instant(ReadOnlySpan<byte> bytes)
    {
        var ticks = BinaryPrimitives.ReadInt64BigEndian(bytes);
        return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks ? new DateTimeOffset(ticks, TimeSpan.Zero) : null;
    }
}
