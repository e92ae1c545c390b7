using System.Net;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Reading;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Security;

/// <summary>Keys from their making to their end, through the whole line.</summary>
[Collection(nameof(GuardedSystem))]
public sealed class KeysTests(GuardedSystem system) : SystemTest(system)
{
    GuardedSystem Guarded => system;

    [Fact]
    public async Task Events_get_the_account_of_their_key_and_those_of_another_are_refused_alone()
    {
        var (own, other) = (Some.Account("own"), Some.Account("other"));
        var (writer, _) = await Guarded.ClientAsync("write", own);
        var (reader, _) = await Guarded.ClientAsync("read", own);
        var unsaid = Some.Event(own, "unsaid");
        unsaid.Remove("account_id");

        var answer = (await writer.PostAsync(new JsonArray(unsaid, Some.Event(other, "foreign"), Some.Event(own, "said")))).Must(HttpStatusCode.Accepted);
        Assert.Equal(2, (int)answer.Json["queued"]!);
        var rejected = Assert.Single(answer.Json["rejected"]!.AsArray())!;
        Assert.Equal((1, "account_mismatch"), ((int)rejected["index"]!, (string?)rejected["code"]));

        await System.StoredSoonAsync(own, 2);
        Assert.Equal(0, await System.StoredAsync(other));
        Assert.Equal(2, (int)(await reader.SummaryAsync(own, Some.From, Some.To))["events"]!);
        Assert.Equal((2, 2, 0, 0), await reader.ClosedLedgerAsync(own));
    }

    [Fact]
    public async Task A_key_counts_where_clients_of_other_services_put_it_and_is_stored_nowhere()
    {
        var account = Some.Account("elsewhere");
        var (writer, key) = await Guarded.ClientAsync("write", account);
        writer.Dispose();
        using var stranger = new ApiClient(System.Api.Address);
        (await stranger.PostAsync("/v1/track", $$"""{"writeKey":"{{key}}","event":"e","userId":"segment","messageId":"1"}""", "text/plain")).Must(HttpStatusCode.OK);
        (await stranger.PostAsync("/e/", $$$"""[{"event":"e","uuid":"2","properties":{"distinct_id":"posthog","token":"{{{key}}}"}}]""", "text/plain")).Must(HttpStatusCode.OK);
        (await stranger.PostAsync($"/cloudevents?access_token={key}", """{"specversion":"1.0","id":"3","source":"s","type":"t","subject":"cloud"}""", "application/cloudevents+json")).Must(HttpStatusCode.Accepted);
        Assert.False((await stranger.GetAsync($"/pixel.gif?key={key}&user_id=pixel&event_id=4")).Must(HttpStatusCode.OK).Headers.Contains("X-Ignored"));
        (await stranger.PostAsync($"/events?key={key}", """{"event_id":"5","user_id":"beacon","type":"t"}""", "text/plain")).Must(HttpStatusCode.Accepted);

        await System.StoredSoonAsync(account, 5);
        var rows = await System.QueryAsync<string>("select e::text from events e where account_id = @account", new { account });
        Assert.Equal(5, rows.Count);
        Assert.All(rows, row => Assert.DoesNotContain(key, row, StringComparison.Ordinal));
        Assert.DoesNotContain(key.Split('_')[2][..16], await File.ReadAllTextAsync(System.Api.Log), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revoked_key_stops_within_ten_seconds()
    {
        var account = Some.Account("revoked");
        var (writer, key) = await Guarded.ClientAsync("write", account);
        (await writer.PostAsync(Some.Event(account))).Must(HttpStatusCode.Accepted);
        await Guarded.KeysAsync("revoke", GuardedSystem.PrefixOf(key));
        var refused = await Soon.IsAsync(
            () => writer.PostAsync(Some.Event(account)), answer => answer.Status == HttpStatusCode.Unauthorized, "the key stops", TimeSpan.FromSeconds(10));
        refused.MustRefuse(HttpStatusCode.Unauthorized, "unknown_key", within: TimeSpan.FromSeconds(30)); // the key was revoked after it had begun
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.ToString());
        Assert.Contains("revoked", await Guarded.KeysAsync("list"), StringComparison.Ordinal);
        writer.Dispose();
    }

    [Fact]
    public async Task A_stream_is_for_the_account_of_its_key_and_ends_when_the_key_is_revoked()
    {
        var account = Some.Account("streamed");
        var (reader, key) = await Guarded.ClientAsync("read", account);
        (await reader.GetAsync($"/api/v1/analytics/stream?account_id={Some.Account("other")}")).Must(HttpStatusCode.NotFound);
        var (writer, _) = await Guarded.ClientAsync("write", account);
        (await writer.GetAsync($"/api/v1/analytics/stream?account_id={account}")).MustRefuse(HttpStatusCode.Forbidden, "wrong_scope");

        await using var stream = await ReadStream.OpenedAsync(new Uri(System.Api.Address, $"/api/v1/analytics/stream?account_id={account}"), key);
        await stream.MessageAsync("summary");
        await Guarded.KeysAsync("revoke", GuardedSystem.PrefixOf(key));
        await stream.Ended.WaitAsync(TimeSpan.FromSeconds(10));
        reader.Dispose();
        writer.Dispose();
    }

    [Fact]
    public async Task An_export_breaks_off_when_its_key_is_revoked()
    {
        var account = Some.Account("exported");
        var (reader, key) = await Guarded.ClientAsync("read", account);
        await System.FillAsync(account, events: 40_000, metadataBytes: 1_000);
        using var export = await Download.BegunAsync(System.Api.Address, $"/accounts/{account}/events.csv", key);
        Assert.StartsWith("event_id,", await export.LineAsync(), StringComparison.Ordinal);
        await Guarded.KeysAsync("revoke", GuardedSystem.PrefixOf(key));
        await Soon.IsAsync(
            () => reader.GetAsync($"/accounts/{account}/pipeline"), answer => answer.Status == HttpStatusCode.Unauthorized, "the key stops", TimeSpan.FromSeconds(10));
        await Assert.ThrowsAnyAsync<IOException>(() => export.RestAsync().WaitAsync(TimeSpan.FromSeconds(60)));
        reader.Dispose();
    }

    [Fact]
    public async Task A_wait_for_an_event_ends_when_its_key_is_revoked()
    {
        var account = Some.Account("waited");
        var (reader, key) = await Guarded.ClientAsync("read", account);
        var waiting = reader.GetAsync($"/accounts/{account}/events/none?wait=30");
        await Guarded.KeysAsync("revoke", GuardedSystem.PrefixOf(key));
        var refused = await waiting.WaitAsync(TimeSpan.FromSeconds(10));
        refused.MustRefuse(HttpStatusCode.Unauthorized, "unknown_key", within: TimeSpan.FromSeconds(30)); // the key was revoked after it had begun
        Assert.Equal("Bearer", refused.Headers.WwwAuthenticate.ToString());
        reader.Dispose();
    }

    [Fact]
    public async Task Without_PostgreSQL_known_keys_go_on_and_unknown_ones_are_told_to_come_again()
    {
        var account = Some.Account("away");
        var (writer, _) = await Guarded.ClientAsync("write", account);
        using var stranger = new ApiClient(System.Api.Address, $"ak_{new string('x', 12)}_{new string('y', 32)}");
        (await stranger.PostAsync(Some.Event(account))).MustRefuse(HttpStatusCode.Unauthorized, "unknown_key");

        await System.Postgres.StopAsync();
        var undecided = await Soon.IsAsync(
            () => stranger.PostAsync(Some.Event(account)), answer => answer.Status != HttpStatusCode.Unauthorized, "no look is fresh any more", TimeSpan.FromSeconds(30));
        undecided.MustRefuse(HttpStatusCode.ServiceUnavailable, "keys_away");
        Assert.NotNull(undecided.Headers.RetryAfter);
        for (var i = 0; i < 20; i++) (await writer.PostAsync(Some.Event(account, $"away-{i}"))).Must(HttpStatusCode.Accepted);

        await System.Postgres.StartAsync();
        await System.StoredSoonAsync(account, 20);
        await Soon.IsAsync(() => stranger.PostAsync(Some.Event(account)), answer => answer.Status == HttpStatusCode.Unauthorized, "keys are looked up again", TimeSpan.FromSeconds(30));
        await System.HealAsync();
        writer.Dispose();
    }

    [Fact]
    public async Task No_secret_is_in_any_log()
    {
        var account = Some.Account("secret");
        var (writer, key) = await Guarded.ClientAsync("write", account);
        (await writer.PostAsync(Some.Event(account))).Must(HttpStatusCode.Accepted);
        (await writer.GetAsync("/pipeline")).MustRefuse(HttpStatusCode.Forbidden, "wrong_scope");
        (await writer.PostAsync("/events", "{", "application/json")).MustRefuse(HttpStatusCode.BadRequest, "malformed_json");
        (await writer.GetAsync($"/pixel.gif?key={key}&writeKey={key}")).Must(HttpStatusCode.OK);
        using var damaged = new ApiClient(System.Api.Address, key[..^1]);
        (await damaged.PostAsync(Some.Event(account))).MustRefuse(HttpStatusCode.Unauthorized, "unknown_key");
        await System.StoredSoonAsync(account, 1);

        var secret = key.Split('_')[2];
        foreach (var log in (string[])[System.Api.Log, .. System.Workers.Select(worker => worker.Log), System.Postgres.Log, System.Redis.Log, System.Broker.Log])
        {
            Assert.DoesNotContain(secret[..16], await File.ReadAllTextAsync(log), StringComparison.Ordinal);
        }

        writer.Dispose();
    }
}
