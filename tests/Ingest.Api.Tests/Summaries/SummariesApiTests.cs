using System.Text.Json;

namespace Ingest.Api.Tests.Summaries;

public sealed class SummariesApiTests : IAsyncLifetime
{
    ReadingHost host = null!;

    public async ValueTask InitializeAsync() => host = await ReadingHost.StartedAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    static string[] NamesOf(JsonElement json) => [.. json.EnumerateObject().Select(property => property.Name)];

    [Fact]
    public async Task An_accounts_summary_has_the_documented_shape()
    {
        var answer = await host.GetAsync("/accounts/acc_123/summary");
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
        var json = (await host.GetAsync("/accounts/a/summary?from=2026-01-01T01:00:00+01:00&to=2026-01-02T00:00:00.000001Z")).Json;
        Assert.Equal("custom", json.GetProperty("window").GetString());
        Assert.Equal("2026-01-01T00:00:00.000Z", json.GetProperty("from").GetString());
        Assert.Equal("2026-01-02T00:00:00.000001Z", json.GetProperty("to").GetString());
    }

    [Fact]
    public async Task Compared_with_the_time_before_it_also_has_those_figures_and_the_change()
    {
        host.Load = (query, _) => Task.FromResult(Some.Summary("a") with { Events = query.From.Year == 2026 ? 15 : 10, UniqueUsers = query.From.Year == 2026 ? 12 : 0 });
        var json = (await host.GetAsync("/accounts/a/summary?from=2026-01-01&to=2026-01-08&compare=previous")).Json;
        var previous = json.GetProperty("previous");
        Assert.Equal(["from", "to", "events", "unique_users", "totals"], NamesOf(previous));
        Assert.Equal(("2025-12-25T00:00:00.000Z", "2026-01-01T00:00:00.000Z"), (previous.GetProperty("from").GetString(), previous.GetProperty("to").GetString()));
        Assert.Equal("""{"events":0.5,"unique_users":null}""", json.GetProperty("change").GetRawText());
        Assert.Equal(2, host.Asked.Count);
    }

    [Fact]
    public async Task Types_that_have_no_total_because_there_are_too_many_are_counted()
    {
        host.Load = (query, _) => Task.FromResult(Some.Summary("a") with { UniqueTypes = query.From.Year == 2026 ? 5 : 10 });
        var json = (await host.GetAsync("/accounts/a/summary?from=2026-01-01&to=2026-01-08&compare=previous")).Json;
        Assert.Equal((2, 7), (json.GetProperty("more_types").GetInt64(), json.GetProperty("previous").GetProperty("more_types").GetInt64()));
    }

    [Fact]
    public async Task A_filter_reaches_the_question()
    {
        await host.GetAsync("/accounts/a/summary?type=login&metadata.plan=free");
        Assert.Equal(new Analytics.Data.Selections.EventFilter { Type = "login", Metadata = { ["plan"] = "free" } }, Assert.Single(host.Asked).Filter);
    }

    [Fact]
    public async Task An_answer_that_the_client_has_is_not_sent_again()
    {
        var first = await host.GetAsync("/accounts/a/summary?from=2026-01-01&to=2026-01-08");
        var tag = first.Headers["ETag"];
        Assert.Equal(304, (await host.GetAsync("/accounts/a/summary?from=2026-01-01&to=2026-01-08", ("If-None-Match", $"\"other\", {tag}"))).Status);
        Assert.Equal(200, (await host.GetAsync("/accounts/a/summary?from=2026-01-01&to=2026-01-08", ("If-None-Match", "W/\"other\""))).Status);
        host.Load = (query, _) => Task.FromResult(Some.Summary("b"));
        Assert.Equal(200, (await host.GetAsync("/accounts/b/summary?from=2026-01-01&to=2026-01-08", ("If-None-Match", tag))).Status);
    }
}
