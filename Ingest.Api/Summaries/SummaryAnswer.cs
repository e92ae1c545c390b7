using System.Text.Json.Serialization;
using Analytics.Data.Selections;
using Analytics.Data.Summaries;
using Ingest.Api.Answers;

namespace Ingest.Api.Summaries;

/// <summary>
/// Answer of <c>GET /accounts/{account_id}/summary</c>; every list and the totals have the largest count first. How many types are
/// left without a total is said where there are too many for all to have one.
/// </summary>
sealed record SummaryAnswer(
    string AccountId,
    string Window,
    OrderedDictionary<string, long> Totals,
    IReadOnlyList<UserEvents> TopUsers,
    DateTimeOffset From,
    DateTimeOffset To,
    long Events,
    long UniqueUsers,
    IReadOnlyList<PathEvents> TopPaths,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? MoreTypes,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] PreviousSummary? Previous,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] SummaryChange? Change) : FreshAnswer
{
    /// <summary>What <see cref="Window"/> says when from and to were given.</summary>
    public const string CustomWindow = "custom";

    /// <summary>The answer to a question about one account, and beside it what the time before was like, when that was asked too.</summary>
    public static SummaryAnswer Of(EventSelection asked, SelectedEvents selected, Summary summary, Summary? previous) => new(
        selected.AccountId!,
        asked.Window?.Name ?? CustomWindow,
        TypeTotals.Of(summary),
        [.. summary.TopUsers.Select(user => new UserEvents(user.Name, user.Events))],
        selected.From,
        selected.To,
        summary.Events,
        summary.UniqueUsers,
        [.. summary.TopPaths.Select(path => new PathEvents(path.Name, path.Events))],
        TypeTotals.MoreThanShown(summary),
        previous is null ? null : PreviousSummary.Of(selected.OneEarlier(), previous),
        previous is null ? null : new(Answers.Change.Between(previous.Events, summary.Events), Answers.Change.Between(previous.UniqueUsers, summary.UniqueUsers)));
}

/// <summary>A user and how many events it has.</summary>
sealed record UserEvents(string UserId, long Events);

/// <summary>A path and how many events it has.</summary>
sealed record PathEvents(string Path, long Events);

/// <summary>The figures of the time of the same length just before.</summary>
sealed record PreviousSummary(
    DateTimeOffset From,
    DateTimeOffset To,
    long Events,
    long UniqueUsers,
    OrderedDictionary<string, long> Totals,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] long? MoreTypes)
{
    public static PreviousSummary Of(SelectedEvents selected, Summary summary) =>
        new(selected.From, selected.To, summary.Events, summary.UniqueUsers, TypeTotals.Of(summary), TypeTotals.MoreThanShown(summary));
}

/// <summary>How figures changed, as <see cref="Answers.Change"/> says it.</summary>
sealed record SummaryChange(double? Events, double? UniqueUsers);
