using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Telemetry;

[Collection(nameof(TracedSystem))]
public partial class ScrapeTests(TracedSystem system) : SystemTest(system)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    static readonly string[] Looks = ["analytics_ledger_in_flight", "analytics_queue_messages", "analytics_queue_errors", "analytics_queue_oldest_age_seconds"];

    static readonly string[] Results = ["hit", "miss", "unavailable"];

    readonly Uri management = new($"http://127.0.0.1:{FreePort.Take()}");

    [Fact]
    public async Task Both_hosts_say_what_became_of_the_events()
    {
        var account = Some.Account("scraped");
        var key = await system.KeyAsync("write,read", account);
        await using var api = await System.AddApiAsync(("Management__Url", management.ToString()));
        using var client = new ApiClient(api.Address, key);
        var worker = System.Workers[0].Address;
        var before = await Scrape.OfAsync(worker);

        await client.AcceptedAsync(Some.Events(account, 5));
        await client.AcceptedAsync(Some.Events(account, 2));
        var mixed = await client.PostAsync(new JsonArray(Some.Event(account, "e-5"), 5, new JsonObject()));
        Assert.Equal(2, mixed.Must(HttpStatusCode.Accepted).Json["rejected"]!.AsArray().Count);
        await client.PostAsync("/events", "{");
        for (var i = 0; i < 3; i++) (await client.GetAsync($"/accounts/{account}/summary?from={Some.From}&to={Some.To}")).Must(HttpStatusCode.OK);
        await client.ClosedLedgerAsync(account);

        var scraped = await Soon.IsAsync(
            () => Scrape.OfAsync(management),
            got => Looks.All(look => got.Names.Contains(look) && got[look] == 0),
            "the monitors have looked since, and nothing waits",
            Patience);
        scraped.MustBeWellFormed();
        Assert.Equal(8, scraped["analytics_events_accepted_total"]);
        Assert.Equal(1, scraped["""analytics_events_rejected_total{reason="not_an_object"}"""]);
        Assert.Equal(1, scraped["""analytics_events_rejected_total{reason="missing"}"""]);
        Assert.Equal(0, scraped["""analytics_events_rejected_total{reason="timestamp_invalid"}"""]);
        Assert.Equal(1, scraped["""analytics_requests_refused_total{reason="malformed_json"}"""]);
        Assert.Equal(8, scraped["analytics_frame_events_sum"]);
        Assert.Equal(3, scraped["""analytics_publish_duration_seconds_bucket{result="confirmed",le="+Inf"}"""]);
        Assert.True(scraped["analytics_frame_size_bytes_sum"] > 8 * 20);
        Assert.Equal(0, scraped["analytics_frames_in_flight"]);
        Assert.Equal(3, Results.Sum(result => scraped[$"analytics_cache_requests_total{{result=\"{result}\"}}"]));

        var after = await Scrape.OfAsync(worker);
        after.MustBeWellFormed();
        Assert.Equal(6, after["analytics_events_stored_total"] - before["analytics_events_stored_total"]);
        Assert.Equal(2, after["analytics_events_duplicates_total"] - before["analytics_events_duplicates_total"]);
        Assert.Equal(0, after["analytics_events_set_aside_total"]);
        Assert.True(after["analytics_append_duration_seconds_count"] >= 1);
        Assert.True(after["analytics_visibility_lag_seconds_count"] >= 8);
        Assert.True(after["analytics_batch_events_sum"] >= 8);

        Assert.DoesNotContain(account, $"{scraped}{after}", StringComparison.Ordinal);
        var named = scraped.Names.Union(after.Names).ToHashSet();
        Assert.Equal([], DocumentedNames().Where(name => !named.Contains(name)));
        Assert.Equal([], named.Where(name => name.StartsWith("analytics_", StringComparison.Ordinal)).Except(DocumentedNames()));
    }

    [Fact]
    public async Task The_public_port_shows_no_measurements_and_the_management_port_nothing_else()
    {
        await using var api = await System.AddApiAsync(("Management__Url", management.ToString()));
        using var inside = new ApiClient(management);
        using var outside = new ApiClient(api.Address);
        (await outside.GetAsync("/metrics")).Must(HttpStatusCode.NotFound);
        (await inside.GetAsync("/metrics")).Must(HttpStatusCode.OK);
        foreach (var elsewhere in (string[])["/", "/health", "/pipeline", "/metrics/x"]) (await inside.GetAsync(elsewhere)).Must(HttpStatusCode.NotFound);
        (await inside.PostAsync("/metrics", "{}")).Must(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_management_port_that_is_taken_costs_the_measurements_and_nothing_else()
    {
        await using var first = await System.AddApiAsync(("Management__Url", management.ToString()));
        await using var second = await System.AddApiAsync(("Management__Url", management.ToString()));
        Assert.Contains("could not be listened on", await File.ReadAllTextAsync(second.Log), StringComparison.Ordinal);
        using var client = new ApiClient(second.Address);
        (await client.GetAsync("/health")).Must(HttpStatusCode.OK);
    }

    /// <summary>What <c>deploy/OBSERVABILITY.md</c> says is there, as Prometheus names it.</summary>
    static HashSet<string> DocumentedNames() =>
        [.. PrometheusName().Matches(File.ReadAllText(Path.Combine(Repository.Root, "deploy", "OBSERVABILITY.md"))).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"^\| `([a-z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex PrometheusName();
}
