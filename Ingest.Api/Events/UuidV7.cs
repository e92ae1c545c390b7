using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Ingest.Api.Events;

/// <summary>
/// Makes UUIDs of version 7 (RFC 9562 §5.7) as <see cref="Guid.CreateVersion7(DateTimeOffset)"/> does, but asks the system for
/// randomness by the block: a call for each cost more than reading the rest of an event (measured, 570 of 880 ns).
/// </summary>
static class UuidV7
{
    const int Length = 16;
    const int BlockLength = 256 * Length;

    [ThreadStatic]
    static byte[]? block;

    [ThreadStatic]
    static int left;

    public static Guid New(DateTimeOffset time)
    {
        block ??= new byte[BlockLength];
        if (left == 0)
        {
            RandomNumberGenerator.Fill(block);
            left = BlockLength;
        }

        // Each random byte is used once; what the time overwrites is thrown away.
        left -= Length;
        var id = block.AsSpan(left, Length);
        var milliseconds = time.ToUnixTimeMilliseconds();
        BinaryPrimitives.WriteUInt16BigEndian(id, (ushort)(milliseconds >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(id[2..], (uint)milliseconds);
        id[6] = (byte)(0x70 | (id[6] & 0x0f));
        id[8] = (byte)(0x80 | (id[8] & 0x3f));
        return new Guid(id, bigEndian: true);
    }
}
