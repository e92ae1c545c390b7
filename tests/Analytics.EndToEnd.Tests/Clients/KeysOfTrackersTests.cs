using Analytics.Client;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Clients;

/// <summary>The .NET client where the API asks for keys.</summary>
[Collection(nameof(GuardedSystem))]
public sealed class KeysOfTrackersTests(GuardedSystem system) : SystemTest(system)
{
    static readonly EventName PageView = new("page_view");

    [Fact]
    public async Task With_a_write_key_events_are_sent_and_those_of_another_account_are_refused()
    {
        var account = Some.Account("tracked");
        var (client, key) = await system.ClientAsync("write", account);
        client.Dispose();
        await using var tracker = new EventTracker(new EventTrackerOptions { Endpoint = Client.Address, ApiKey = key });

        tracker.Track(account, "user", PageView);
        tracker.Track("somebody-else", "user", PageView);
        await tracker.FlushAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(new EventCounts(2, 1, 1, 0, 0), tracker.Counts with { Retried = 0 });
        await System.StoredSoonAsync(account, 1);
    }

    [Fact]
    public async Task Without_one_events_are_dropped_and_counted()
    {
        await using var tracker = new EventTracker(new EventTrackerOptions { Endpoint = Client.Address });

        tracker.Track(Some.Account("tracked"), "user", PageView);
        await tracker.FlushAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(new EventCounts(1, 0, 0, 1, 0), tracker.Counts with { Retried = 0 });
    }
}
