using Analytics.Data.Summaries;

namespace Ingest.Api.Summaries;

/// <summary>Events by type as a JSON object, in the summary's order: the largest first.</summary>
static class TypeTotals
{
    public static OrderedDictionary<string, long> Of(Summary summary)
    {
        var totals = new OrderedDictionary<string, long>(summary.Types.Count);
        foreach (var type in summary.Types) totals[type.Name] = type.Events;
        return totals;
    }

    /// <summary>How many types have no total, because too many others have more events; null when each has one.</summary>
    public static long? MoreThanShown(Summary summary) => summary.UniqueTypes > summary.Types.Count ? summary.UniqueTypes - summary.Types.Count : null;
}
