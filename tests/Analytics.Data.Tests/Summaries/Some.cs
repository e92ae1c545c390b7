using Analytics.Data.Summaries;

namespace Analytics.Data.Tests.Summaries;

static class Some
{
    public static readonly SummaryRequest Request = SummaryRequest.Over("acc", SummaryWindow.Default);

    public static Summary Summary(long events) => new()
    {
        Events = events,
        UniqueUsers = 2,
        Types = [new("login", events)],
        TopUsers = [new("ü\"</script>", 1)],
        TopPaths = [new("/a", 1)],
        AsOf = new(2026, 1, 1, 12, 0, 0, TimeSpan.Zero),
    };
}
