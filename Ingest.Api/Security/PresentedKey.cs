using System.Text;
using Ingest.Api.Parameters;
using Microsoft.Extensions.Primitives;

namespace Ingest.Api.Security;

/// <summary>
/// The key that a request brings: <c>Authorization: Bearer …</c> or <c>X-Api-Key: …</c>; and where a route says so, as the user name of
/// <c>Authorization: Basic …</c>, or in the address for clients that can set no header.
/// </summary>
/// <param name="Text">As it came; null when it is malformed, or one of two.</param>
/// <param name="IsInAddress">Whether it stood where it may have been logged.</param>
readonly record struct PresentedKey(string? Text, bool IsInAddress)
{
    public const string Header = "X-Api-Key";

    const string Scheme = "Bearer ";
    const string BasicScheme = "Basic ";

    /// <summary>The parameter of an address by our own name, Segment's, PostHog's two, and that of CloudEvents' web hooks.</summary>
    static readonly string[] Parameters = ["key", "writeKey", "api_key", "token", "access_token"];

    /// <summary>What is logged by accident must not hold it.</summary>
    public override string ToString() => "(a key)";

    /// <summary>False when there is none at all.</summary>
    public static bool TryRead(HttpRequest request, KeyPlaces places, out PresentedKey key)
    {
        var (bearer, header) = (request.Headers.Authorization, request.Headers[Header]);
        key = new(TextOf(bearer, header, places), IsInAddress: false);
        if (bearer.Count + header.Count > 0) return true;
        return places.HasFlag(KeyPlaces.Query) && request.QueryString.HasValue && TryReadAddress(request.QueryString.Value, out key);
    }

    static string? TextOf(StringValues bearer, StringValues header, KeyPlaces places)
    {
        if (bearer.Count + header.Count != 1) return null; // which of two is meant, nobody knows
        if (header.Count == 1) return header[0];
        var text = bearer[0] ?? "";
        if (text.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return text[Scheme.Length..];
        return places.HasFlag(KeyPlaces.Basic) && text.StartsWith(BasicScheme, StringComparison.OrdinalIgnoreCase) ? UserOf(text[BasicScheme.Length..]) : null;
    }

    static string? UserOf(string encoded)
    {
        var bytes = new byte[encoded.Length];
        if (!Convert.TryFromBase64String(encoded.Trim(), bytes, out var count)) return null;
        var user = bytes.AsSpan(0, count);
        var colon = user.IndexOf((byte)':');
        return Encoding.UTF8.GetString(colon < 0 ? user : user[..colon]);
    }

    static bool TryReadAddress(string query, out PresentedKey key)
    {
        var parameters = new ParameterReader(query);
        foreach (var name in Parameters)
        {
            if (parameters.Text(name) is not { } text && parameters.Fault is null) continue;
            key = new(parameters.Fault is null ? parameters.Text(name) : null, IsInAddress: true);
            return true;
        }

        key = default;
        return false;
    }
}
