using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Queries;

/// <summary>Questions over HTTP, from the events that were posted to the figures that come back.</summary>
public sealed class QueriesTests(SharedSystem system) : SystemTest(system)
{
    const string Range = "from=2026-03-28T00:00:00Z&to=2026-03-30T00:00:00Z";

    [Fact]
    public async Task A_summary_a_series_and_a_top_agree_about_the_same_events()
    {
        var account = await FilledAsync();
        var summary = await GetAsync($"/accounts/{account}/summary?{Range}&compare=previous");
        Assert.Equal((6, 3), ((int)summary["events"]!, (int)summary["unique_users"]!));
        Assert.Equal("""{"view":4,"login":2}""", summary["totals"]!.ToJsonString());
        Assert.Equal((1, 5.0, 2.0), ((int)summary["previous"]!["events"]!, (double)summary["change"]!["events"]!, (double)summary["change"]!["unique_users"]!));
        Assert.Equal(("rollup", false, false), ((string)summary["source"]!, (bool)summary["cached"]!, (bool)summary["stale"]!));

        var types = await GetAsync($"/accounts/{account}/top/types?{Range}&compare=previous");
        Assert.Equal(6, (int)types["events"]!);
        Assert.Equal("""{"name":"view","events":4,"share":0.6667,"previous_events":1,"change":3}""", types["items"]![0]!.ToJsonString());
        var plans = await GetAsync($"/accounts/{account}/top/metadata.plan%2Fname?{Range}");
        Assert.Equal("raw", (string)plans["source"]!);
        Assert.Equal(["free", "team"], plans["items"]!.AsArray().Select(item => (string)item!["name"]!));
    }

    [Fact]
    public async Task A_series_follows_the_calendar_of_its_zone_through_the_night_when_clocks_change()
    {
        var account = await FilledAsync();
        var days = await GetAsync($"/accounts/{account}/series?from=2026-03-28T00:00:00%2B01:00&to=2026-03-30T00:00:00%2B02:00&tz=Europe/Paris&by=type");
        Assert.Equal("Europe/Paris", (string)days["tz"]!);
        Assert.Equal(
            [
                """{"start":"2026-03-28T00:00:00+01:00","events":1,"unique_users":1,"types":{"view":1}}""",
                """{"start":"2026-03-29T00:00:00+01:00","events":4,"unique_users":2,"types":{"login":2,"view":2}}""",
            ],
            days["points"]!.AsArray().Select(point => Regex.Unescape(point!.ToJsonString())));

        var hours = await GetAsync($"/accounts/{account}/series?from=2026-03-29T00:00:00%2B01:00&to=2026-03-30T00:00:00%2B02:00&interval=hour&tz=Europe/Paris&compare=previous");
        Assert.Equal(23, hours["points"]!.AsArray().Count);
        Assert.Equal(23, hours["previous"]!["points"]!.AsArray().Count);
        Assert.Equal(4, hours["points"]!.AsArray().Sum(point => (int)point!["events"]!));
    }

    [Theory]
    [InlineData("type=login", 2, 1)]
    [InlineData("user_id=b", 3, 1)]
    [InlineData("path=/a&type=view", 2, 2)]
    [InlineData("metadata.plan%2Fname=free", 3, 2)]
    [InlineData("metadata.plan%2Fname=free&metadata.n=3", 1, 1)]
    [InlineData("type=nothing", 0, 0)]
    public async Task Every_question_takes_the_same_filter(string filter, int events, int users)
    {
        var account = await FilledAsync();
        var summary = await GetAsync($"/accounts/{account}/summary?{Range}&{filter}");
        Assert.Equal((events, users, "raw"), ((int)summary["events"]!, (int)summary["unique_users"]!, (string)summary["source"]!));
        var series = await GetAsync($"/accounts/{account}/series?{Range}&{filter}");
        Assert.Equal(events, series["points"]!.AsArray().Sum(point => (int)point!["events"]!));
        var top = await GetAsync($"/accounts/{account}/top/users?{Range}&{filter}");
        Assert.Equal((events, users), ((int)top["events"]!, top["items"]!.AsArray().Count));
    }

    [Fact]
    public async Task An_answer_that_did_not_change_is_304_and_says_its_age_when_it_is_kept()
    {
        var account = await FilledAsync();
        var first = (await Client.GetAsync($"/accounts/{account}/summary?{Range}")).Must(HttpStatusCode.OK);
        var again = (await Client.GetAsync($"/accounts/{account}/summary?{Range}")).Must(HttpStatusCode.OK);
        Assert.Equal(("cache", true), ((string)again.Json["source"]!, (bool)again.Json["cached"]!));
        Assert.Equal((string)first.Json["as_of"]!, (string)again.Json["as_of"]!);
        Assert.NotNull(again.Headers.Age);

        using var known = new HttpRequestMessage(HttpMethod.Get, $"/accounts/{account}/summary?{Range}");
        known.Headers.TryAddWithoutValidation("If-None-Match", first.Headers.ETag!.ToString());
        (await Client.SendAsync(known)).Must(HttpStatusCode.NotModified);
    }

    async Task<string> FilledAsync()
    {
        var account = Some.Account("queries");
        JsonObject[] events =
        [
            Event("1", "a", "view", "2026-03-26T12:00:00Z", "/a", """{"plan/name":"free"}"""),
            Event("2", "a", "view", "2026-03-28T10:00:00Z", "/a", """{"plan/name":"free"}"""),
            Event("3", "b", "view", "2026-03-29T00:30:00Z", "/a", """{"plan/name":"free","n":3}"""),
            Event("4", "b", "login", "2026-03-29T01:30:00Z", null, """{"plan/name":"team"}"""),
            Event("5", "b", "login", "2026-03-29T12:00:00Z", null, """{"n":3}"""),
            Event("6", "c", "view", "2026-03-29T21:59:59Z", "/b", null),
            Event("7", "a", "view", "2026-03-29T23:00:00Z", "/b", """{"plan/name":"free"}"""),
        ];
        await Client.AcceptedAsync(events);
        await System.StoredSoonAsync(account, events.Length);
        return account;

        JsonObject Event(string id, string user, string type, string at, string? path, string? metadata)
        {
            var made = Some.Event(account, id, user, type, at, path);
            if (metadata is not null) made["metadata"] = JsonNode.Parse(metadata);
            return made;
        }
    }

    async Task<JsonNode> GetAsync(string target) => (await Client.GetAsync(target)).Must(HttpStatusCode.OK).Json;
}
