using Analytics.Client;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Clients;

/// <summary>The .NET client while the API, or what is behind it, is away.</summary>
public sealed class TrackingThroughOutagesTests(BreakableSystem system) : BreakingTest(system)
{
    static readonly EventName PageView = new("page_view");

    [Fact]
    public async Task While_the_api_is_away_and_then_the_broker_hangs_nothing_is_lost_and_nothing_counts_twice()
    {
        const int Each = 2_000;
        var account = Some.Account("tracked");
        await using var tracker = new EventTracker(new EventTrackerOptions
        {
            Endpoint = Client.Address,
            BatchEventLimit = 100,
            FirstRetryPause = TimeSpan.FromMilliseconds(50),
            RetryPauseLimit = TimeSpan.FromMilliseconds(200),
        });
        void TrackSome()
        {
            for (var index = 0; index < Each; index++) tracker.Track(account, "user", PageView);
        }

        TrackSome();
        await System.Api.KillAsync();
        TrackSome();
        await RetriedAsync(tracker);
        await System.Api.StartAsync();

        // It may have what it does not confirm: these come twice.
        System.Broker.Freeze();
        TrackSome();
        await RetriedAsync(tracker);
        System.Broker.Thaw();
        await tracker.FlushAsync().WaitAsync(TimeSpan.FromMinutes(2));

        const int All = 3 * Each;
        Assert.Equal(new EventCounts(All, All, 0, 0, 0), tracker.Counts with { Retried = 0 });
        await System.StoredSoonAsync(account, All);
        var (received, stored, duplicates, setAside) = await Client.ClosedLedgerAsync(account);
        Assert.Equal((All, 0), (stored, setAside));
        Assert.Equal(received, stored + duplicates);
    }

    static Task<long> RetriedAsync(EventTracker tracker)
    {
        var before = tracker.Counts.Retried;
        return Soon.IsAsync(() => Task.FromResult(tracker.Counts.Retried), retried => retried > before + 1, "a batch is sent again", TimeSpan.FromMinutes(1));
    }
}
