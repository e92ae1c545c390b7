using System.Text.Json.Serialization;
using Analytics.Data.Summaries;

namespace Ingest.Api.Summaries;

/// <summary>Answer of <c>GET /api/v1/analytics/summary</c>.</summary>
sealed record AnalyticsSummaryAnswer(AnalyticsSummaryData Data)
{
    public static AnalyticsSummaryAnswer Of(Summary summary) => new(new AnalyticsSummaryData(summary.Events, summary.UniqueUsers, TypeTotals.Of(summary)));
}

/// <summary>The figures, in the names of that route's first service.</summary>
sealed record AnalyticsSummaryData(
    [property: JsonPropertyName("totalEvents")] long TotalEvents,
    [property: JsonPropertyName("uniqueUsers")] long UniqueUsers,
    [property: JsonPropertyName("eventsByType")] OrderedDictionary<string, long> EventsByType);
