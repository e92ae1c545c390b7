using System.Globalization;
using Analytics.Data.Summaries;

namespace Ingest.Api.Summaries;

/// <summary>Answer of <c>GET /stats</c>. Views are events of type <c>page_view</c>, as the service it comes from counts them.</summary>
sealed record StatsAnswer(string SiteId, string Date, long TotalViews, long UniqueUsers, IReadOnlyList<PathViews> TopPaths)
{
    const string View = "page_view";

    /// <summary>
    /// The answer for a UTC day. Users and paths are those of all the day's events: summaries have them by type for no type, and a
    /// site that sends views only, as that service's clients do, sees no difference.
    /// </summary>
    public static StatsAnswer Of(string siteId, DateOnly date, Summary summary) => new(
        siteId,
        date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        summary.Types.Where(type => type.Name == View).Sum(type => type.Events),
        summary.UniqueUsers,
        [.. summary.TopPaths.Take(3).Select(path => new PathViews(path.Name, path.Events))]);
}

/// <summary>A path and how often it was viewed.</summary>
sealed record PathViews(string Path, long Views);
