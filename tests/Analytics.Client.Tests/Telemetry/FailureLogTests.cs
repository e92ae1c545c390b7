using Analytics.Client.Telemetry;
using Microsoft.Extensions.Logging;

namespace Analytics.Client.Tests.Telemetry;

public sealed class FailureLogTests
{
    static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    readonly PlayedClock clock = new();
    readonly KeptLog log = new();

    [Fact]
    public void The_first_failure_is_told_at_once_and_the_next_ones_together_after_the_interval()
    {
        var failures = new FailureLog(log, Interval, clock);
        failures.RequestRefused.Add("HTTP 401", Some.Event(), 10);
        failures.TellIfDue();
        Assert.Equal(10L, Assert.Single(log.Lines).Fields["Events"]);

        for (var failure = 0; failure < 5; failure++)
        {
            failures.RequestRefused.Add($"HTTP 40{failure}", Some.Event(), 10);
            clock.Leap(TimeSpan.FromSeconds(10));
            failures.TellIfDue();
        }

        Assert.Single(log.Lines);
        clock.Leap(TimeSpan.FromSeconds(10));
        failures.TellIfDue();
        Assert.Equal(2, log.Lines.Count);
        Assert.Equal((50L, "HTTP 400"), (log.Lines.Last().Fields["Events"], log.Lines.Last().Fields["Error"]));
        failures.TellIfDue();
        Assert.Equal(2, log.Lines.Count);
    }

    [Fact]
    public void Each_kind_has_an_interval_of_its_own_and_the_end_tells_the_rest()
    {
        var failures = new FailureLog(log, Interval, clock);
        failures.Retrying.Add("no answer in time", Some.Event(), 1);
        failures.BufferFull.Add("the buffer is full", Some.Event(), 1);
        failures.TellIfDue();
        Assert.Equal([(1, LogLevel.Warning), (4, LogLevel.Error)], log.Lines.Select(line => (line.Id, line.Level)));

        failures.BufferFull.Add("the buffer is full", Some.Event(), 3);
        failures.TellAll();
        Assert.Equal(3L, log.Lines.Last().Fields["Events"]);
    }

    [Fact(Timeout = Some.TestTimeLimit)]
    public async Task What_is_dropped_while_the_sender_waits_is_told_within_the_interval()
    {
        await using var api = await PlayedApi.StartAsync((_, context) => PlayedApi.RefuseAsync(context, 503, retryAfter: "3000"));
        var options = Some.Options(api.Address, batch: 1);
        options.BufferEventLimit = 1;
        options.DrainTimeLimit = TimeSpan.Zero;
        await using var tracker = new EventTracker(options, log, clock);
        tracker.TrackMany(1);
        await clock.AwaitedAsync(TimeSpan.FromSeconds(3000), TimeSpan.FromSeconds(3001));

        tracker.TrackMany(5);
        clock.Leap(options.FailureLogInterval);

        await log.LinesAsync(id: 4);
        Assert.Equal(4L, log.Lines.Single(line => line.Id == 4).Fields["Events"]);
    }

    [Fact]
    public async Task A_logger_that_throws_harms_nothing()
    {
        await using var api = await PlayedApi.StartAsync((batch, context) =>
            batch.Number == 1 ? PlayedApi.RefuseAsync(context, 401, "unknown_key") : PlayedApi.AcceptAsync(context, batch.Count));
        await using var tracker = new EventTracker(Some.Options(api.Address), new ThrowingLog());

        tracker.TrackMany(1);
        await tracker.FlushedAsync();
        tracker.TrackMany(1);
        await tracker.FlushedAsync();

        Assert.Equal(new EventCounts(2, 1, 0, 1, 0), tracker.Counts);
    }

    [Fact]
    public async Task Neither_the_key_nor_metadata_is_ever_logged()
    {
        await using var api = await PlayedApi.StartAsync((batch, context) => batch.Number switch
        {
            1 => PlayedApi.RefuseAsync(context, 503),
            2 => PlayedApi.AcceptAsync(context, 0, PlayedApi.Rejection(0, "too_long", "metadata")),
            _ => PlayedApi.RefuseAsync(context, 401, "unknown_key"),
        });
        var options = Some.Options(api.Address);
        options.ApiKey = "ak_secret";
        await using (var tracker = new EventTracker(options, log))
        {
            var metadata = new Dictionary<string, object?> { ["secret"] = "secret" };
            tracker.Track("acc", "user", Some.Name, metadata);
            await tracker.FlushedAsync();
            tracker.Track("acc", "user", Some.Name, metadata);
            await tracker.FlushedAsync();
            tracker.Track("acc", "user", Some.Name, new Dictionary<string, object?> { ["secret"] = new Uri("secret:secret"), ["bad"] = double.NaN });
        }

        Assert.Equal([1, 2, 3, 2], log.Lines.Select(line => line.Id));
        Assert.DoesNotContain(log.Lines, line => line.Text.Contains("secret", StringComparison.Ordinal));
    }

    sealed class ThrowingLog : ILogger<EventTracker>
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new InvalidOperationException("the disk is full");
    }
}
