using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Analytics.Data.Answers;

/// <summary>
/// The answer to a question, as it goes to whoever asked it: a JSON object of at least one member, without what says how fresh
/// it is. The cache keeps it as it is and knows nothing of its shape.
/// </summary>
public sealed record Answer(DateTimeOffset AsOf, AnswerSource Source, byte[] Body)
{
    /// <summary>Equal for equal bodies, different for others (64 bits of SHA-256): an entity tag, and a check of what was kept.</summary>
    public ulong BodyHash { get; } = HashOf(Body);

    internal static ulong HashOf(ReadOnlySpan<byte> body)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(body, hash);
        return BinaryPrimitives.ReadUInt64BigEndian(hash);
    }
}
