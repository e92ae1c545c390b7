using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Telemetry;

[Collection(nameof(TracedSystem))]
public class LogsTests(TracedSystem system) : SystemTest(system)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task In_a_container_each_line_of_a_request_is_json_with_its_id_its_account_and_its_trace()
    {
        var account = Some.Account("logged");
        using var client = new ApiClient(System.Api.Address, await system.KeyAsync("read", account));
        var name = $"order-{Guid.NewGuid():N}";
        var trace = Guid.NewGuid().ToString("N");
        var request = new HttpRequestMessage(HttpMethod.Get, $"/accounts/{account}/summary");
        request.Headers.Add("X-Request-Id", name);
        request.Headers.Add("traceparent", $"00-{trace}-00f067aa0ba902b7-01");
        (await client.SendAsync(request)).Must(HttpStatusCode.OK);

        var lines = await Soon.IsAsync(async () => (await LinesAsync(System.Api.Log)).Where(line => ScopesOf(line).ContainsValue(name)).ToList(), got => got.Count > 0, "the request is logged", Patience);
        foreach (var line in lines)
        {
            Assert.Equal(account, ScopesOf(line)["AccountId"]);
            Assert.Equal(trace, ScopesOf(line)["TraceId"]);
            Assert.False(string.IsNullOrEmpty((string?)line["Timestamp"]));
        }
    }

    [Fact]
    public async Task What_events_hold_and_the_keys_they_came_with_are_in_no_log_and_no_trace_even_where_much_is_logged()
    {
        var account = Some.Account("discreet");
        var (key, secret) = (await system.KeyAsync("write", account), $"secret{Guid.NewGuid():N}");
        using var client = new ApiClient(System.Api.Address, key);
        JsonObject Told(string? at = null)
        {
            var told = Some.Event(account, at: at ?? "2026-02-01T10:30:00Z");
            told["metadata"] = new JsonObject { ["card"] = secret };
            return told;
        }

        await client.AcceptedAsync(Told());
        await client.PostAsync(new JsonArray(Told("yesterday"), Told()));
        await client.PostAsync("/events", $$"""{"metadata":{"card":"{{secret}}"},""");
        using var stranger = new ApiClient(System.Api.Address);
        (await stranger.PostAsync($"/events?key={key}", Told().ToJsonString(), "text/plain")).Must(HttpStatusCode.Accepted);
        (await stranger.PostAsync($"/events?key=ak_unknown_{secret}", Told().ToJsonString())).Must(HttpStatusCode.Unauthorized);
        (await stranger.GetAsync($"/accounts/{account}/summary?metadata.card={secret}")).Must(HttpStatusCode.Unauthorized);
        using var reader = new ApiClient(System.Api.Address, await system.KeyAsync("read", account));
        (await reader.GetAsync($"/accounts/{account}/summary?metadata.card={secret}")).Must(HttpStatusCode.OK);
        var ledger = await reader.ClosedLedgerAsync(account);
        Assert.Equal(3, ledger.Stored);

        // A last request, whose span says that all before it have been sent.
        var last = $"/accounts/{account}/series?window=last_24h";
        (await reader.GetAsync(last)).Must(HttpStatusCode.OK);
        await Soon.IsAsync(() => Task.FromResult(system.Receiver.Words("traces")), words => words.Contains("series", StringComparison.Ordinal), "the last span has come", Patience);

        var keySecret = key.Split('_')[^1];
        foreach (var said in (string[])[await ReadAsync(System.Api.Log), await ReadAsync(System.Workers[0].Log), system.Receiver.Words("traces"), system.Receiver.Words("logs"), system.Receiver.Words("metrics")])
        {
            Assert.NotEmpty(said);
            Assert.DoesNotContain(secret, said, StringComparison.Ordinal);
            Assert.DoesNotContain(keySecret, said, StringComparison.Ordinal);
        }
    }

    static Dictionary<string, string> ScopesOf(JsonNode line) =>
        (line["Scopes"] as JsonArray ?? []).OfType<JsonObject>().SelectMany(scope => scope).GroupBy(entry => entry.Key).ToDictionary(entry => entry.Key, entry => entry.Last().Value?.ToString() ?? "");

    static async Task<IEnumerable<JsonNode>> LinesAsync(string log) =>
        (await ReadAsync(log)).Split('\n').Where(line => line.StartsWith('{') && line.EndsWith('}')).Select(line => JsonNode.Parse(line)!);

    static async Task<string> ReadAsync(string log)
    {
        await using var file = new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(file, Encoding.UTF8);
        return await reader.ReadToEndAsync();
    }
}
