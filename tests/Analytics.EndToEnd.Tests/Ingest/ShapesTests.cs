using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Ingest;

/// <summary>What a client may send, and what becomes of it.</summary>
public sealed class ShapesTests(SharedSystem system) : SystemTest(system)
{
    public static TheoryData<string, string?> ShapesAndEncodings()
    {
        var data = new TheoryData<string, string?>();
        foreach (var shape in (string[])["object", "array", "single", "ndjson"])
        {
            foreach (var encoding in (string?[])[null, "gzip", "br"]) data.Add(shape, encoding);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(ShapesAndEncodings))]
    public async Task Every_shape_in_every_encoding_is_queued_and_seen_in_the_summary(string shape, string? encoding)
    {
        var account = Some.Account($"shape-{shape}-{encoding}");
        var events = Some.Events(account, shape == "single" ? 1 : 3);
        var (body, contentType) = shape switch
        {
            "object" => (new JsonObject { ["events"] = new JsonArray(events) }.ToJsonString(), "application/json; charset=utf-8"),
            "array" => (new JsonArray(events).ToJsonString(), ApiClient.Json),
            "single" => (events[0].ToJsonString(), ApiClient.Json),
            _ => (string.Join("\r\n", events.Select(one => one.ToJsonString())) + "\n\n", ApiClient.Lines),
        };

        var answer = (await Client.PostAsync("/events", Compressed.As(encoding, Encoding.UTF8.GetBytes(body)), contentType, encoding)).Must(HttpStatusCode.Accepted);
        Assert.Equal(events.Length, (int)answer.Json["queued"]!);
        Assert.Equal(["statusCode", "jobId", "queued", "event_ids", "rejected"], answer.Json.AsObject().Select(field => field.Key));

        await System.StoredSoonAsync(account, events.Length);
        var summary = await Client.SummaryAsync(account, Some.From, Some.To);
        Assert.Equal(events.Length, (int)summary["events"]!);
        Assert.Equal(events.Length, (int)summary["unique_users"]!);
        Assert.Equal(events.Length, (int)summary["totals"]!["page_view"]!);
        Assert.False((bool)summary["cached"]!);
        Assert.True((bool)(await Client.SummaryAsync(account, Some.From, Some.To))["cached"]!);
    }

    [Fact]
    public async Task Of_a_partly_bad_batch_the_good_are_stored_and_the_bad_are_named()
    {
        var account = Some.Account("partly");
        var nameless = Some.Event(account, "bad-1");
        nameless.Remove("user_id");
        var late = Some.Event(account, "bad-2", at: "1999-12-31T23:59:59Z");
        var answer = (await Client.PostAsync(new JsonArray(Some.Event(account, "good-1"), nameless, Some.Event(account, "good-2"), late, 7))).Must(HttpStatusCode.Accepted);

        Assert.Equal(2, (int)answer.Json["queued"]!);
        var rejected = answer.Json["rejected"]!.AsArray();
        Assert.Equal([(1, "bad-1", "missing", "user_id"), (3, "bad-2", "timestamp_out_of_range", "timestamp"), (4, null, "not_an_object", null)], rejected.Select(Named));
        Assert.All(rejected, one => Assert.NotEmpty((string)one!["message"]!));

        await System.StoredSoonAsync(account, 2);
        Assert.Equal(["good-1", "good-2"], await System.QueryAsync<string>("select event_id from events where account_id = @account order by 1", new { account }));
    }

    [Fact]
    public async Task A_batch_of_bad_events_only_is_refused_with_the_same_list()
    {
        var problem = (await Client.PostAsync(new JsonArray(Some.Event("", "a"), new JsonObject()))).MustRefuse(HttpStatusCode.BadRequest, "no_valid_events");
        Assert.Equal([(0, "a", "empty", "account_id"), (1, null, "missing", "account_id")], problem["rejected"]!.AsArray().Select(Named));
    }

    [Fact]
    public async Task An_event_without_id_and_time_gets_a_version_7_id_and_the_time_it_came()
    {
        var account = Some.Account("bare");
        var before = Some.Now;
        var answer = (await Client.PostAsync(new JsonArray(Some.Event(account, at: null), Some.Event(account, "mine", at: null)))).Must(HttpStatusCode.Accepted);
        var after = Some.Now;

        var made = Assert.Single(answer.Json["event_ids"]!.AsArray());
        Assert.Equal(7, Guid.Parse((string)made!).Version);
        await System.StoredSoonAsync(account, 2);
        var rows = await System.QueryAsync<(string Id, DateTime OccurredAt, DateTime ReceivedAt)>(
            "select event_id, occurred_at, received_at from events where account_id = @account order by event_id", new { account });
        Assert.Equal([(string)made!, "mine"], rows.Select(row => row.Id));
        Assert.All(rows, row => Assert.Equal(row.ReceivedAt, row.OccurredAt));
        Assert.All(rows, row => Assert.InRange(row.ReceivedAt, before.UtcDateTime.AddMicroseconds(-1), after.UtcDateTime));

        Assert.Equal(2, (int)(await Client.SummaryAsync(account))["events"]!);
    }

    [Fact]
    public async Task One_event_at_its_own_address_is_told_its_id()
    {
        var account = Some.Account("one");
        var given = (await Client.PostAsync("/event", Some.Event(account, "mine").ToJsonString())).Must(HttpStatusCode.Accepted);
        Assert.Equal("""{"message":"Event accepted","event_id":"mine"}""", given.Body);
        var made = (await Client.PostAsync("/event", Some.Event(account).ToJsonString())).Must(HttpStatusCode.Accepted);

        await System.StoredSoonAsync(account, 2);
        Assert.Equal(
            ["mine", (string)made.Json["event_id"]!],
            (await System.QueryAsync<string>("select event_id from events where account_id = @account order by event_id desc", new { account })));
        (await Client.PostAsync("/event", new JsonArray(Some.Event(account)).ToJsonString())).MustRefuse(HttpStatusCode.BadRequest, "not_one_event");
    }

    [Fact]
    public async Task A_request_may_bring_ten_thousand_events_and_not_one_more()
    {
        var account = Some.Account("many");
        var events = Some.Events(account, 10_001);
        var lines = events.Select(one => one.ToJsonString()).ToList();
        (await Client.PostAsync("/events", string.Join('\n', lines), ApiClient.Lines)).MustRefuse(HttpStatusCode.RequestEntityTooLarge, "too_many_events");
        (await Client.PostAsync("/events", string.Join('\n', lines.Take(10_000)), ApiClient.Lines)).Must(HttpStatusCode.Accepted);

        await System.StoredSoonAsync(account, 10_000);
        Assert.Equal(10_000, (int)(await Client.SummaryAsync(account, Some.From, Some.To))["events"]!);
    }

    static (int Index, string? Id, string Code, string? Field) Named(JsonNode? rejected) =>
        ((int)rejected!["index"]!, (string?)rejected["event_id"], (string)rejected["code"]!, (string?)rejected["field"]);
}
