using Analytics.Data.Answers;
using Analytics.Data.Summaries;

namespace Ingest.Api.Tests.Summaries;

static class Some
{
    public static Summary Summary(string? accountId) => new()
    {
        Events = 15,
        UniqueUsers = 12,
        UniqueTypes = 3,
        Types = [new("page_view", 9), new("login", 5), new("ü</script>", 1)],
        TopUsers = [.. Enumerable.Range(0, 10).Select(user => new NamedCount($"user_{user} of {accountId}", 20 - user))],
        TopPaths = [.. Enumerable.Range(0, 10).Select(path => new NamedCount($"/p{path}", 20 - path))],
        AsOf = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero),
        Source = AnswerSource.Rollup,
    };
}
