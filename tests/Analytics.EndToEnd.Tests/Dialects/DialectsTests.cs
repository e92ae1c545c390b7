using System.Net;
using System.Text;
using Analytics.EndToEnd.Tests.Ingest;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Dialects;

/// <summary>Each dialect through the whole line, where no keys are asked for and the key is the account. The clients themselves: <c>./dev test sdks</c>.</summary>
public sealed class DialectsTests(SharedSystem system) : SystemTest(system)
{
    const string At = "2026-02-01T10:30:00.000Z";

    [Fact]
    public async Task A_batch_of_Segments_is_stored_but_for_what_is_wrong_in_it()
    {
        var account = Some.Account("segment");
        var answer = (await Client.PostAsync("/v1/batch", $$$$"""
            {"writeKey":"{{{{account}}}}","batch":[
              {"type":"track","event":"bought","userId":"u","messageId":"m-1","timestamp":"{{{{At}}}}","properties":{"price":5},"context":{"page":{"path":"/shop"}}},
              {"type":"track","event":"bought","messageId":"m-2","timestamp":"{{{{At}}}}"},
              {"type":"identify","userId":"u","messageId":"m-3","timestamp":"{{{{At}}}}","traits":{"plan":"pro"}}]}
            """, "text/plain")).Must(HttpStatusCode.OK);
        Assert.True((bool)answer.Json["success"]!);
        var rejected = Assert.Single(answer.Json["rejected"]!.AsArray())!;
        Assert.Equal((1, "m-2", "missing", "user_id"), ((int)rejected["index"]!, (string?)rejected["event_id"], (string?)rejected["code"], (string?)rejected["field"]));

        Assert.Equal((2, 2, 0, 0), await Client.ClosedLedgerAsync(account));
        Assert.Equal(["bought u /shop {\"price\": 5}", "identify u  {\"plan\": \"pro\"}"], await StoredAsync(account));
    }

    [Fact]
    public async Task A_body_of_which_nothing_can_be_taken_is_200_and_queues_nothing()
    {
        var account = Some.Account("nothing");
        var answer = (await Client.PostAsync($"/b?writeKey={account}", """{"batch":[5,{"type":"track"}]}""")).Must(HttpStatusCode.OK);
        Assert.Equal(2, answer.Json["rejected"]!.AsArray().Count);
        (await Client.PostAsync($"/batch/?api_key={account}", """{"batch":[]}""")).Must(HttpStatusCode.OK);
        Assert.Equal((0, 0, 0, 0), await Client.ClosedLedgerAsync(account));
        (await Client.PostAsync($"/b?writeKey={account}", "{")).MustRefuse(HttpStatusCode.BadRequest, "malformed_json");
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("gzip, unsaid")]
    [InlineData("gzip, said")]
    [InlineData("form")]
    public async Task PostHogs_bodies_are_the_same_however_they_are_packed(string how)
    {
        var account = Some.Account("posthog");
        var json = $$$"""[{"event":"$pageview","uuid":"p-1","timestamp":"{{{At}}}","properties":{"distinct_id":"d","token":"{{{account}}}","$current_url":"https://a.example/x?y"}}]""";
        var (body, contentType, encoding) = how switch
        {
            "plain" => (Encoding.UTF8.GetBytes(json), "application/json", null),
            "gzip, unsaid" => (Compressed.As("gzip", Encoding.UTF8.GetBytes(json)), "text/plain", null),
            "gzip, said" => (Compressed.As("gzip", Encoding.UTF8.GetBytes(json)), "application/json", "gzip"),
            _ => (Encoding.UTF8.GetBytes($"data={Uri.EscapeDataString(Convert.ToBase64String(Encoding.UTF8.GetBytes(json)))}"), "application/x-www-form-urlencoded", (string?)null),
        };
        for (var attempt = 0; attempt < 2; attempt++)
            Assert.Equal("""{"status":1}""", (await Client.PostAsync("/e/?compression=gzip-js", body, contentType, encoding)).Must(HttpStatusCode.OK).Body);

        Assert.Equal((2, 1, 1, 0), await Client.ClosedLedgerAsync(account));
        Assert.Equal(["page_view d /x {\"distinct_id\": \"d\", \"$current_url\": \"https://a.example/x?y\"}"], await StoredAsync(account));
    }

    [Fact]
    public async Task A_body_that_unpacks_to_more_than_is_taken_is_413_though_it_did_not_say_that_it_is_packed() =>
        (await Client.PostAsync("/e/", Compressed.As("gzip", new byte[11_000_000]), "text/plain")).MustRefuse(HttpStatusCode.RequestEntityTooLarge, "body_too_large");

    [Fact]
    public async Task A_CloudEvent_is_the_same_in_all_three_modes_and_counts_once()
    {
        var account = Some.Account("cloud");
        const string Event = $$$"""{"specversion":"1.0","id":"1","source":"/orders","type":"placed","subject":"u","time":"{{{At}}}","data":{"total":5}}""";
        var target = $"/cloudevents?key={account}";
        Assert.Equal(1, (int)(await Client.PostAsync(target, Event, "application/cloudevents+json")).Must(HttpStatusCode.Accepted).Json["accepted"]!);
        Assert.Equal(1, (int)(await Client.PostAsync(target, $"[{Event},{{}}]", "application/cloudevents-batch+json; charset=utf-8")).Must(HttpStatusCode.Accepted).Json["accepted"]!);
        using var content = new StringContent("""{"total":5}""", Encoding.UTF8, "application/json");
        using var binary = new HttpRequestMessage(HttpMethod.Post, target) { Content = content };
        foreach (var (name, value) in ((string, string)[])[("specversion", "1.0"), ("id", "1"), ("source", "/orders"), ("type", "placed"), ("subject", "u"), ("time", At)]) binary.Headers.Add($"ce-{name}", value);
        (await Client.SendAsync(binary)).Must(HttpStatusCode.Accepted);

        Assert.Equal((3, 1, 2, 0), await Client.ClosedLedgerAsync(account));
        Assert.Equal(["placed u  {\"total\": 5, \"source\": \"/orders\"}"], await StoredAsync(account));
        (await Client.PostAsync(target, "{}", "application/cloudevents+json")).MustRefuse(HttpStatusCode.BadRequest, "no_valid_events");
        (await Client.PostAsync(target, Event)).MustRefuse(HttpStatusCode.UnsupportedMediaType, "unsupported_cloud_event_type");
    }

    [Fact]
    public async Task An_image_and_a_beacon_are_events()
    {
        var account = Some.Account("pixel");
        var image = (await Client.GetAsync($"/pixel.gif?key={account}&user_id=u&event_id=i-1&timestamp={At}&path=/mail&metadata.campaign=spring")).Must(HttpStatusCode.OK);
        Assert.Equal("image/gif", image.MediaType);
        Assert.False(image.Headers.Contains("X-Ignored"));
        Assert.Equal("missing:user_id", (await Client.GetAsync($"/pixel.gif?key={account}")).Must(HttpStatusCode.OK).Headers.GetValues("X-Ignored").Single());
        (await Client.PostAsync("/events", Some.Event(account, "b-1", "v").ToJsonString(), "text/plain;charset=UTF-8")).Must(HttpStatusCode.Accepted);

        Assert.Equal((2, 2, 0, 0), await Client.ClosedLedgerAsync(account));
        Assert.Equal(["page_view u /mail {\"campaign\": \"spring\"}", "page_view v  "], await StoredAsync(account));
    }

    /// <summary>An account's rows in words: type, user, path, metadata.</summary>
    Task<IReadOnlyList<string>> StoredAsync(string account) => System.QueryAsync<string>(
        "select concat(type, ' ', user_id, ' ', path, ' ', metadata) from events where account_id = @account order by type, user_id", new { account });
}
