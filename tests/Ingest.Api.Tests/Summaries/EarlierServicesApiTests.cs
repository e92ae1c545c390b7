namespace Ingest.Api.Tests.Summaries;

/// <summary>The summaries as the services before this one gave them.</summary>
public sealed class EarlierServicesApiTests : IAsyncLifetime
{
    ReadingHost host = null!;

    public async ValueTask InitializeAsync() => host = await ReadingHost.StartedAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Fact]
    public async Task A_sites_day_has_the_documented_shape()
    {
        var answer = await host.GetAsync("/stats?site_id=site-abc-123&date=2025-11-12");
        Assert.Equal(
            """{"site_id":"site-abc-123","date":"2025-11-12","total_views":15,"unique_users":12,"top_paths":[{"path":"/p0","views":20},{"path":"/p1","views":19},{"path":"/p2","views":18}]}""",
            answer.Body);
        var asked = Assert.Single(host.Asked);
        Assert.Equal("2025-11-12 00:00:00 +00:00", $"{asked.From:yyyy-MM-dd HH:mm:ss zzz}");
        Assert.Equal(TimeSpan.FromDays(1), asked.To - asked.From);
    }

    [Fact]
    public async Task The_overview_has_the_documented_shape_and_is_of_all_accounts_unless_one_is_named()
    {
        const string Expected = """{"data":{"totalEvents":15,"uniqueUsers":12,"eventsByType":{"page_view":9,"login":5,""";
        var answer = await host.GetAsync("/api/v1/analytics/summary?from=2024-01-01T00:00:00.000Z&to=2024-01-31T23:59:59.999Z");
        Assert.StartsWith(Expected, answer.Body, StringComparison.Ordinal);
        Assert.Equal(("2026-01-02T03:04:05.000Z", "rollup", "false"), (answer.Headers["X-As-Of"], answer.Headers["X-Source"], answer.Headers["X-Stale"]));
        Assert.EndsWith("},\"cached\":false}", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Deprecation", answer.Headers.Keys);
        await host.GetAsync("/api/v1/analytics/summary?from=2024-01-01&to=2024-01-31&account_id=a");
        Assert.Equal([null, "a"], host.Asked.Select(query => query.AccountId));
    }

    [Fact]
    public async Task The_old_overview_says_that_it_is_old()
    {
        foreach (var query in (string[])["from=2024-01-01&to=2024-01-31", "from=never"])
        {
            var answer = await host.GetAsync($"/api/analytics/summary?{query}");
            Assert.Equal("@1795219200", answer.Headers["Deprecation"]);
            Assert.Equal("Sun, 21 Nov 2027 00:00:00 GMT", answer.Headers["Sunset"]);
            Assert.Equal("</api/v1/analytics/summary>; rel=\"successor-version\"", answer.Headers["Link"]);
        }
    }
}
