using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Reading;

/// <summary>What was accepted can be listed, newest first.</summary>
public sealed class EventListTests(SharedSystem system) : SystemTest(system)
{
    [Fact]
    public async Task An_event_is_listed_as_it_was_sent()
    {
        var account = Some.Account("list/é");
        var sent = Some.Event(account, "e<1>", "ü", "buy", "2026-02-01T10:30:00.123456Z", "/a b");
        sent["metadata"] = JsonNode.Parse("""{"plan":"pro","n":1.10,"deep":{"list":[1,null]}}""");
        await Client.AcceptedAsync(sent);
        await System.StoredSoonAsync(account, 1);

        var answer = (await GetAsync(account)).Must(HttpStatusCode.OK);
        var listed = Assert.Single(answer.Json["events"]!.AsArray())!;
        Assert.Equal(
            (account, "e<1>", "ü", "buy", "2026-02-01T10:30:00.123456Z", "/a b"),
            ((string)listed["account_id"]!, (string)listed["event_id"]!, (string)listed["user_id"]!, (string)listed["type"]!, (string)listed["timestamp"]!, (string)listed["path"]!));
        Assert.True(DateTimeOffset.Parse((string)listed["received_at"]!, CultureInfo.InvariantCulture) > Some.Now.AddMinutes(-2));
        Assert.Contains("\"metadata\":{\"n\": 1.10, \"deep\": {\"list\": [1, null]}, \"plan\": \"pro\"}", answer.Body, StringComparison.Ordinal);
        Assert.Equal((account, "raw", false, false), ((string)answer.Json["account_id"]!, (string)answer.Json["source"]!, (bool)answer.Json["cached"]!, (bool)answer.Json["stale"]!));
        Assert.Null(answer.Json["next_cursor"]);
        Assert.NotNull(answer.Json["as_of"]);
    }

    [Fact]
    public async Task A_list_that_the_client_has_is_not_sent_again_until_an_event_comes()
    {
        var account = Some.Account("tagged");
        await Client.AcceptedAsync(Some.Event(account, "e-1"));
        await System.StoredSoonAsync(account, 1);
        foreach (var path in (string[])[$"/accounts/{account}/events", $"/accounts/{account}/events/e-1"])
        {
            var tag = (await Client.GetAsync(path)).Must(HttpStatusCode.OK).Headers.ETag!.ToString();
            (await AgainAsync(path, tag)).Must(HttpStatusCode.NotModified);
            await Client.AcceptedAsync(Some.Event(account, $"e-{path.Length}"));
            await System.StoredSoonAsync(account, path.EndsWith("e-1", StringComparison.Ordinal) ? 3 : 2);
            (await AgainAsync(path, tag)).Must(path.EndsWith("e-1", StringComparison.Ordinal) ? HttpStatusCode.NotModified : HttpStatusCode.OK);
        }

        Task<Answer> AgainAsync(string path, string tag) => Client.SendAsync(new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "If-None-Match", tag } } });
    }

    [Fact]
    public async Task Cursors_lead_through_all_events_and_an_offset_to_the_same_place()
    {
        var account = Some.Account("pages");
        await Client.AcceptedAsync([.. Enumerable.Range(0, 120).Select(i => Some.Event(account, $"e-{i:000}", at: $"2026-0{1 + (i % 3)}-01T10:30:00.{i:000}Z"))]);
        await System.StoredSoonAsync(account, 120);

        var first = (await GetAsync(account)).Must(HttpStatusCode.OK).Json;
        Assert.Equal(50, first["events"]!.AsArray().Count);
        var ids = Ids(first);
        for (var cursor = (string?)first["next_cursor"]; cursor is not null;)
        {
            var page = (await GetAsync(account, $"?limit=33&cursor={cursor}")).Must(HttpStatusCode.OK).Json;
            ids.AddRange(Ids(page));
            cursor = (string?)page["next_cursor"];
        }

        Assert.Equal(120, ids.Distinct().Count());
        Assert.Equal(Enumerable.Range(0, 120).OrderByDescending(i => i % 3).ThenByDescending(i => i).Select(i => $"e-{i:000}"), ids);
        Assert.Equal(ids.Skip(77).Take(10), Ids((await GetAsync(account, "?limit=10&offset=77")).Must(HttpStatusCode.OK).Json));
        Assert.Empty(Ids((await GetAsync(account, "?offset=120")).Must(HttpStatusCode.OK).Json));
    }

    [Fact]
    public async Task Filters_and_ranges_choose_what_is_listed()
    {
        var account = Some.Account("filters");
        var plan = Some.Event(account, "plan", type: "buy", user: "u1", path: "/x");
        plan["metadata"] = JsonNode.Parse("""{"plan":"pro"}""");
        await Client.AcceptedAsync(plan, Some.Event(account, "type", type: "buy"), Some.Event(account, "late", at: "2026-02-03T00:00:00Z"));
        await System.StoredSoonAsync(account, 3);

        Assert.Equal(["plan"], Ids((await GetAsync(account, "?metadata.plan=pro&type=buy&user_id=u1&path=/x")).Json));
        Assert.Equal(["plan", "type"], Ids((await GetAsync(account, $"?type=buy&from={Some.From}&to={Some.To}")).Json));
        Assert.Equal(["late", "plan", "type"], Ids((await GetAsync(account)).Json));
        Assert.Empty(Ids((await GetAsync(account, "?window=last_24h")).Json));
    }

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=1001", "limit")]
    [InlineData("?offset=10001", "offset")]
    [InlineData("?cursor=AAAA", "cursor")]
    [InlineData("?cursor=&offset=1", "offset")]
    [InlineData("?from=2026-01-01", "to")]
    [InlineData("?window=ever", "window")]
    [InlineData("?type=", "type")]
    public async Task What_cannot_be_meant_is_400_and_names_the_parameter(string query, string parameter)
    {
        var answer = (await GetAsync("acc", query)).Must(HttpStatusCode.BadRequest);
        Assert.Equal(parameter, (string?)answer.Json["parameter"]);
    }

    [Fact]
    public async Task The_cursor_of_another_account_or_filter_is_400()
    {
        var account = Some.Account("foreign");
        await Client.AcceptedAsync(Some.Events(account, 3));
        await System.StoredSoonAsync(account, 3);
        var cursor = (string)(await GetAsync(account, "?limit=1")).Json["next_cursor"]!;
        (await GetAsync(account, $"?limit=2&cursor={cursor}")).Must(HttpStatusCode.OK);
        (await GetAsync(account + "x", $"?limit=1&cursor={cursor}")).Must(HttpStatusCode.BadRequest);
        (await GetAsync(account, $"?limit=1&type=page_view&cursor={cursor}")).Must(HttpStatusCode.BadRequest);
        (await GetAsync(account, $"?limit=1&cursor={cursor[..^3]}AAA")).Must(HttpStatusCode.BadRequest);
    }

    static List<string> Ids(JsonNode page) => [.. page["events"]!.AsArray().Select(one => (string)one!["event_id"]!)];

    Task<Answer> GetAsync(string account, string query = "") => Client.GetAsync($"/accounts/{Uri.EscapeDataString(account)}/events{query}");
}
