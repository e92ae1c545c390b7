namespace Analytics.Client.Tests.Sending;

public sealed class RefusalsTests
{
    [Theory]
    [InlineData(400, "malformed_json")]
    [InlineData(401, "unknown_key")]
    [InlineData(403, "wrong_scope")]
    [InlineData(404, null)]
    [InlineData(415, "unsupported_content_type")]
    [InlineData(500, null)]
    [InlineData(200, null)]
    [InlineData(307, null)]
    public async Task A_batch_that_would_never_be_taken_is_dropped_counted_and_told_and_the_next_goes(int status, string? code)
    {
        var log = new KeptLog();
        await using var api = await PlayedApi.StartAsync((batch, context) =>
            batch.Number == 1 ? PlayedApi.RefuseAsync(context, status, code) : PlayedApi.AcceptAsync(context, batch.Count));
        await using var tracker = Some.Tracker(api, log: log);

        tracker.TrackMany(3);
        await tracker.FlushedAsync();
        tracker.TrackMany(2);
        await tracker.FlushedAsync();

        Assert.Equal(new EventCounts(5, 2, 0, 3, 0), tracker.Counts);
        await log.LinesAsync(id: 3);
        var line = Assert.Single(log.Lines);
        Assert.Equal($"HTTP {status} {code}".TrimEnd(), line.Fields["Error"]);
        Assert.Equal(3L, line.Fields["Events"]);
    }

    [Fact]
    public async Task Of_a_batch_taken_in_part_the_refused_are_counted_and_none_is_sent_again()
    {
        var log = new KeptLog();
        await using var api = await PlayedApi.StartAsync((batch, context) => PlayedApi.AcceptAsync(
            context, batch.Count - 2, PlayedApi.Rejection(1, "too_long", "user_id"), PlayedApi.Rejection(3, "too_long", "user_id")));
        await using var tracker = Some.Tracker(api, log: log);

        tracker.TrackMany(5);
        await tracker.FlushedAsync();

        Assert.Single(api.Batches);
        Assert.Equal(new EventCounts(5, 3, 2, 0, 0), tracker.Counts);
        await log.LinesAsync(id: 2);
        var fields = Assert.Single(log.Lines).Fields;
        Assert.Equal("too_long user_id", fields["Error"]);
        Assert.Equal(2L, fields["Events"]);
        Assert.Equal(("acc", "user-1", "page_view"), (fields["Account"], fields["User"], fields["Type"]));
    }

    [Fact]
    public async Task A_batch_of_which_every_event_is_at_fault_is_refused_not_dropped()
    {
        await using var api = await PlayedApi.StartAsync((batch, context) => PlayedApi.RefuseAsync(
            context, 400, "no_valid_events", rejected: [.. Enumerable.Range(0, batch.Count).Select(index => PlayedApi.Rejection(index, "empty", "user_id"))]));
        await using var tracker = Some.Tracker(api);

        tracker.TrackMany(4);
        await tracker.FlushedAsync();

        Assert.Equal(new EventCounts(4, 0, 4, 0, 0), tracker.Counts);
    }

    [Fact]
    public async Task A_batch_that_is_too_large_is_halved_until_it_is_not()
    {
        await using var api = await PlayedApi.StartAsync((batch, context) =>
            batch.Count > 3 ? PlayedApi.RefuseAsync(context, 413, "too_many_events") : PlayedApi.AcceptAsync(context, batch.Count));
        await using var tracker = Some.Tracker(api);

        tracker.TrackMany(10);
        await tracker.FlushedAsync();

        // 10 → 5 + 5, and each 5 → 2 + 3; in order.
        Assert.Equal([10, 5, 2, 3, 5, 2, 3], api.Batches.Select(batch => batch.Count));
        Assert.Equal(Enumerable.Range(0, 10).Select(index => $"user-{index}"), api.Batches.Where(batch => batch.Count <= 3).SelectMany(batch => batch.Users));
        Assert.Equal(new EventCounts(10, 10, 0, 0, 0), tracker.Counts);
    }

    [Fact]
    public async Task An_event_that_is_too_large_alone_is_dropped_and_its_neighbours_are_not()
    {
        await using var api = await PlayedApi.StartAsync((batch, context) =>
            batch.Users.Contains("user-4") ? PlayedApi.RefuseAsync(context, 413, "body_too_large") : PlayedApi.AcceptAsync(context, batch.Count));
        await using var tracker = Some.Tracker(api);

        tracker.TrackMany(10);
        await tracker.FlushedAsync();

        Assert.Equal(new EventCounts(10, 9, 0, 1, 0), tracker.Counts);
    }

    [Fact]
    public async Task A_redirect_is_not_followed_because_it_would_arrive_as_a_get()
    {
        await using var api = await PlayedApi.StartAsync((_, context) =>
        {
            context.Response.StatusCode = 302;
            context.Response.Headers.Location = "/elsewhere";
            return Task.CompletedTask;
        });
        await using var tracker = Some.Tracker(api);

        tracker.TrackMany(1);
        await tracker.FlushedAsync();

        Assert.Equal(1, tracker.Counts.Dropped);
        Assert.Empty(api.Elsewhere);
    }

    [Fact]
    public async Task A_page_of_somebody_else_is_no_proof_that_events_were_taken()
    {
        await using var api = await PlayedApi.StartAsync((_, context) =>
        {
            context.Response.ContentType = "text/html";
            return Microsoft.AspNetCore.Http.HttpResponseWritingExtensions.WriteAsync(context.Response, "<html>Please log in</html>");
        });
        await using var tracker = Some.Tracker(api);

        tracker.TrackMany(2);
        await tracker.FlushedAsync();

        Assert.Equal(new EventCounts(2, 0, 0, 2, 0), tracker.Counts);
    }

    [Fact]
    public async Task A_handler_that_throws_loses_its_batch_and_not_the_sending()
    {
        await using var api = await PlayedApi.StartAsync();
        var options = Some.Options(api.Address);
        options.CreateHandler = () => new ThrowingOnce { InnerHandler = new SocketsHttpHandler() };
        await using var tracker = new EventTracker(options);

        tracker.TrackMany(2);
        await tracker.FlushedAsync();
        tracker.TrackMany(3);
        await tracker.FlushedAsync();

        Assert.Equal(new EventCounts(5, 3, 0, 2, 0), tracker.Counts);
    }

    sealed class ThrowingOnce : DelegatingHandler
    {
        bool hasThrown;

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (hasThrown) return base.SendAsync(request, cancellationToken);
            hasThrown = true;
            throw new InvalidOperationException("a defect");
        }
    }
}
