using Analytics.Data.Selections;
using Analytics.Data.Summaries;

namespace Ingest.Api.Summaries;

/// <summary>Answer of <c>GET /accounts/{account_id}/summary</c>; every list and the totals have the largest count first.</summary>
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
    DateTimeOffset AsOf,
    bool Cached)
{
    /// <summary>What <see cref="Window"/> says when from and to were given.</summary>
    public const string CustomWindow = "custom";

    /// <summary>The answer to a request about one account.</summary>
    public static SummaryAnswer Of(EventSelection request, CachedSummary read) => new(
        request.AccountId!,
        request.Window?.Name ?? CustomWindow,
        TypeTotals.Of(read.Summary),
        [.. read.Summary.TopUsers.Take(10).Select(user => new UserEvents(user.Name, user.Events))],
        read.From,
        read.To,
        read.Summary.Events,
        read.Summary.UniqueUsers,
        [.. read.Summary.TopPaths.Take(10).Select(path => new PathEvents(path.Name, path.Events))],
        read.Summary.AsOf,
        read.Cached);
}

/// <summary>A user and how many events it has.</summary>
sealed record UserEvents(string UserId, long Events);

/// <summary>A path and how many events it has.</summary>
sealed record PathEvents(string Path, long Events);
