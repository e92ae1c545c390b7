using System.Text.Json.Nodes;
using Analytics.Data.Changes;
using Analytics.Tests.Servers;

namespace Ingest.Api.Tests.Live;

/// <summary>The stream over HTTP.</summary>
public sealed class LiveApiTests
{
    static Predicate<JsonNode> Counts(int events) => data => (int)data["events"]! == events;

    [Fact]
    public async Task The_first_messages_come_at_once_and_are_a_summary_and_the_latest_events()
    {
        await using var host = await LiveHost.StartedAsync();
        for (var i = 0; i < 30; i++) host.Store("acc_1");
        await using var stream = await host.OpenAsync("account_id=acc_1&window=last_7d");
        Assert.Equal("text/event-stream", stream.Response.Content.Headers.ContentType!.MediaType);
        Assert.True(stream.Response.Headers.CacheControl!.NoStore);
        Assert.Equal(["no"], stream.Response.Headers.GetValues("X-Accel-Buffering"));

        var summary = await stream.MessageAsync("summary");
        Assert.Equal(("last_7d", 30, "rollup", false), ((string)summary.Data["window"]!, (int)summary.Data["events"]!, (string)summary.Data["source"]!, (bool)summary.Data["stale"]!));
        var events = await stream.MessageAsync("events");
        Assert.Equal(Enumerable.Range(0, 20).Select(i => $"e{29 - i}"), events.Data["events"]!.AsArray().Select(one => (string)one!["event_id"]!));
        Assert.Equal("""{"event_id":"e29","user_id":"user_1","type":"login","path":null,"timestamp":"2026-01-01T00:00:29.000Z","received_at":"2026-01-01T00:00:29.005Z"}""", events.Data["events"]![0]!.ToJsonString());
        Assert.Equal(("retry", "1", "2"), (stream.Messages[0].Name, summary.Id, events.Id));
    }

    [Theory]
    [InlineData("", "account_id")]
    [InlineData("account_id=", "account_id")]
    [InlineData("account_id=a&account_id=b", "account_id")]
    [InlineData("account_id=a%00", "account_id")]
    [InlineData("account_id=a&window=last_2h", "window")]
    public async Task What_is_wrong_is_said_before_a_stream_begins(string query, string parameter)
    {
        await using var host = await LiveHost.StartedAsync();
        var answer = await host.GetAsync(query);
        Assert.Equal((400, "application/problem+json"), (answer.Status, answer.Headers["Content-Type"]));
        Assert.Equal(parameter, answer.Json.GetProperty("parameter").GetString());
        Assert.Empty(host.Hub.Streams);
    }

    [Fact]
    public async Task Without_Redis_a_change_is_found_by_asking()
    {
        await using var host = await LiveHost.StartedAsync();
        await using var stream = await host.OpenAsync("account_id=acc_1");
        await stream.MessageAsync("summary", Counts(0));
        host.Store("acc_1");
        await stream.MessageAsync("summary", Counts(1));
        Assert.Equal("e0", (string)(await stream.MessageAsync("events", data => data["events"]!.AsArray().Count == 1)).Data["events"]![0]!["event_id"]!);
    }

    [Fact]
    public async Task A_change_that_is_told_is_read_once_for_all_streams_of_an_account_and_for_no_other_account()
    {
        await using var redis = await RedisServer.StartedAsync();
        await using var host = await LiveHost.StartedAsync(redis, ("Live:LookInterval", "01:00:00"));
        var streams = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => host.OpenAsync("account_id=acc_1")));
        await using var other = await host.OpenAsync("account_id=acc_2");
        foreach (var stream in streams.Append(other)) await stream.MessageAsync("summary", Counts(0));
        await Eventually.TrueAsync(() => Task.FromResult(host.Listening.IsHearing), "changes are heard of");
        Assert.Equal(2, host.Loads);

        // The first may be found by the look that follows when hearing begins; the others can only be heard of.
        for (var stored = 1; stored <= 3; stored++)
        {
            host.Store("acc_1");
            Assert.True(await host.Channels.PublishAsync(ChangeMessage.Channel, ChangeMessage.Of(["acc_1"u8.ToArray()]), CancellationToken.None));
            foreach (var stream in streams) await stream.MessageAsync("summary", Counts(stored));
        }

        Assert.InRange(host.Loads, 5, 6);
        Assert.Single(other.Messages, message => message.Name == "summary");
        foreach (var stream in streams) await stream.DisposeAsync();
    }

    [Fact]
    public async Task Changes_without_end_are_read_no_more_often_than_the_pause_allows()
    {
        await using var redis = await RedisServer.StartedAsync();
        await using var host = await LiveHost.StartedAsync(redis, ("Live:Pause", "00:01:00"), ("Live:HeartbeatInterval", "00:00:01"));
        await using var stream = await host.OpenAsync("account_id=acc_1");
        await stream.MessageAsync("summary");
        await Eventually.TrueAsync(() => Task.FromResult(host.Listening.IsHearing), "changes are heard of");
        for (var i = 0; i < 100; i++)
        {
            host.Store("acc_1");
            await host.Channels.PublishAsync(ChangeMessage.Channel, ChangeMessage.Many, CancellationToken.None);
        }

        var before = stream.Messages.Count;
        await stream.MessageAsync("heartbeat", after: before);
        Assert.Equal(1, host.Loads);
    }

    [Fact]
    public async Task Without_PostgreSQL_a_stream_says_so_once_and_goes_on_by_itself()
    {
        await using var host = await LiveHost.StartedAsync(null, ("Live:HeartbeatInterval", "00:00:01"));
        await using var stream = await host.OpenAsync("account_id=acc_1");
        await stream.MessageAsync("summary", Counts(0));
        host.IsAway = true;
        var stale = await stream.MessageAsync("stale");
        Assert.NotNull((string?)stale.Data["since"]);
        Assert.Equal("2026-01-02T03:04:05.000Z", (string?)stale.Data["as_of"]);

        await using var late = await host.OpenAsync("account_id=acc_1");
        await late.MessageAsync("summary", Counts(0));
        await late.MessageAsync("stale");

        await using var stranger = await host.OpenAsync("account_id=acc_2");
        Assert.Null((string?)(await stranger.MessageAsync("stale")).Data["as_of"]);

        // Two heartbeats, and between them a look that found it away again.
        for (var beats = 0; beats < 2; beats++) await stream.MessageAsync("heartbeat", after: stream.Messages.Count);
        host.Store("acc_1");
        host.IsAway = false;
        await stream.MessageAsync("summary", Counts(1));
        await late.MessageAsync("summary", Counts(1));
        await stranger.MessageAsync("summary", Counts(0));
        Assert.Single(stream.Messages, message => message.Name == "stale");
    }

    [Fact]
    public async Task A_client_that_leaves_frees_everything()
    {
        await using var host = await LiveHost.StartedAsync();
        var streams = await Task.WhenAll(Enumerable.Range(0, 20).Select(account => host.OpenAsync($"account_id=acc_{account % 2}")));
        await Eventually.EqualAsync((20, 2), () => Task.FromResult((host.Hub.Streams.Count, host.Hub.Watchers.Count)), "all are open");
        foreach (var stream in streams) await stream.DisposeAsync();
        await Eventually.EqualAsync((0, 0), () => Task.FromResult((host.Hub.Streams.Count, host.Hub.Watchers.Count)), "all are gone");
    }

    [Theory]
    [InlineData("Live:StreamLimit", "account_id=acc_1")]
    [InlineData("Live:WatchLimit", "account_id=acc_2")]
    public async Task Beyond_the_limit_a_stream_is_told_to_come_again_and_is_let_in_when_another_has_left(string limit, string query)
    {
        await using var host = await LiveHost.StartedAsync(null, (limit, "1"));
        var first = await host.OpenAsync("account_id=acc_1");
        var refused = await host.GetAsync(query);
        Assert.Equal((503, "10", "application/problem+json"), (refused.Status, refused.Headers["Retry-After"], refused.Headers["Content-Type"]));
        await first.DisposeAsync();
        await Eventually.EqualAsync(0, () => Task.FromResult(host.Hub.Streams.Count), "the first has left");
        await using var second = await host.OpenAsync(query);
        await second.MessageAsync("summary");
    }

    [Fact]
    public async Task One_account_leaves_the_others_a_third_of_the_streams()
    {
        await using var host = await LiveHost.StartedAsync(null, ("Live:StreamLimit", "3"));
        await using var first = await host.OpenAsync("account_id=acc_1");
        await using var second = await host.OpenAsync("account_id=acc_1&window=last_7d");
        Assert.Equal(503, (await host.GetAsync("account_id=acc_1").WaitAsync(TimeSpan.FromSeconds(20))).Status); // a stream would have no end
        await using var another = await host.OpenAsync("account_id=acc_2");
        await another.MessageAsync("summary");
    }

    [Fact]
    public async Task A_quiet_stream_shows_that_it_lives()
    {
        await using var host = await LiveHost.StartedAsync(null, ("Live:HeartbeatInterval", "00:00:01"));
        await using var stream = await host.OpenAsync("account_id=acc_1");
        var first = await stream.MessageAsync("heartbeat");
        await stream.MessageAsync("heartbeat", after: stream.Messages.ToList().IndexOf(first) + 1);
        Assert.Equal(1, host.Loads);
    }

    [Fact]
    public async Task A_window_that_moves_on_is_read_again_although_nothing_changed()
    {
        await using var host = await LiveHost.StartedAsync(null, ("Live:AgeLimit", "00:00:01"));
        await using var stream = await host.OpenAsync("account_id=acc_1");
        await stream.MessageAsync("summary", after: stream.Messages.ToList().IndexOf(await stream.MessageAsync("summary")) + 1);
    }

    [Fact]
    public async Task A_host_that_stops_ends_its_streams_and_does_not_wait_for_them()
    {
        await using var host = await LiveHost.StartedAsync();
        await using var stream = await host.OpenAsync("account_id=acc_1");
        await stream.MessageAsync("summary");
        await host.StopAsync().WaitAsync(TimeSpan.FromSeconds(5));
        await stream.Ended.WaitAsync(TimeSpan.FromSeconds(5));
    }
}
