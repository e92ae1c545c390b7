namespace Analytics.Load.Events;

/// <summary>
/// Numbers that look random and are the same for the same seed on every machine and every version of .NET, which
/// <see cref="Random"/> does not promise: what is seeded twice must be the same events. SplitMix64 (Steele, Lea, Flood 2014).
/// </summary>
struct SeededNumbers(ulong seed)
{
    ulong state = seed;

    /// <summary>Numbers of its own for one part of many, of which none has to be made in order.</summary>
    public static SeededNumbers Of(ulong seed, ulong part)
    {
        var mixed = new SeededNumbers(seed);
        return new SeededNumbers(mixed.NextBits() + (part * 0xd1342543de82ef95)); // odd: parts stay apart
    }

    public ulong NextBits()
    {
        var z = state += 0x9e3779b97f4a7c15;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
        z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
        return z ^ (z >> 31);
    }

    /// <summary>From 0 up to, and without, 1.</summary>
    public double NextDouble() => (NextBits() >> 11) * (1.0 / (1UL << 53));

    /// <summary>From 0 up to, and without, <paramref name="limit"/>.</summary>
    public int Next(int limit) => (int)(NextDouble() * limit);

    /// <summary>A UUID of version 8, made of these numbers alone.</summary>
    public Guid NextId()
    {
        Span<byte> bytes = stackalloc byte[16];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes, NextBits());
        System.Buffers.Binary.BinaryPrimitives.WriteUInt64BigEndian(bytes[8..], NextBits());
        bytes[6] = (byte)((bytes[6] & 0x0f) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3f) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
