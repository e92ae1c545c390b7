using System.Security.Cryptography;
using System.Text;
using Analytics.Contracts;

namespace Ingest.Api.Dialects.CloudEvents;

/// <summary>
/// One id out of the two that are unique together. <c>source id</c>, with one space: a source is a URI reference and has none, so that no
/// two events come out the same. Where it has one nonetheless, or both are longer than an id may be, the sum of both.
/// </summary>
static class CloudEventId
{
    /// <summary><c>sha256:</c> and the hex digits of SHA-256 over source, a zero byte, and id, where the two cannot be written out.</summary>
    public static byte[] Of(ReadOnlySpan<byte> source, ReadOnlySpan<byte> id)
    {
        if (!source.Contains((byte)' ') && source.Length + 1 + id.Length <= EventLimits.NameLengthLimit) return [.. source, (byte)' ', .. id];
        return Encoding.ASCII.GetBytes($"sha256:{Convert.ToHexStringLower(SHA256.HashData([.. source, 0, .. id]))}");
    }
}
