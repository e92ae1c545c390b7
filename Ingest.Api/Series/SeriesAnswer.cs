using System.Globalization;
using System.Text.Json.Serialization;
using Analytics.Data.Selections;
using Analytics.Data.Series;
using Ingest.Api.Answers;
using Ingest.Api.Summaries;

namespace Ingest.Api.Series;

/// <summary>
/// Answer of <c>GET /accounts/{account_id}/series</c>: a point for every interval that the range touches, the first and the last
/// counting only what lies in the range.
/// </summary>
sealed record SeriesAnswer(
    string AccountId,
    string Window,
    string Interval,
    string Tz,
    DateTimeOffset From,
    DateTimeOffset To,
    IReadOnlyList<PointAnswer> Points,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PreviousSeries? Previous) : FreshAnswer
{
    public static SeriesAnswer Of(EventSelection asked, SeriesShape shape, SelectedEvents selected, SeriesCounts counts, SeriesCounts? previous) => new(
        selected.AccountId!,
        asked.Window?.Name ?? SummaryAnswer.CustomWindow,
        shape.IntervalName,
        shape.Zone.Id,
        selected.From,
        selected.To,
        PointsOf(counts),
        previous is null ? null : new(selected.OneEarlier().From, selected.OneEarlier().To, PointsOf(previous)));

    static List<PointAnswer> PointsOf(SeriesCounts counts) => [.. counts.Points.Select(PointAnswer.Of)];
}

/// <summary>The points of the time of the same length just before, in order; the n-th compares with the n-th.</summary>
sealed record PreviousSeries(DateTimeOffset From, DateTimeOffset To, IReadOnlyList<PointAnswer> Points);

/// <summary>One interval: when it begins, in the time zone that was asked for, and what happened in it.</summary>
sealed record PointAnswer(
    string Start,
    long Events,
    long UniqueUsers,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] OrderedDictionary<string, long>? Types)
{
    public static PointAnswer Of(SeriesPoint point) => new(
        point.Start.ToString("yyyy-MM-dd'T'HH:mm:sszzz", CultureInfo.InvariantCulture),
        point.Events,
        point.UniqueUsers,
        point.Types is { } types ? new(types.Select(type => KeyValuePair.Create(type.Name, type.Events))) : null);
}
