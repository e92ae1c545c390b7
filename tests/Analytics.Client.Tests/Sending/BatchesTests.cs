using System.Globalization;

namespace Analytics.Client.Tests.Sending;

public sealed class BatchesTests
{
    [Fact(Timeout = Some.TestTimeLimit)]
    public async Task An_event_arrives_as_it_was_tracked_with_an_id_and_the_time_of_the_call()
    {
        await using var api = await PlayedApi.StartAsync();
        var clock = new PlayedClock();
        clock.Leap(TimeSpan.FromMilliseconds(250));
        var options = Some.Options(api.Address);
        options.ApiKey = "ak_secret";
        await using var tracker = new EventTracker(options, clock: clock);

        tracker.Track("acc_123", "user_456", new EventName("message_sent"), new Dictionary<string, object?> { ["channel"] = "email", ["n"] = 1 }, "/inbox");
        clock.Leap(TimeSpan.FromSeconds(1));
        await tracker.FlushedAsync();

        var batch = Assert.Single(api.Batches);
        Assert.Equal("Bearer ak_secret", batch.Authorization);
        Assert.Equal("gzip", batch.Encoding);
        var sent = Assert.Single(batch.Events);
        Assert.Equal(7, Guid.Parse((string)sent["event_id"]!).Version);
        sent.Remove("event_id");
        Assert.Equal(
            """{"account_id":"acc_123","user_id":"user_456","type":"message_sent","timestamp":"2026-02-01T10:30:00.25Z","path":"/inbox","metadata":{"channel":"email","n":1}}""",
            sent.ToJsonString());
        Assert.Equal(new EventCounts(1, 1, 0, 0, 0), tracker.Counts);
    }

    [Fact]
    public async Task Texts_in_any_language_and_of_any_characters_are_one_line_each()
    {
        await using var api = await PlayedApi.StartAsync();
        await using var tracker = Some.Tracker(api);

        string[] users = ["日本", "a\nb", "\"quoted\"", "\ud83d\ude00", "half \ud83d of a pair"];
        foreach (var user in users) tracker.Track("acc", user, Some.Name);
        await tracker.FlushedAsync();

        Assert.Equal([.. users[..^1], "half \ufffd of a pair"], api.Batches.Single().Users);
    }

    [Fact]
    public async Task Without_a_key_and_without_compression_neither_is_sent()
    {
        await using var api = await PlayedApi.StartAsync();
        var options = Some.Options(api.Address);
        options.Compress = false;
        await using var tracker = new EventTracker(options);

        tracker.TrackMany(1);
        await tracker.FlushedAsync();

        var batch = Assert.Single(api.Batches);
        Assert.Null(batch.Authorization);
        Assert.Null(batch.Encoding);
    }

    [Fact(Timeout = Some.TestTimeLimit)]
    public async Task A_full_batch_goes_at_once_and_the_rest_waits_for_its_time()
    {
        await using var api = await PlayedApi.StartAsync();
        var clock = new PlayedClock();
        await using var tracker = new EventTracker(Some.Options(api.Address, batch: 10), clock: clock);

        tracker.TrackMany(25);
        await api.BatchesAsync(2);
        await Eventually.EqualAsync(20, () => Task.FromResult(tracker.Counts.Sent), "two batches are sent");
        await clock.AwaitedAsync(Some.Never, Some.Never);
        Assert.Equal([10, 10], api.Batches.Select(batch => batch.Count));

        clock.Leap(Some.Never);
        await api.BatchesAsync(3);
        Assert.Equal(Enumerable.Range(0, 25).Select(index => string.Create(CultureInfo.InvariantCulture, $"user-{index}")), api.Batches.SelectMany(batch => batch.Users));
    }

    [Fact]
    public async Task A_batch_that_has_enough_bytes_goes_at_once()
    {
        await using var api = await PlayedApi.StartAsync();
        var options = Some.Options(api.Address, batch: 1_000);
        options.BatchBytesLimit = 10_000;
        await using var tracker = new EventTracker(options);

        for (var index = 0; index < 4; index++)
            tracker.Track("acc", "user", Some.Name, new Dictionary<string, object?> { ["text"] = new string('x', 6_000) });

        await api.BatchesAsync(2);
        Assert.Equal([2, 2], api.Batches.Select(batch => batch.Count));
    }

    [Fact]
    public async Task A_flush_waits_for_what_was_tracked_before_it_and_not_for_what_comes_after()
    {
        using var release = new SemaphoreSlim(0);
        await using var api = await PlayedApi.StartAsync(async (batch, context) =>
        {
            await release.WaitAsync();
            await PlayedApi.AcceptAsync(context, batch.Count);
        });
        await using var tracker = Some.Tracker(api, batch: 5);
        tracker.TrackMany(7);
        var flush = tracker.FlushAsync();
        await api.BatchesAsync(1);
        Assert.False(flush.IsCompleted);

        release.Release();
        await api.BatchesAsync(2);
        tracker.TrackMany(5);
        Assert.False(flush.IsCompleted);
        release.Release();
        await flush.WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(7, tracker.Counts.Sent);
        release.Release();
    }

    [Fact]
    public async Task A_flush_of_nothing_returns_and_so_does_one_after_the_end()
    {
        await using var api = await PlayedApi.StartAsync();
        var tracker = Some.Tracker(api);

        await tracker.FlushedAsync();
        await tracker.DisposeAsync();
        await tracker.FlushedAsync();
        Assert.Empty(api.Batches);
    }

    [Fact]
    public async Task A_flush_ends_when_its_token_says_so_and_the_events_stay()
    {
        using var release = new SemaphoreSlim(0);
        await using var api = await PlayedApi.StartAsync(async (batch, context) =>
        {
            await release.WaitAsync();
            await PlayedApi.AcceptAsync(context, batch.Count);
        });
        await using var tracker = Some.Tracker(api);
        tracker.TrackMany(3);
        using var enough = new CancellationTokenSource();
        var flush = tracker.FlushAsync(enough.Token);
        await api.BatchesAsync(1);

        await enough.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => flush);
        release.Release();
        await tracker.FlushedAsync();
        Assert.Equal(3, tracker.Counts.Sent);
    }
}
