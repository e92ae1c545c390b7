namespace Analytics.Client.Tests;

public sealed class EventTrackerTests
{
    [Theory]
    [InlineData(null, "user")]
    [InlineData("", "user")]
    [InlineData("acc", null)]
    [InlineData("acc", "")]
    public async Task An_event_without_an_account_or_a_user_is_refused_and_nothing_is_thrown(string? account, string? user)
    {
        await using var api = await PlayedApi.StartAsync();
        await using var tracker = Some.Tracker(api);

        tracker.Track(account!, user!, Some.Name);
        await tracker.FlushedAsync();

        Assert.Empty(api.Batches);
        Assert.Equal(new EventCounts(1, 0, 1, 0, 0), tracker.Counts);
    }

    [Fact]
    public async Task An_event_without_a_name_is_refused()
    {
        await using var api = await PlayedApi.StartAsync();
        await using var tracker = Some.Tracker(api);

        tracker.Track("acc", "user", default(EventName));
        tracker.Track("acc", "user", (DayOfWeek)9);

        Assert.Equal(new EventCounts(2, 0, 2, 0, 0), tracker.Counts);
    }

    [Fact]
    public async Task Metadata_that_cannot_be_sent_has_its_event_refused_and_nothing_is_thrown()
    {
        var log = new KeptLog();
        await using var api = await PlayedApi.StartAsync();
        await using (var tracker = Some.Tracker(api, log: log))
        {
            tracker.Track("acc", "user", Some.Name, new Dictionary<string, object?> { ["a"] = new object() });
            tracker.Track("acc", "user", Some.Name, new Dictionary<string, object?> { ["a"] = new string('x', 40_000) });
            await tracker.FlushedAsync();

            Assert.Equal(new EventCounts(2, 0, 2, 0, 0), tracker.Counts);
        }

        Assert.Equal(2L, log.Lines.Where(line => line.Id == 2).Sum(line => (long)line.Fields["Events"]!));
    }

    [Fact]
    public async Task An_enum_s_members_are_sent_in_snake_case()
    {
        await using var api = await PlayedApi.StartAsync();
        await using var tracker = Some.Tracker(api);

        tracker.Track("acc", "user", ShopEvent.OrderPlaced, path: "/orders");
        tracker.Track("acc", "user", ShopEvent.Login);
        await tracker.FlushedAsync();

        Assert.Equal(["order_placed", "login"], api.Batches.Single().Events.Select(one => (string)one["type"]!));
    }

    [Fact]
    public async Task When_the_buffer_is_full_the_newest_are_dropped_and_counted()
    {
        using var release = new SemaphoreSlim(0);
        var log = new KeptLog();
        await using var api = await PlayedApi.StartAsync(async (batch, context) =>
        {
            await release.WaitAsync();
            await PlayedApi.AcceptAsync(context, batch.Count);
        });
        var options = Some.Options(api.Address, batch: 10);
        options.BufferEventLimit = 10;
        await using (var tracker = new EventTracker(options, log))
        {
            tracker.TrackMany(10);
            await api.BatchesAsync(1); // on the way, and no longer in the buffer
            for (var index = 10; index < 30; index++) tracker.Track("acc", $"user-{index}", Some.Name);
            Assert.Equal(new EventCounts(30, 0, 0, 10, 0), tracker.Counts);

            release.Release(10);
            await tracker.FlushedAsync();
            Assert.Equal(Enumerable.Range(0, 20).Select(index => $"user-{index}"), api.Batches.SelectMany(batch => batch.Users));
        }

        var lines = log.Lines.Where(line => line.Id == 4).ToList();
        Assert.Equal(10L, lines.Sum(line => (long)line.Fields["Events"]!));
        Assert.Equal("user-20", lines[0].Fields["User"]);
    }

    [Fact]
    public async Task The_end_sends_what_waits()
    {
        await using var api = await PlayedApi.StartAsync();
        var tracker = Some.Tracker(api);
        tracker.TrackMany(250);

        await tracker.DisposeAsync();

        Assert.Equal(new EventCounts(250, 250, 0, 0, 0), tracker.Counts);
        Assert.Equal(250, api.Ids.Distinct().Count());
    }

    [Fact]
    public async Task The_end_without_await_sends_what_waits_too()
    {
        await using var api = await PlayedApi.StartAsync();
        var tracker = Some.Tracker(api);
        tracker.TrackMany(250);

        tracker.Dispose();

        Assert.Equal(250, tracker.Counts.Sent);
    }

    [Fact(Timeout = Some.TestTimeLimit)]
    public async Task The_end_waits_no_longer_than_its_limit_and_says_what_was_lost()
    {
        var clock = new PlayedClock();
        var log = new KeptLog();
        await using var api = await PlayedApi.StartAsync((_, context) => PlayedApi.RefuseAsync(context, 503, "broker_away", retryAfter: "600"));
        var options = Some.Options(api.Address, batch: 10);
        options.DrainTimeLimit = TimeSpan.FromSeconds(5);
        var tracker = new EventTracker(options, log, clock);
        tracker.TrackMany(25);
        await clock.AwaitedAsync(TimeSpan.FromSeconds(600), TimeSpan.FromSeconds(601));

        var end = tracker.DisposeAsync().AsTask();
        await clock.AwaitedAsync(TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(5));
        Assert.False(end.IsCompleted);
        clock.Leap(TimeSpan.FromSeconds(5));
        await end.WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(new EventCounts(25, 0, 0, 25, 0), tracker.Counts);
        Assert.Equal(25L, log.Lines.Where(line => line.Id == 5).Sum(line => (long)line.Fields["Events"]!));
    }

    [Fact]
    public async Task What_is_tracked_after_the_end_is_dropped_and_counted()
    {
        await using var api = await PlayedApi.StartAsync();
        var tracker = Some.Tracker(api);
        await tracker.DisposeAsync();

        tracker.TrackMany(2);
        await tracker.DisposeAsync();

        Assert.Equal(new EventCounts(2, 0, 0, 2, 0), tracker.Counts);
    }

    [Fact]
    public async Task A_request_s_own_context_does_not_travel_with_the_events()
    {
        var request = new AsyncLocal<string> { Value = "a request" };
        var seen = new TaskCompletionSource<string?>();
        await using var api = await PlayedApi.StartAsync();
        var options = Some.Options(api.Address);
        options.CreateHandler = () => new Looking(() => seen.TrySetResult(request.Value)) { InnerHandler = new SocketsHttpHandler() };
        await using var tracker = new EventTracker(options);

        tracker.TrackMany(1);
        await tracker.FlushedAsync();

        Assert.Null(await seen.Task);
    }

    sealed class Looking(Action look) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            look();
            return base.SendAsync(request, cancellationToken);
        }
    }

    enum ShopEvent
    {
        Login,
        OrderPlaced,
    }
}
