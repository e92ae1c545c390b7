using Utf8 = System.Text.UTF8Encoding;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>A body as a client might send it: any bytes. In it, <see cref="Mark"/> stands for what makes its accounts a run's own.</summary>
/// <param name="Path">Where it goes.</param>
/// <param name="ContentType">What it says it is.</param>
/// <param name="Encoding">gzip, br, or null.</param>
/// <param name="Text">The bytes, before compression.</param>
/// <param name="Flip">When compressed: which byte to change, modulo the length, and by which bits.</param>
sealed record SentBody(string Path, string ContentType, string? Encoding, byte[] Text, (int At, byte Bits)? Flip)
{
    public const string Mark = "@@";

    static readonly Utf8 utf8 = new();

    /// <summary>The bytes that travel, and those that they are decompressed; null when they cannot be.</summary>
    public (byte[] Packed, byte[]? Plain) Of(string run)
    {
        var plain = Replaced(Text, utf8.GetBytes(Mark), utf8.GetBytes(run));
        var packed = Compressed.As(Encoding, plain);
        if (Encoding is null || Flip is not { } flip || packed.Length == 0) return (packed, plain);
        packed[flip.At % packed.Length] ^= flip.Bits;
        return (packed, Compressed.Undo(Encoding, packed));
    }

    public override string ToString() =>
        $"POST {Path} {ContentType} {Encoding}{(Flip is { } flip ? $" byte {flip.At} ^ {flip.Bits}" : "")}\n{utf8.GetString(Text)}\n{Convert.ToHexString(Text)}";

    static byte[] Replaced(byte[] text, byte[] what, byte[] with)
    {
        var to = new MemoryStream();
        var rest = text.AsSpan();
        for (int at; (at = rest.IndexOf(what)) >= 0; rest = rest[(at + what.Length)..])
        {
            to.Write(rest[..at]);
            to.Write(with);
        }

        to.Write(rest);
        return to.ToArray();
    }
}
