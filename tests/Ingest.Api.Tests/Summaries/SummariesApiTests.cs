using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace Ingest.Api.Tests.Summaries;

public sealed class SummariesApiTests : IAsyncLifetime
{
    ReadingHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await ReadingHost.StartedAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    static string[] NamesOf(JsonElement json) => [.. json.EnumerateObject().Select(property => property.Name)];

    [Fact]
    public async Task An_accounts_summary_has_the_documented_shape()
    {
        var answer = await _host.GetAsync("/accounts/acc_123/summary");
        Assert.Equal(200, answer.Status);
        Assert.StartsWith("application/json", answer.Headers["Content-Type"], StringComparison.Ordinal);
        var json = answer.Json;
        Assert.Equal(
            ["account_id", "window", "totals", "top_users", "from", "to", "events", "unique_users", "top_paths", "as_of", "source", "cached", "stale"], NamesOf(json));
        Assert.Equal("acc_123", json.GetProperty("account_id").GetString());
        Assert.Equal("last_24h", json.GetProperty("window").GetString());
        Assert.Equal(["page_view", "login", "ü</script>"], NamesOf(json.GetProperty("totals")));
        Assert.Equal(9, json.GetProperty("totals").GetProperty("page_view").GetInt64());
        Assert.Equal("""{"user_id":"user_0 of acc_123","events":20}""", json.GetProperty("top_users")[0].GetRawText());
        Assert.Equal(10, json.GetProperty("top_users").GetArrayLength());
        Assert.Equal("""{"path":"/p0","events":20}""", json.GetProperty("top_paths")[0].GetRawText());
        Assert.Equal(15, json.GetProperty("events").GetInt64());
        Assert.Equal(12, json.GetProperty("unique_users").GetInt64());
        Assert.Equal("2026-01-02T03:04:05.000Z", json.GetProperty("as_of").GetString());
        Assert.Equal(TimeSpan.FromHours(24), json.GetProperty("to").GetDateTimeOffset() - json.GetProperty("from").GetDateTimeOffset());
        Assert.False(json.GetProperty("cached").GetBoolean());
        Assert.DoesNotContain("</script>", answer.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_range_is_called_custom_and_comes_back_as_given()
    {
        var json = (await _host.GetAsync("/accounts/a/summary?from=2026-01-01T01:00:00+01:00&to=2026-01-02T00:00:00.000001Z")).Json;
        Assert.Equal("custom", json.GetProperty("window").GetString());
        Assert.Equal("2026-01-01T00:00:00.000Z", json.GetProperty("from").GetString());
        Assert.Equal("2026-01-02T00:00:00.000001Z", json.GetProperty("to").GetString());
    }

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
        var answer = await _host.GetAsync(target);
        Assert.Equal(200, answer.Status);
        Assert.Equal(id, answer.Json.GetProperty("account_id").GetString());
        Assert.Equal("last_7d", answer.Json.GetProperty("window").GetString());
        Assert.Equal(id, Assert.Single(_host.Asked).AccountId);
    }

    [Theory]
    [InlineData("/accounts/%FF/summary")]
    [InlineData("/accounts/%/summary")]
    [InlineData("/accounts/%zz/summary")]
    [InlineData("/accounts//summary")]
    [InlineData("/%61ccounts/a%2Fb/summary")]
    public async Task An_account_id_that_cannot_be_is_refused_by_name(string target)
    {
        var answer = await _host.GetAsync(target);
        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Equal("account_id", answer.Json.GetProperty("parameter").GetString());
        Assert.Empty(_host.Asked);
    }

    [Fact]
    public async Task A_NUL_in_a_path_is_refused()
    {
        Assert.Equal(400, (await _host.GetAsync("/accounts/a%00b/summary")).Status);
        Assert.Equal(400, (await _host.GetAsync("/stats?site_id=a%00b&date=2026-01-01")).Status);
    }

    [Fact]
    public async Task An_account_id_of_200_characters_is_the_longest()
    {
        Assert.Equal(200, (await _host.GetAsync($"/accounts/{new string('a', 200)}/summary")).Status);
        Assert.Equal(400, (await _host.GetAsync($"/accounts/{new string('a', 201)}/summary")).Status);
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
        var answer = await _host.GetAsync(target);
        Assert.Equal(400, answer.Status);
        Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
        Assert.Equal(parameter, answer.Json.GetProperty("parameter").GetString());
        Assert.Contains(parameter, answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(400, answer.Json.GetProperty("status").GetInt32());
    }

    [Fact]
    public async Task Compared_with_the_time_before_it_also_has_those_figures_and_the_change()
    {
        _host.Load = (query, _) => Task.FromResult(Some.Summary("a") with { Events = query.From.Year == 2026 ? 15 : 10, UniqueUsers = query.From.Year == 2026 ? 12 : 0 });
        var json = (await _host.GetAsync("/accounts/a/summary?from=2026-01-01&to=2026-01-08&compare=previous")).Json;
        var previous = json.GetProperty("previous");
        Assert.Equal(["from", "to", "events", "unique_users", "totals"], NamesOf(previous));
        Assert.Equal(("2025-12-25T00:00:00.000Z", "2026-01-01T00:00:00.000Z"), (previous.GetProperty("from").GetString(), previous.GetProperty("to").GetString()));
        Assert.Equal("""{"events":0.5,"unique_users":null}""", json.GetProperty("change").GetRawText());
        Assert.Equal(2, _host.Asked.Count);
    }

    [Fact]
    public async Task A_filter_reaches_the_question()
    {
        await _host.GetAsync("/accounts/a/summary?type=login&metadata.plan=free");
        Assert.Equal(new Analytics.Data.Selections.EventFilter { Type = "login", Metadata = { ["plan"] = "free" } }, Assert.Single(_host.Asked).Filter);
    }

    [Fact]
    public async Task An_answer_that_the_client_has_is_not_sent_again()
    {
        var first = await _host.GetAsync("/accounts/a/summary?from=2026-01-01&to=2026-01-08");
        var tag = first.Headers["ETag"];
        Assert.Equal(304, (await _host.GetAsync("/accounts/a/summary?from=2026-01-01&to=2026-01-08", ("If-None-Match", $"\"other\", {tag}"))).Status);
        Assert.Equal(200, (await _host.GetAsync("/accounts/a/summary?from=2026-01-01&to=2026-01-08", ("If-None-Match", "W/\"other\""))).Status);
        _host.Load = (query, _) => Task.FromResult(Some.Summary("b"));
        Assert.Equal(200, (await _host.GetAsync("/accounts/b/summary?from=2026-01-01&to=2026-01-08", ("If-None-Match", tag))).Status);
    }

    [Fact]
    public async Task A_question_about_rows_that_takes_too_long_says_what_to_do()
    {
        _host.Load = (_, _) => Task.FromException<Analytics.Data.Summaries.Summary>(new PostgresException("canceling statement due to statement timeout", "ERROR", "ERROR", "57014"));
        var answer = await _host.GetAsync("/accounts/a/summary?type=login");
        Assert.Equal(503, answer.Status);
        Assert.Contains("shorter range", answer.Json.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.True(int.Parse(answer.Headers["Retry-After"]) >= 1);
    }

    [Fact]
    public async Task A_sites_day_has_the_documented_shape()
    {
        var answer = await _host.GetAsync("/stats?site_id=site-abc-123&date=2025-11-12");
        Assert.Equal(
            """{"site_id":"site-abc-123","date":"2025-11-12","total_views":15,"unique_users":12,"top_paths":[{"path":"/p0","views":20},{"path":"/p1","views":19},{"path":"/p2","views":18}]}""",
            answer.Body);
        var asked = Assert.Single(_host.Asked);
        Assert.Equal("2025-11-12 00:00:00 +00:00", $"{asked.From:yyyy-MM-dd HH:mm:ss zzz}");
        Assert.Equal(TimeSpan.FromDays(1), asked.To - asked.From);
    }

    [Fact]
    public async Task The_overview_has_the_documented_shape_and_is_of_all_accounts_unless_one_is_named()
    {
        const string Expected = """{"data":{"totalEvents":15,"uniqueUsers":12,"eventsByType":{"page_view":9,"login":5,""";
        var answer = await _host.GetAsync("/api/v1/analytics/summary?from=2024-01-01T00:00:00.000Z&to=2024-01-31T23:59:59.999Z");
        Assert.StartsWith(Expected, answer.Body, StringComparison.Ordinal);
        Assert.Equal(("2026-01-02T03:04:05.000Z", "rollup", "false"), (answer.Headers["X-As-Of"], answer.Headers["X-Source"], answer.Headers["X-Stale"]));
        Assert.EndsWith("},\"cached\":false}", answer.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("Deprecation", answer.Headers.Keys);
        await _host.GetAsync("/api/v1/analytics/summary?from=2024-01-01&to=2024-01-31&account_id=a");
        Assert.Equal([null, "a"], _host.Asked.Select(query => query.AccountId));
    }

    [Fact]
    public async Task The_old_overview_says_that_it_is_old()
    {
        foreach (var query in (string[])["from=2024-01-01&to=2024-01-31", "from=never"])
        {
            var answer = await _host.GetAsync($"/api/analytics/summary?{query}");
            Assert.Equal("@1795219200", answer.Headers["Deprecation"]);
            Assert.Equal("Sun, 21 Nov 2027 00:00:00 GMT", answer.Headers["Sunset"]);
            Assert.Equal("</api/v1/analytics/summary>; rel=\"successor-version\"", answer.Headers["Link"]);
        }
    }

    [Fact]
    public async Task A_database_that_is_away_is_503_with_Retry_After()
    {
        foreach (var fault in (Exception[])[new NpgsqlException("Failed to connect to 10.0.0.1:5432"), new TimeoutException(), Stopping(), NotMigrated()])
        {
            _host.Load = (_, _) => Task.FromException<Analytics.Data.Summaries.Summary>(fault);
            var answer = await _host.GetAsync("/accounts/a/summary");
            Assert.Equal(503, answer.Status);
            Assert.Equal("application/problem+json", answer.Headers["Content-Type"]);
            Assert.True(int.Parse(answer.Headers["Retry-After"]) >= 1);
            Assert.DoesNotContain("10.0.0.1", answer.Body, StringComparison.Ordinal);
        }

        _host.Load = (query, _) => Task.FromResult(Some.Summary(query.AccountId));
        Assert.Equal(200, (await _host.GetAsync("/accounts/a/summary")).Status);
    }

    [Fact]
    public async Task A_database_that_never_answers_is_503_in_time()
    {
        _host.Load = (_, _) => new TaskCompletionSource<Analytics.Data.Summaries.Summary>().Task;
        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        Assert.Equal(503, (await RawAnswer.GetAsync(_host.Address, "/accounts/a/summary", deadline.Token)).Status);
    }

    [Fact]
    public async Task A_defect_is_500()
    {
        _host.Load = (_, _) => Task.FromException<Analytics.Data.Summaries.Summary>(new InvalidOperationException("a bug"));
        Assert.Equal(500, (await _host.GetAsync("/accounts/a/summary")).Status);
    }

    [Fact]
    public async Task A_client_that_goes_away_is_nobodys_error()
    {
        var begun = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _host.Load = async (query, _) =>
        {
            begun.TrySetResult();
            await gate.Task;
            return Some.Summary(query.AccountId);
        };
        using (var client = new TcpClient { LingerState = new LingerOption(true, 0) })
        {
            await client.ConnectAsync(IPAddress.Loopback, _host.Address.Port);
            await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes("GET /accounts/a/summary HTTP/1.1\r\nHost: localhost\r\n\r\n"));
            await begun.Task;
        }

        using var deadline = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (!_host.Log.Lines.Any(line => line.message.StartsWith("Request finished", StringComparison.Ordinal))) await Task.Delay(20, deadline.Token);
        gate.SetResult();
        Assert.DoesNotContain(_host.Log.Lines, line => line.level >= LogLevel.Error);
    }

    static PostgresException NotMigrated() => new("relation \"rollups\" does not exist", "ERROR", "ERROR", "42P01");

    static PostgresException Stopping() => new("terminating connection due to administrator command", "FATAL", "FATAL", "57P01");
}
