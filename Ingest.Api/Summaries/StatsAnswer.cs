using System.Globalization;
using Analytics.Data.Summaries;

namespace Ingest.Api.Summaries;

/// <summary>Answer of <c>GET /stats</c>. Every event is a view, whatever its type: all three figures count the same events.</summary>
sealed record StatsAnswer(string SiteId, string Date, long TotalViews, long UniqueUsers, IReadOnlyList<PathViews> TopPaths)
{
    /// <summary>The answer for a UTC day.</summary>
    public static StatsAnswer Of(string siteId, DateOnly date, Summary summary) => new(
        siteId,
        date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        summary.Events,
        summary.UniqueUsers,
        [.. summary.TopPaths.Take(3).Select(path => new PathViews(path.Name, path.Events))]);
}

/// <summary>A path and how often it was viewed.</summary>
sealed record PathViews(string Path, long Views);
