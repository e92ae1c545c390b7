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
    public bool MayWrite(HttpRequest request)
    {
        if (allowed.Contains(IngestOrigins.Any)) return true;
        var origin = request.Headers.Origin.ToString();
        if (origin.Length == 0)
        {
            // An image is asked for without Origin; who asks, the browser says in its own words, which no page can forge.
            if (request.Headers["Sec-Fetch-Site"].ToString() is not ("cross-site" or "same-site")) return true;
            origin = Uri.TryCreate(request.Headers.Referer.ToString(), UriKind.Absolute, out var page) ? page.GetLeftPart(UriPartial.Authority) : "";
        }

        return allowed.Contains(origin, StringComparer.OrdinalIgnoreCase) || origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
