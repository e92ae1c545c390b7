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
}
