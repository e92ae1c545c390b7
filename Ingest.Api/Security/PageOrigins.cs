using Microsoft.Extensions.Options;

namespace Ingest.Api.Security;

/// <summary>
/// Asks of a request that a browser sends without a preflight (an image, <c>text/plain</c>) what the preflight would have asked:
/// whether pages of its origin may write here. Without it any page that the owner of an open server visits could write to it.
/// </summary>
sealed class PageOrigins(IOptions<SecurityOptions> options)
{
    readonly string[] allowed = IngestOrigins.Allowed(options.Value);

    /// <summary>Whether it may be taken: it comes from no page, from one of our own origin, or from one of those that may send.</summary>
    public bool MayWrite(HttpRequest request) =>
        allowed.Contains(IngestOrigins.Any)
        || OriginOf(request) is not { } origin
        || allowed.Contains(origin, StringComparer.OrdinalIgnoreCase)
        || IsOwn(origin, request);

    /// <summary>Whether it may do more than send: it comes from no page, or from one of our own origin.</summary>
    public static bool MayAdminister(HttpRequest request) => OriginOf(request) is not { } origin || IsOwn(origin, request);

    /// <summary>The origin of the page that asks, empty when it keeps it to itself; null when no page asks.</summary>
    static string? OriginOf(HttpRequest request)
    {
        if (request.Headers.Origin.ToString() is { Length: > 0 } origin) return origin;

        // An image is asked for without Origin; who asks, the browser says in its own words, which no page can forge. Over plain http,
        // and where it is old, it says no more than the address of the page.
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site is "same-origin" or "none") return null;
        if (Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page)) return page.GetLeftPart(UriPartial.Authority);
        return site.Length == 0 ? null : "";
    }

    static bool IsOwn(string origin, HttpRequest request) => origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
