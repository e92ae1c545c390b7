using System.Diagnostics.Metrics;
using System.Text;
using System.Text.Json;
using Analytics.Data.Accounts;
using Ingest.Api.Tests.Hosts;
using Microsoft.Extensions.DependencyInjection;

namespace Ingest.Api.Tests.Dialects;

/// <summary>Keys in the places where clients of other services put them. There is no broker here: who is let through gets 503.</summary>
public sealed class DialectKeysTests : IDisposable
{
    const string Call = "\"event\":\"e\",\"userId\":\"u\",\"messageId\":\"m\"";

    readonly WholeApi api = new();

    public void Dispose() => api.Dispose();

    static string Basic(string user) => $"Basic {Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:"))}";

    static async Task<(int Status, string? Code)> Of(Task<HttpResponseMessage> sending)
    {
        using var answer = await sending;
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(body.GetProperty("detail").GetString(), body.GetProperty("message").GetString());
        return ((int)answer.StatusCode, body.GetProperty("code").GetString());
    }

    [Fact]
    public async Task A_write_key_counts_as_Basic_user_in_the_address_and_in_the_body()
    {
        var key = api.AddKey(ApiKeyScopes.Write);
        Assert.Equal(503, (await Of(api.SendAsync("POST", "/v1/track", null, $"{{{Call}}}", ("Authorization", Basic(key))))).Status);
        foreach (var name in (string[])["key", "writeKey", "api_key", "token"]) Assert.Equal(503, (await Of(api.SendAsync("POST", $"/v1/track?{name}={key}", null, $"{{{Call}}}"))).Status);
        Assert.Equal(503, (await Of(api.SendAsync("POST", "/v1/track", null, $$"""{"writeKey":"{{key}}",{{Call}}}"""))).Status);
        Assert.Equal(503, (await Of(api.SendAsync("POST", "/e/", null, $$$"""[{"event":"e","properties":{"distinct_id":"d","token":"{{{key}}}"}}]"""))).Status);
        Assert.Equal(503, (await Of(api.SendAsync("POST", "/cloudevents?access_token=" + key, null, """{"a":1}""", ("ce-specversion", "1.0"), ("ce-id", "1"), ("ce-source", "s"), ("ce-type", "t")))).Status);
    }

    [Fact]
    public async Task A_key_in_the_body_is_looked_at_as_closely_as_any()
    {
        var (reader, all) = (api.AddKey(ApiKeyScopes.Read), api.AddKey(ApiKeyScopes.Write, account: null));
        Task<(int Status, string? Code)> With(string key) => Of(api.SendAsync("POST", "/v1/track", null, $$"""{"writeKey":"{{key}}",{{Call}}}"""));
        Assert.Equal((401, "missing_write_key"), await Of(api.SendAsync("POST", "/v1/track", null, $"{{{Call}}}")));
        Assert.Equal((401, "unknown_key"), await With("acc_1"));
        Assert.Equal((401, "unknown_key"), await With(ApiKeyText.New().Reveal()));
        Assert.Equal((403, "wrong_scope"), await With(reader));
        Assert.Equal((400, "key_of_all_accounts"), await With(all));
    }

    [Fact]
    public async Task A_wrong_key_in_front_is_not_made_good_by_one_in_the_body()
    {
        var key = api.AddKey(ApiKeyScopes.Write);
        Assert.Equal((401, "unknown_key"), await Of(api.SendAsync("POST", "/v1/track", null, $$"""{"writeKey":"{{key}}",{{Call}}}""", ("Authorization", Basic("x")))));
    }

    [Fact]
    public async Task A_key_that_can_more_than_write_does_not_count_in_an_address()
    {
        var (admin, both) = (api.AddKey(ApiKeyScopes.Admin), api.AddKey(ApiKeyScopes.Write | ApiKeyScopes.Read));
        foreach (var key in (string[])[admin, both]) Assert.Equal((403, "key_in_address"), await Of(api.SendAsync("POST", $"/v1/track?key={key}", null, $"{{{Call}}}")));
        using var image = await api.SendAsync("GET", $"/pixel.gif?user_id=u&key={admin}");
        Assert.Equal("key_in_address", image.Headers.GetValues("X-Ignored").Single());
    }

    [Fact]
    public async Task A_key_in_the_body_has_the_limits_of_any_key()
    {
        using var limited = new WholeApi(("Limits:KeyRequests:PerMinute", "1"), ("Limits:KeyRequests:Burst", "2"));
        var key = limited.AddKey(ApiKeyScopes.Write);
        for (var request = 0; request < 3; request++)
        {
            using var answer = await limited.SendAsync("POST", "/v1/batch", null, $$"""{"writeKey":"{{key}}","batch":[]}""");
            Assert.Equal(request < 2 ? 200 : 429, (int)answer.StatusCode);
            Assert.Equal("2", answer.Headers.GetValues("RateLimit-Limit").Single());
            Assert.Equal(request == 2, answer.Headers.Contains("Retry-After"));
        }
    }

    [Fact]
    public async Task What_is_refused_item_by_item_is_answered_as_taken_without_a_broker_and_counted_by_reason()
    {
        var key = api.AddKey(ApiKeyScopes.Write);
        var counted = new System.Collections.Concurrent.ConcurrentBag<string>();
        using var first = await api.SendAsync("POST", "/v1/batch", key, """{"batch":[]}""");
        var factory = api.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Meter.Scope == factory && instrument.Name == "analytics.events.rejected") self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, value, tags, _) => counted.Add($"{tags[0].Value} {value}"));
        listener.Start();

        using var answer = await api.SendAsync("POST", "/v1/batch", key, """{"batch":[5,{"type":"track","userId":"u"},{"type":"what"}]}""");
        Assert.Equal(200, (int)answer.StatusCode);
        var body = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        Assert.Equal(["not_an_object", "missing", "call_unknown"], body.GetProperty("rejected").EnumerateArray().Select(item => item.GetProperty("code").GetString()));
        Assert.Equal(["call_unknown 1", "missing 1", "not_an_object 1"], counted.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Beacons_bring_their_key_in_the_address_and_no_question_can()
    {
        var (writer, reader) = (api.AddKey(ApiKeyScopes.Write), api.AddKey(ApiKeyScopes.Read));
        using var beacon = await api.SendAsync("POST", $"/events?key={writer}", null, """{"user_id":"u","type":"t"}""", ("Origin", "https://shop.example"));
        Assert.Equal(503, (int)beacon.StatusCode);
        using var question = await api.SendAsync("GET", $"/accounts/acc_1/summary?key={reader}");
        Assert.Equal(401, (int)question.StatusCode);
    }

    [Fact]
    public async Task The_image_is_answered_whatever_is_wrong()
    {
        var key = api.AddKey(ApiKeyScopes.Write);
        foreach (var (target, ignored) in ((string, string)[])[("", "missing_key"), ("?key=x", "unknown_key"), ($"?key={key}", "missing:user_id"), ($"?key={key}&user_id=u", "broker_away")])
        {
            using var answer = await api.SendAsync("GET", $"/pixel.gif{target}");
            Assert.Equal((200, "image/gif", 43L), ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Content.Headers.ContentLength));
            var said = answer.Headers.GetValues("X-Ignored").Single();
            Assert.True(said == ignored || (ignored == "broker_away" && said == "unconfirmed"), $"{target}: {said}");
        }
    }

    [Fact]
    public async Task A_page_of_another_origin_is_asked_about_the_headers_that_clients_send_and_may_send_them()
    {
        foreach (var target in (string[])["/v1/t", "/e/", "/cloudevents"])
        {
            using var answer = await api.SendAsync(
                "OPTIONS", target, null, null, ("Origin", "https://shop.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "authorization,content-type,x-retry-count"));
            Assert.Equal(204, (int)answer.StatusCode);
            Assert.Equal("*", answer.Headers.GetValues("Access-Control-Allow-Origin").Single());
        }

        using var handshake = await api.SendAsync("OPTIONS", "/cloudevents", null, null, ("WebHook-Request-Origin", "events.example"), ("WebHook-Request-Rate", "120"));
        Assert.Equal(("events.example", "120"), (handshake.Headers.GetValues("WebHook-Allowed-Origin").Single(), handshake.Headers.GetValues("WebHook-Allowed-Rate").Single()));
    }
}
