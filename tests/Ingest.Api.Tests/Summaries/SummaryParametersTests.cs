namespace Ingest.Api.Tests.Summaries;

public sealed class SummaryParametersTests : IAsyncLifetime
{
    ReadingHost host = null!;

    public async ValueTask InitializeAsync() => host = await ReadingHost.StartedAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    [Theory]
    [InlineData("a/b")]
    [InlineData("a%2Fb")]
    [InlineData("a b")]
    [InlineData("a+b")]
    [InlineData("ü/é")]
    [InlineData("u\u0308")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("../..")]
    [InlineData("a?b#c")]
    [InlineData("%")]
    [InlineData("100%25")]
    [InlineData("\\")]
    [InlineData("-")]
    [InlineData("*")]
    [InlineData("sample")]
    [InlineData("summary")]
    [InlineData("a\nb")]
    [InlineData("DapperLib/Dapper")]
    [InlineData("\ud83d\ude00")]
    public async Task An_account_id_may_hold_any_character(string id)
    {
        var target = $"/accounts/{Uri.EscapeDataString(id).Replace(".", "%2E", StringComparison.Ordinal)}/summary?window=last_7d";
        var answer = await host.GetAsync(target);
        Assert.Equal(200, answer.Status);
        Assert.Equal(id, answer.Json.GetProperty("account_id").GetString());
        Assert.Equal("last_7d", answer.Json.GetProperty("window").GetString());
        Assert.Equal(id, Assert.Single(host.Asked).AccountId);
    }

    [Theory]
    [InlineData("/accounts/%FF/summary")]
    [InlineData("/accounts/%/summary")]
    [InlineData("/accounts/%zz/summary")]
    [InlineData("/accounts//summary")]
    [InlineData("/%61ccounts/a%2Fb/summary")]
    public async Task An_account_id_that_cannot_be_is_refused_by_name(string target)
    {
        var answer = await host.GetAsync(target);
        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Equal("account_id", answer.Json.GetProperty("parameter").GetString());
        Assert.Empty(host.Asked);
    }

    [Fact]
    public async Task A_NUL_in_a_path_is_refused()
    {
        Assert.Equal(400, (await host.GetAsync("/accounts/a%00b/summary")).Status);
        Assert.Equal(400, (await host.GetAsync("/stats?site_id=a%00b&date=2026-01-01")).Status);
    }

    [Fact]
    public async Task An_account_id_of_200_characters_is_the_longest()
    {
        Assert.Equal(200, (await host.GetAsync($"/accounts/{new string('a', 200)}/summary")).Status);
        Assert.Equal(400, (await host.GetAsync($"/accounts/{new string('a', 201)}/summary")).Status);
    }

    [Theory]
    [InlineData("/accounts/a/summary?window=last_1d", "window")]
    [InlineData("/accounts/a/summary?from=2026-01-01", "to")]
    [InlineData("/accounts/sample?limit=0", "limit")]
    [InlineData("/accounts/sample?limit=101", "limit")]
    [InlineData("/accounts/sample?limit=1&limit=2", "limit")]
    [InlineData("/accounts/a/summary?compare=before", "compare")]
    [InlineData("/accounts/a/summary?type=", "type")]
    [InlineData("/accounts/a/series?interval=minute", "interval")]
    [InlineData("/accounts/a/series?interval=hour&window=last_90d", "interval")]
    [InlineData("/accounts/a/series?tz=Mars/Olympus", "tz")]
    [InlineData("/accounts/a/series?by=user", "by")]
    [InlineData("/accounts/a/top/colours", "dimension")]
    [InlineData("/accounts/a/top/metadata.", "dimension")]
    [InlineData("/accounts/a/top/types?limit=1001", "limit")]
    [InlineData("/stats?date=2026-01-01", "site_id")]
    [InlineData("/stats?site_id=a", "date")]
    [InlineData("/stats?site_id=a&date=2026-13-01", "date")]
    [InlineData("/stats?site_id=a&date=1999-12-31", "date")]
    [InlineData("/stats?site_id=a&date=9999-12-31", "date")]
    [InlineData("/api/v1/analytics/summary", "from")]
    [InlineData("/api/analytics/summary?from=2026-01-01", "to")]
    public async Task A_bad_parameter_is_a_problem_that_names_it(string target, string parameter)
    {
        var answer = await host.GetAsync(target);
        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Equal(parameter, answer.Json.GetProperty("parameter").GetString());
        Assert.Contains(parameter, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(400, answer.Json.GetProperty("status").GetInt32());
    }
}
