using System.Globalization;

namespace Ingest.Api.Summaries;

/// <summary>Says that <c>/api/analytics/summary</c> is old, when it goes, and what comes after it: RFC 9745, RFC 8594, RFC 8288.</summary>
static class OldRoute
{
    /// <summary>Since when the route is deprecated.</summary>
    public static readonly DateTimeOffset Deprecated = new(2026, 11, 21, 0, 0, 0, TimeSpan.Zero);

    /// <summary>When it may be gone: twelve months later, the longest that its first service promised.</summary>
    public static readonly DateTimeOffset Sunset = Deprecated.AddMonths(12);

    public static void Announce(IHeaderDictionary headers)
    {
        headers["Deprecation"] = string.Create(CultureInfo.InvariantCulture, $"@{Deprecated.ToUnixTimeSeconds()}");
        headers["Sunset"] = Sunset.ToString("R", CultureInfo.InvariantCulture);
        headers.Link = "</api/v1/analytics/summary>; rel=\"successor-version\"";
    }
}
