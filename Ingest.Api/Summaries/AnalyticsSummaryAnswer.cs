using System.Text.Json.Serialization;
using Analytics.Data.Summaries;

namespace Ingest.Api.Summaries;

/// <summary>Answer of <c>GET /api/v1/analytics/summary</c>.</summary>
sealed record AnalyticsSummaryAnswer(AnalyticsSummaryData Data, bool Cached)
{
    public static AnalyticsSummaryAnswer Of(CachedSummary read) =>
        new(new(read.Summary.Events, read.Summary.UniqueUsers, TypeTotals.Of(read.Summary)), read.Cached);
}

/// <summary>The figures, in the names of that route's first service.</summary>
sealed record AnalyticsSummaryData(
    [property: JsonPropertyName("totalEvents")] long TotalEvents,
    [property: JsonPropertyName("uniqueUsers")] long UniqueUsers,
    [property: JsonPropertyName("eventsByType")] OrderedDictionary<string, long> EventsByType);
