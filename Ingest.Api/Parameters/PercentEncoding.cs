using System.Buffers;
using System.Text;

namespace Ingest.Api.Parameters;

/// <summary>
/// Percent-decoding (RFC 3986) that decodes exactly once and refuses what is malformed. The framework's decoders leave <c>%2F</c>
/// or broken sequences as they are, and then nobody can say whether <c>%2F</c> in the result was <c>%2F</c> or <c>%252F</c>.
/// </summary>
static class PercentEncoding
{
    static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text, or null when an escape is not two hex digits or the bytes are not UTF-8.</summary>
    public static string? Decoded(ReadOnlySpan<char> encoded, bool plusIsSpace)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(encoded.Length)];
        var count = 0;
        for (var at = 0; at < encoded.Length;)
        {
            var next = encoded[at];
            if (next == '%')
            {
                if (at + 2 >= encoded.Length || !char.IsAsciiHexDigit(encoded[at + 1]) || !char.IsAsciiHexDigit(encoded[at + 2])) return null;
                bytes[count++] = Convert.FromHexString(encoded.Slice(at + 1, 2))[0];
                at += 3;
                continue;
            }

            if (Rune.DecodeFromUtf16(encoded[at..], out var rune, out var length) != OperationStatus.Done) return null;
            count += plusIsSpace && next == '+' ? new Rune(' ').EncodeToUtf8(bytes.AsSpan(count)) : rune.EncodeToUtf8(bytes.AsSpan(count));
            at += length;
        }

        try
        {
            return Strict.GetString(bytes, 0, count);
        }
        catch (DecoderFallbackException)
        {
            return null;
        }
    }
}
