using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests;

/// <summary>Whoever has a script for one of the older systems can point it here: only host and port are changed, and curl is curl.</summary>
public sealed class SeedExamplesTests(SharedSystem system) : SystemTest(system)
{
    [Fact]
    public async Task S4s_event_is_accepted_and_its_stats_are_the_documented_ones()
    {
        var accepted = JsonNode.Parse(await CurlAsync(SeedExamples.S4PostEvent))!;
        Assert.Equal("Event accepted", (string?)accepted["message"]);
        Assert.True(Guid.TryParse((string?)accepted["event_id"], out _));

        await System.StoredSoonAsync("site-abc-123", 1);
        Assert.Equal(Compact(SeedExamples.S4StatsAnswer), Compact(await CurlAsync(SeedExamples.S4Stats)));
    }

    [Fact]
    public async Task S3s_batch_is_queued_and_seen_in_the_account()
    {
        var accepted = JsonNode.Parse(await CurlAsync(SeedExamples.S3PostEvents))!;
        Assert.Equal(202, (int)accepted["statusCode"]!);
        Assert.Equal(JsonValueKind.String, accepted["jobId"]!.GetValueKind());
        Assert.NotEmpty((string)accepted["jobId"]!);
        Assert.Equal(2, (int)accepted["queued"]!);

        await System.StoredSoonAsync("acc_123", 2);
        var summary = await Client.SummaryAsync("acc_123", Some.From, Some.To);
        Assert.Equal("""{"login":1,"message_sent":1}""", summary["totals"]!.ToJsonString());
        Assert.Equal("""[{"user_id":"user_456","events":1},{"user_id":"user_789","events":1}]""", summary["top_users"]!.ToJsonString());

        // The example's events are old; these are of the windows that the other examples ask for.
        var now = Some.Now.ToString("O", CultureInfo.InvariantCulture);
        var days = Some.Now.AddDays(-3).ToString("O", CultureInfo.InvariantCulture);
        await Client.AcceptedAsync(
            Some.Event("acc_123", "now-1", "user_1", "message_sent", now),
            Some.Event("acc_123", "now-2", "user_1", "message_sent", now),
            Some.Event("acc_123", "now-3", "user_2", "call_made", now),
            Some.Event("acc_123", "days-1", "user_2", "form_submitted", days));
        await System.StoredSoonAsync("acc_123", 6);

        var day = JsonNode.Parse(await CurlAsync(SeedExamples.S3Summary))!;
        Assert.Equal("acc_123", (string?)day["account_id"]);
        Assert.Equal("last_24h", (string?)day["window"]);
        Assert.Equal("""{"message_sent":2,"call_made":1}""", day["totals"]!.ToJsonString());
        Assert.Equal("""[{"user_id":"user_1","events":2},{"user_id":"user_2","events":1}]""", day["top_users"]!.ToJsonString());

        var week = JsonNode.Parse(await CurlAsync(SeedExamples.S3SummaryOf7Days))!;
        Assert.Equal("last_7d", (string?)week["window"]);
        Assert.Equal("""{"message_sent":2,"call_made":1,"form_submitted":1}""", week["totals"]!.ToJsonString());
    }

    [Fact]
    public async Task S3s_sample_lists_accounts_up_to_the_limit()
    {
        var accounts = Enumerable.Range(0, 11).Select(index => Some.Account($"00-sample-{index}")).ToList();
        await Client.AcceptedAsync([.. accounts.Select(account => Some.Event(account, "e"))]);
        foreach (var account in accounts) await System.StoredSoonAsync(account, 1);

        foreach (var (example, limit) in new[] { (SeedExamples.S3Sample, 10), (SeedExamples.S3SampleWithLimit, 5) })
        {
            var answer = JsonNode.Parse(await CurlAsync(example))!.AsObject();
            Assert.Equal(["account_ids"], answer.Select(field => field.Key));
            var ids = answer["account_ids"]!.AsArray().Select(id => (string)id!).ToList();
            Assert.Equal(limit, ids.Distinct().Count());
            Assert.Equal(limit, ids.Count);
        }
    }

    [Theory]
    [InlineData("/api/v1/analytics/summary")]
    [InlineData("/api/analytics/summary")]
    public async Task S2s_summary_of_its_documented_events_is_the_documented_one(string route)
    {
        // A second that no other test has an event in, and each route one of its own: this summary is over all accounts. Its end is part of it.
        var second = $"2003-04-05T06:07:{(route.Contains("v1", StringComparison.Ordinal) ? "08" : "09")}";
        var account = Some.Account("s2");
        var types = Enumerable.Repeat("page_view", 800).Concat(Enumerable.Repeat("click", 350)).Concat(Enumerable.Repeat("purchase", 100));
        await Client.AcceptedAsync([.. types.Select((type, index) => Some.Event(
            account, $"e-{index}", $"user-{index % 342}", type, string.Create(CultureInfo.InvariantCulture, $"{second}.{index % 1000:000}Z")))]);
        await System.StoredSoonAsync(account, 1250);

        var curl = $"curl 'http://localhost:3000{route}?from={second}.000Z&to={second}.999Z'";
        Assert.Equal(Compact(SeedExamples.S2SummaryAnswer), Compact(await CurlAsync(curl)));
        Assert.Equal(Compact(SeedExamples.S2SummaryAnswer).Replace("false", "true", StringComparison.Ordinal), Compact(await CurlAsync(curl)));

        var ofAccount = (await Client.GetAsync($"{route}?from=2003-01-01T00:00:00Z&to=2003-12-31T00:00:00Z&account_id={account}")).Must(HttpStatusCode.OK);
        Assert.Equal(1250, (int)ofAccount.Json["data"]!["totalEvents"]!);
        Assert.Equal(route == "/api/analytics/summary", ofAccount.Headers.Contains("Deprecation"));
        Assert.Equal(route == "/api/analytics/summary", ofAccount.Headers.Contains("Sunset"));
        Assert.Equal(route == "/api/analytics/summary", ofAccount.Headers.Contains("Link"));
    }

    [Theory]
    [InlineData("from=2024-01-01T00:00:00.000Z")]
    [InlineData("from=yesterday&to=2024-01-31T23:59:59.999Z")]
    public async Task S2s_summary_refuses_missing_or_invalid_parameters(string query) =>
        (await Client.GetAsync($"/api/analytics/summary?{query}")).Must(HttpStatusCode.BadRequest);

    [Fact]
    public async Task S2s_health_is_ok() => Assert.Equal("""{"status":"ok"}""", Compact(await CurlAsync("curl http://localhost:3000/health")));

    static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();

    /// <summary>Runs an example in a shell and returns what curl printed.</summary>
    async Task<string> CurlAsync(string example)
    {
        var here = $"http://{Client.Address.Authority}";
        var command = example.Replace("http://localhost:3000", here, StringComparison.Ordinal).Replace("http://localhost:3001", here, StringComparison.Ordinal);
        var start = new ProcessStartInfo("bash", ["-c", command]) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var curl = Process.Start(start)!;
        var errors = curl.StandardError.ReadToEndAsync();
        var output = await curl.StandardOutput.ReadToEndAsync();
        await curl.WaitForExitAsync();
        Assert.True(curl.ExitCode == 0, $"{command}\nexit code {curl.ExitCode}: {await errors}");
        return output;
    }
}
