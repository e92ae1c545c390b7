using System.Text.Json.Serialization;
using Analytics.Data.Selections;
using Analytics.Data.Tops;
using Ingest.Api.Answers;
using Ingest.Api.Summaries;

namespace Ingest.Api.Tops;

/// <summary>Answer of <c>GET /accounts/{account_id}/top/{dimension}</c>; <see cref="Events"/> are all that were selected, with a value or without.</summary>
sealed record TopAnswer(
    string AccountId,
    string Dimension,
    string Window,
    DateTimeOffset From,
    DateTimeOffset To,
    long Events,
    IReadOnlyList<TopItem> Items,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PreviousTop? Previous) : FreshAnswer
{
    /// <summary>The answer; <paramref name="previous"/> has the counts of the same values in the time before, when that was asked too.</summary>
    public static TopAnswer Of(EventSelection asked, SelectedEvents selected, TopDimension dimension, Top top, Top? previous)
    {
        var before = previous?.Values.ToDictionary(value => value.Name, value => value.Events);
        var earlier = selected.OneEarlier();
        return new(
            selected.AccountId!,
            dimension.Name,
            asked.Window?.Name ?? SummaryAnswer.CustomWindow,
            selected.From,
            selected.To,
            top.Events,
            [.. top.Values.Select(value => TopItem.Of(value.Name, value.Events, top.Events, before is null ? null : before.GetValueOrDefault(value.Name)))],
            previous is null ? null : new(earlier.From, earlier.To, previous.Events));
    }
}

/// <summary>A value, its events, and what share they are of all, from 0 to 1; and how that changed since the time before.</summary>
sealed record TopItem(
    string Name,
    long Events,
    double Share,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? PreviousEvents,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? Change)
{
    public static TopItem Of(string name, long events, long all, long? before) => new(
        name, events, Math.Round((double)events / all, 4), before, before is { } count ? Answers.Change.Between(count, events) : null);
}

/// <summary>The time of the same length just before, and its events.</summary>
sealed record PreviousTop(DateTimeOffset From, DateTimeOffset To, long Events);
