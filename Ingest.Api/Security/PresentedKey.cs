using Analytics.Data.Accounts;
using Microsoft.Extensions.Primitives;

namespace Ingest.Api.Security;

/// <summary>The key that a request brings: <c>Authorization: Bearer …</c> or <c>X-Api-Key: …</c>. Never in the address, which is logged on the way.</summary>
static class PresentedKey
{
    public const string Header = "X-Api-Key";

    const string Scheme = "Bearer ";

    /// <summary>False when there is none at all; a key that is malformed, or one of two, is null and unknown.</summary>
    public static bool TryRead(IHeaderDictionary headers, out ApiKeyText? key)
    {
        key = null;
        var (bearer, header) = (headers.Authorization, headers[Header]);
        if (bearer.Count + header.Count == 0) return false;
        if (bearer.Count + header.Count > 1) return true; // which of them is meant, nobody knows
        if (TextOf(bearer, header) is { } text && ApiKeyText.TryParse(text, out var parsed)) key = parsed;
        return true;
    }

    static string? TextOf(StringValues bearer, StringValues header)
    {
        if (header.Count == 1) return header[0];
        return bearer[0] is { } text && text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? text[Scheme.Length..] : null;
    }
}
