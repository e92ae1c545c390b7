using Analytics.Client.Buffering;

namespace Analytics.Client.Tests;

/// <summary>Events, options and names for tests.</summary>
static class Some
{
    /// <summary>Milliseconds. For tests whose clock stands still: a tracker's end would wait for ever where the test has failed.</summary>
    public const int TestTimeLimit = 120_000;

    public static readonly EventName Name = new("page_view");

    public static readonly TimeSpan Never = TimeSpan.FromHours(1);

    /// <summary>Batches of at most <paramref name="batch"/>, which nothing but a flush, a full batch or the end sends; no pauses to speak of.</summary>
    public static EventTrackerOptions Options(Uri endpoint, int batch = 100) => new()
    {
        Endpoint = endpoint,
        BatchEventLimit = batch,
        BatchTimeLimit = Never,
        FirstRetryPause = TimeSpan.FromMilliseconds(10),
        RetryPauseLimit = TimeSpan.FromMilliseconds(10),
        RequestTimeLimit = TimeSpan.FromMinutes(1),
        DrainTimeLimit = TimeSpan.FromMinutes(1),
    };

    public static EventTracker Tracker(PlayedApi api, int batch = 100, KeptLog? log = null) => new(Options(api.Address, batch), log);

    /// <summary>Tracks so many events, of user-0, user-1 …</summary>
    public static void TrackMany(this IEventTracker tracker, int count)
    {
        for (var index = 0; index < count; index++) tracker.Track("acc", $"user-{index}", Name);
    }

    public static TrackedEvent Event(byte[]? metadata = null) => new(Guid.NewGuid(), PlayedClock.Start.UtcDateTime, "acc", "user", "page_view", null, metadata);

    /// <summary>A flush that fails the test, instead of hanging it, when it does not come to an end.</summary>
    public static Task FlushedAsync(this IEventTracker tracker) => tracker.FlushAsync().WaitAsync(TimeSpan.FromMinutes(1));
}
