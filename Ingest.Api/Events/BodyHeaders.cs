using Microsoft.Extensions.Primitives;
using Microsoft.Net.Http.Headers;

namespace Ingest.Api.Events;

/// <summary>What a request's headers say about its body.</summary>
static class BodyHeaders
{
    /// <summary>The codings that are taken, as a refused client is told (RFC 7694).</summary>
    public const string TakenEncodings = "gzip, br";

    /// <summary>The format of a media type, or null when it is none that is taken. Only UTF-8 is; other parameters do not matter.</summary>
    public static BodyFormat? FormatOf(string? contentType)
    {
        if (contentType == "application/json") return BodyFormat.Json;
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type)) return null;
        var charset = HeaderUtilities.RemoveQuotes(type.Charset);
        if (charset.Length > 0 && !charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)) return null;
        if (type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)) return BodyFormat.Json;
        return type.MediaType.Equals("application/x-ndjson", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/ndjson", StringComparison.OrdinalIgnoreCase)
            ? BodyFormat.JsonLines
            : null;
    }

    /// <summary>
    /// The type of <c>navigator.sendBeacon</c> with a text: JSON in fact. Browsers send it to another origin without asking, so who takes it
    /// asks <see cref="Security.PageOrigins"/>.
    /// </summary>
    public static bool IsBeacon(string? contentType) => MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("text/plain", StringComparison.OrdinalIgnoreCase)
        && (type.Charset.Length == 0 || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    /// <summary>The coding, or null when it is none that is taken, or several.</summary>
    public static BodyEncoding? EncodingOf(StringValues contentEncoding)
    {
        if (contentEncoding.Count == 0) return BodyEncoding.Identity;
        var coding = contentEncoding.ToString().Trim();
        if (coding.Length == 0 || coding.Equals("identity", StringComparison.OrdinalIgnoreCase)) return BodyEncoding.Identity;
        if (coding.Equals("gzip", StringComparison.OrdinalIgnoreCase)) return BodyEncoding.Gzip;
        return coding.Equals("br", StringComparison.OrdinalIgnoreCase) ? BodyEncoding.Brotli : null;
    }
}
