namespace Analytics.Client.Tests.Sending;

public sealed class RetriesTests
{
    [Fact]
    public async Task While_the_server_is_down_events_wait_and_go_when_it_is_up()
    {
        var port = FreePort.Take();
        await using var tracker = new EventTracker(Some.Options(new Uri($"http://127.0.0.1:{port}"), batch: 10), log: new KeptLog());
        tracker.TrackMany(25);
        await Eventually.TrueAsync(() => Task.FromResult(tracker.Counts.Retried >= 2), "it was tried again");
        Assert.Equal(25, tracker.Counts.Waiting);

        await using var api = await PlayedApi.StartAsync(port: port);
        await tracker.FlushedAsync();

        Assert.Equal(25, api.Ids.Distinct().Count());
        Assert.Equal(25, tracker.Counts.Sent);
    }

    [Theory]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(408)]
    [InlineData(502)]
    [InlineData(504)]
    public async Task A_batch_that_may_be_taken_later_is_sent_again_byte_for_byte(int status)
    {
        await using var api = await PlayedApi.StartAsync((batch, context) =>
            batch.Number <= 2 ? PlayedApi.RefuseAsync(context, status, "as_scripted") : PlayedApi.AcceptAsync(context, batch.Count));
        await using var tracker = Some.Tracker(api);

        tracker.TrackMany(3);
        await tracker.FlushedAsync();

        // The same ids and times: it counts once, whichever of the three the server took.
        Assert.Equal(3, api.Batches.Count);
        Assert.Single(api.Batches.Select(batch => batch.Body).Distinct());
        Assert.Equal(new EventCounts(3, 3, 0, 0, 2), tracker.Counts);
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_has_the_batch_sent_again()
    {
        await using var api = await PlayedApi.StartAsync((batch, context) =>
        {
            if (batch.Number > 1) return PlayedApi.AcceptAsync(context, batch.Count);
            context.Abort();
            return Task.CompletedTask;
        });
        await using var tracker = Some.Tracker(api);

        tracker.TrackMany(3);
        await tracker.FlushedAsync();

        Assert.Single(api.Batches.Select(batch => batch.Body).Distinct());
        Assert.Equal(new EventCounts(3, 3, 0, 0, 1), tracker.Counts);
    }

    [Fact(Timeout = Some.TestTimeLimit)]
    public async Task An_answer_that_does_not_come_in_time_is_no_answer()
    {
        var clock = new PlayedClock();
        await using var api = await PlayedApi.StartAsync(async (batch, context) =>
        {
            if (batch.Number == 1) await Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            else await PlayedApi.AcceptAsync(context, batch.Count);
        });
        var options = Some.Options(api.Address);
        options.RequestTimeLimit = TimeSpan.FromSeconds(7);
        await using var tracker = new EventTracker(options, clock: clock);

        tracker.TrackMany(3);
        var flush = tracker.FlushedAsync();
        await api.BatchesAsync(1);
        await clock.AwaitedAsync(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7));
        clock.Leap(TimeSpan.FromSeconds(7));
        await clock.AwaitedAsync(TimeSpan.Zero, TimeSpan.FromMilliseconds(10));
        clock.Leap(TimeSpan.FromMilliseconds(10));
        await flush;

        Assert.Equal(new EventCounts(3, 3, 0, 0, 1), tracker.Counts);
    }

    [Theory(Timeout = Some.TestTimeLimit)]
    [InlineData(429, "7")]
    [InlineData(503, "7")]
    [InlineData(503, "Sun, 01 Feb 2026 10:30:07 GMT")]
    public async Task A_pause_is_as_long_as_the_server_asks(int status, string retryAfter)
    {
        var clock = new PlayedClock();
        await using var api = await PlayedApi.StartAsync((batch, context) =>
            batch.Number == 1 ? PlayedApi.RefuseAsync(context, status, retryAfter: retryAfter) : PlayedApi.AcceptAsync(context, batch.Count));
        await using var tracker = new EventTracker(Some.Options(api.Address), clock: clock);

        tracker.TrackMany(1);
        var flush = tracker.FlushedAsync();
        await clock.AwaitedAsync(TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7.1));
        clock.Leap(TimeSpan.FromSeconds(6.9));
        await clock.AwaitedAsync(TimeSpan.Zero, TimeSpan.FromSeconds(0.2));
        Assert.Single(api.Batches);
        clock.Leap(TimeSpan.FromSeconds(0.2));
        await flush;
        Assert.Equal(2, api.Batches.Count);
    }
}
