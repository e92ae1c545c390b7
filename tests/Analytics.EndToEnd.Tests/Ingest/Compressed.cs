using System.IO.Compression;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>Bytes as they travel under a Content-Encoding.</summary>
static class Compressed
{
    /// <summary>gzip, br, or, when null, as they are.</summary>
    public static byte[] As(string? encoding, byte[] plain)
    {
        if (encoding is null) return plain;
        using var packed = new MemoryStream();
        using (Stream packer = encoding == "gzip"
            ? new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true)
            : new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            packer.Write(plain);
        }

        return packed.ToArray();
    }

    /// <summary>What it was before, or null when it is damaged.</summary>
    public static byte[]? Undo(string encoding, byte[] packed)
    {
        // As the API has it: a stream that was cut is damaged, not shorter.
        AppContext.SetSwitch("System.IO.Compression.UseStrictValidation", true);
        using var plain = new MemoryStream();
        try
        {
            using Stream unpacker = encoding == "gzip"
                ? new GZipStream(new MemoryStream(packed), CompressionMode.Decompress)
                : new BrotliStream(new MemoryStream(packed), CompressionMode.Decompress);
            unpacker.CopyTo(plain);
            return plain.ToArray();
        }
        catch (Exception damaged) when (damaged is InvalidDataException or InvalidOperationException)
        {
            return null;
        }
    }
}
