namespace Ingest.Api.Dialects;

/// <summary>The path of an address as a page has it: what stands between the host and the query.</summary>
static class UrlPath
{
    /// <summary>As it stands there, percent-encoding and all; <c>/</c> for a host alone, empty for what is no address of a page.</summary>
    public static ReadOnlySpan<byte> Of(ReadOnlySpan<byte> url)
    {
        var end = url.IndexOfAny((byte)'?', (byte)'#');
        if (end >= 0) url = url[..end];
        if (url.Length > 0 && url[0] == '/') return url;
        var scheme = url.IndexOf("://"u8);
        if (scheme <= 0) return default;
        url = url[(scheme + 3)..];
        var slash = url.IndexOf((byte)'/');
        return slash < 0 ? "/"u8 : url[slash..];
    }
}
