using System.Net;
using System.Text.Json.Nodes;
using Analytics.Client;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Clients;

/// <summary>The .NET client against the API itself.</summary>
public sealed class TrackedEventsTests(SharedSystem system) : SystemTest(system)
{
    static readonly EventName PageView = new("page_view");

    [Fact]
    public async Task Events_tracked_by_sixteen_threads_are_stored_once_each()
    {
        const int Threads = 16;
        const int PerThread = 3_125;
        var account = Some.Account("tracked");
        await using var tracker = new EventTracker(new EventTrackerOptions { Endpoint = Client.Address });

        var threads = Enumerable.Range(0, Threads).Select(number => new Thread(() =>
        {
            for (var index = 0; index < PerThread; index++) tracker.Track(account, $"user-{number}", PageView);
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        await tracker.FlushAsync().WaitAsync(TimeSpan.FromMinutes(1));

        const int All = Threads * PerThread;
        Assert.Equal(new EventCounts(All, All, 0, 0, 0), tracker.Counts with { Retried = 0 });
        await System.StoredSoonAsync(account, All);
        var (_, stored, _, setAside) = await Client.ClosedLedgerAsync(account);
        Assert.Equal((All, 0), (stored, setAside));
        Assert.Equal(All, (int)(await Client.SummaryAsync(account))["events"]!);
    }

    [Fact]
    public async Task An_event_is_read_back_as_it_was_tracked()
    {
        var account = Some.Account("tracked");
        var before = Some.Now;
        await using (var tracker = new EventTracker(new EventTrackerOptions { Endpoint = Client.Address }))
        {
            var metadata = new Dictionary<string, object?> { ["channel"] = "e-mail, 日本", ["n"] = 1.5, ["tags"] = new List<string> { "a", "b" }, ["none"] = null };
            tracker.Track(account, "user_456", new EventName("message_sent"), metadata, "/inbox");
        }

        var after = Some.Now;
        await System.StoredSoonAsync(account, 1);
        var stored = (await Client.GetAsync($"/accounts/{account}/events")).Must(HttpStatusCode.OK).Json["events"]![0]!;
        Assert.Equal(("user_456", "message_sent", "/inbox"), ((string?)stored["user_id"], (string?)stored["type"], (string?)stored["path"]));
        Assert.InRange(DateTimeOffset.Parse((string)stored["timestamp"]!, null), before.AddMilliseconds(-1), after);
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse("""{"channel":"e-mail, 日本","n":1.5,"tags":["a","b"],"none":null}"""), stored["metadata"]), stored.ToJsonString());
    }

    [Fact]
    public async Task Of_a_batch_that_the_api_takes_in_part_the_rest_is_stored_and_the_refused_are_counted()
    {
        var account = Some.Account("tracked");
        await using var tracker = new EventTracker(new EventTrackerOptions { Endpoint = Client.Address });

        for (var index = 0; index < 100; index++)
            tracker.Track(account, index % 10 == 3 ? new string('u', 201) : $"user-{index}", PageView);
        await tracker.FlushAsync().WaitAsync(TimeSpan.FromMinutes(1));

        Assert.Equal(new EventCounts(100, 90, 10, 0, 0), tracker.Counts with { Retried = 0 });
        await System.StoredSoonAsync(account, 90);
    }

    [Fact]
    public async Task A_batch_of_refused_events_only_is_refused_and_one_that_is_too_large_comes_in_parts()
    {
        var account = Some.Account("tracked");
        await using var tracker = new EventTracker(new EventTrackerOptions { Endpoint = Client.Address, BatchTimeLimit = TimeSpan.FromHours(1) });

        tracker.Track(account, "u\0ser", PageView);
        tracker.Track(account, new string('u', 300), PageView);
        await tracker.FlushAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(new EventCounts(2, 0, 2, 0, 0), tracker.Counts with { Retried = 0 });

        // Users of 6 MB: no batch of two goes into the 10 MB of a request, and each alone is refused for its length.
        var large = new string('u', 6 * 1024 * 1024);
        await using var wide = new EventTracker(new EventTrackerOptions
        {
            Endpoint = Client.Address, BatchTimeLimit = TimeSpan.FromHours(1), BatchBytesLimit = 8 * 1024 * 1024,
        });
        wide.Track(account, "user-1", PageView);
        wide.Track(account, large, PageView);
        wide.Track(account, large, PageView);
        await wide.FlushAsync().WaitAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(new EventCounts(3, 1, 2, 0, 0), wide.Counts with { Retried = 0 });
        await System.StoredSoonAsync(account, 1);
    }
}
