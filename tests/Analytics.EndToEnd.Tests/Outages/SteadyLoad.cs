using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>
/// A few clients that post small batches without a pause of more than some milliseconds, whatever happens, and remember which
/// events were acknowledged. The promise is about those; of the others, each may be stored or not, but no more than once. One of
/// them may post batches that take several frames, which are acknowledged all together or not at all.
/// </summary>
sealed class SteadyLoad : IAsyncDisposable
{
    const int Clients = 4;
    const int EventsAPost = 10;
    const int EventsALargePost = 3_000; // three frames by their number, and more by their bytes
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(8);
    static readonly TimeSpan LargePause = TimeSpan.FromMilliseconds(100);

    readonly RunningSystem system;
    readonly CancellationTokenSource stopping = new();
    readonly ConcurrentDictionary<string, byte> sent = new();
    readonly ConcurrentDictionary<string, byte> accepted = new();
    readonly ConcurrentBag<Answer> refused = [];
    readonly Task clients;
    readonly Recovery recovery;
    int unanswered;
    long longestAnswer;

    public SteadyLoad(RunningSystem system, bool withLargePosts = false)
    {
        this.system = system;
        recovery = new Recovery(() => system.StoredAsync(Account));
        clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => PostAsync(client, isLarge: withLargePosts && client == 0))));
    }

    public string Account { get; } = Some.Account("load");

    public int Accepted => accepted.Count;

    /// <summary>Posts that got no answer: the API was away.</summary>
    public int Unanswered => unanswered;

    /// <summary>Answers other than 202, so far.</summary>
    public IReadOnlyCollection<Answer> Refused => refused;

    /// <summary>Waits until so many more events have been acknowledged than now.</summary>
    public Task AcceptsMoreAsync(int events)
    {
        var wanted = Accepted + events;
        return Soon.IsAsync(() => Task.FromResult(Accepted), count => count >= wanted, $"{events} more events are accepted", TimeSpan.FromSeconds(90));
    }

    /// <summary>The fault is over: from here on it is measured how long it takes until all is as before.</summary>
    public void Heals() => recovery.Begin(Accepted);

    public async Task StopAsync()
    {
        await stopping.CancelAsync();
        await clients;
    }

    /// <summary>
    /// Stops, and then: all that was acknowledged is stored; nothing is that was not sent; what is stored is counted once;
    /// nothing went to the error queue; and the account's ledger closes.
    /// </summary>
    public async Task StopAndFindAllStoredOnceAsync()
    {
        await StopAsync();
        Assert.All(refused, answer => Assert.True(answer.Status == HttpStatusCode.ServiceUnavailable && answer.Took < Answer.Limit, answer.ToString()));
        await system.StoredSoonAsync(Account, Accepted);
        await recovery.IsOverAsync();
        await system.DrainedSoonAsync();

        var stored = await system.QueryAsync<string>("select event_id from events where account_id = @Account", new { Account });
        var missing = accepted.Keys.Except(stored).ToList();
        Assert.True(missing.Count == 0, $"{missing.Count} of {Accepted} acknowledged events are lost: {string.Join(' ', missing.Take(10))}");
        Assert.Empty(stored.Except(sent.Keys));
        Assert.Equal(stored.Distinct().Count(), stored.Count);
        var summary = await system.Client.SummaryAsync(Account, Some.From, Some.To);
        Assert.Equal(stored.Count, (int)summary["events"]!);
        Assert.Equal(stored.Count, summary["totals"]!.AsObject().Sum(type => (int)type.Value!));
        Assert.Equal(stored.Count, summary["top_users"]!.AsArray().Sum(user => (int)user!["events"]!));
        Assert.Equal(0, await system.MessagesAsync("analytics-events_error"));

        // Each event was sent once: what a crash made the broker deliver again is no duplicate, and no event is missing.
        var ledger = await system.Client.ClosedLedgerAsync(Account);
        Assert.Equal((stored.Count, stored.Count, 0, 0), ledger);
        Report();
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        stopping.Dispose();
    }

    async Task PostAsync(int client, bool isLarge)
    {
        using var timer = new PeriodicTimer(isLarge ? LargePause : Pause);
        for (var post = 0; !stopping.IsCancellationRequested; post++)
        {
            var ids = Enumerable.Range(0, isLarge ? EventsALargePost : EventsAPost).Select(index => string.Create(CultureInfo.InvariantCulture, $"e-{client}-{post}-{index}")).ToList();
            foreach (var id in ids) sent.TryAdd(id, 0);
            try
            {
                var asked = Stopwatch.GetTimestamp();
                var answer = await system.Client.PostAsync(new System.Text.Json.Nodes.JsonArray([.. ids.Select((id, index) => Some.Event(Account, id, $"user-{index % 5}"))]));
                Max(ref longestAnswer, answer.Took.Ticks);
                if (answer.Status == HttpStatusCode.Accepted)
                {
                    recovery.Accepted(asked);
                    foreach (var id in ids) accepted.TryAdd(id, 0);
                }
                else
                {
                    refused.Add(answer);
                }
            }
            catch (HttpRequestException)
            {
                Interlocked.Increment(ref unanswered);
            }

            await timer.WaitForNextTickAsync();
        }
    }

    static void Max(ref long most, long value)
    {
        for (var seen = Volatile.Read(ref most); value > seen && Interlocked.CompareExchange(ref most, value, seen) != seen; seen = Volatile.Read(ref most)) { }
    }

    /// <summary>The figures that tests/FAULTS.md has of each fault.</summary>
    void Report() => TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{Accepted} accepted, {refused.Count} posts refused, {Unanswered} unanswered; 0 lost, 0 doubled; longest answer {TimeSpan.FromTicks(longestAnswer).TotalSeconds:0.0} s; {recovery}"));
}
