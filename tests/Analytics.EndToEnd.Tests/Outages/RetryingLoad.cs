using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>
/// Clients that know several APIs and do what the answers ask for: they take turns, and a post that met a closed port or a 503
/// goes to the next address under the same ids. What <see cref="SteadyLoad"/> gives up, these must get through.
/// </summary>
sealed class RetryingLoad : IAsyncDisposable
{
    const int Clients = 4;
    const int EventsAPost = 10;
    static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(8);

    /// <summary>A post that no address takes for so long was not healed by retrying.</summary>
    static readonly TimeSpan HealLimit = TimeSpan.FromSeconds(10);

    readonly RunningSystem system;
    readonly TimeSpan? ownHealLimit;
    readonly IReadOnlyList<ApiClient> apis;
    readonly CancellationTokenSource stopping = new();
    readonly ConcurrentBag<string> accepted = [];
    readonly ConcurrentBag<TimeSpan> took = [];
    readonly Task clients;
    int refused;
    int unanswered;

    public RetryingLoad(RunningSystem system, params IReadOnlyList<ApiClient> apis)
        : this(system, null, apis)
    {
    }

    /// <summary>With a limit of its own for healing no answer is timed: where only what is lost counts, however busy the machine.</summary>
    public RetryingLoad(RunningSystem system, TimeSpan? healLimit, IReadOnlyList<ApiClient> apis)
    {
        (this.system, ownHealLimit, this.apis) = (system, healLimit, apis);
        clients = Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => PostAsync(client))));
    }

    public string Account { get; } = Some.Account("retrying");

    /// <summary>Tries that a retry healed: the APIs were away, or said so.</summary>
    public int Healed => refused + unanswered;

    /// <summary>Waits until so many more events have been acknowledged than now; fails as soon as a client has.</summary>
    public Task AcceptsMoreAsync(int events)
    {
        var wanted = accepted.Count + events;
        return Soon.IsAsync(
            async () =>
            {
                if (clients.IsFaulted) await clients;
                return accepted.Count;
            },
            count => count >= wanted,
            $"{events} more events are accepted",
            TimeSpan.FromSeconds(60));
    }

    /// <summary>Stops, and then: every event that was ever sent is stored, counted once, and the ledger closes with none set aside.</summary>
    public async Task StopAndFindAllStoredOnceAsync()
    {
        await stopping.CancelAsync();
        await clients;
        await system.StoredSoonAsync(Account, accepted.Count);
        await system.DrainedSoonAsync();
        var stored = await system.QueryAsync<string>("select event_id from events where account_id = @Account", new { Account });
        Assert.Equal(accepted.Order(StringComparer.Ordinal), stored.Order(StringComparer.Ordinal));
        Assert.Equal(stored.Count, (int)(await system.Client.SummaryAsync(Account, Some.From, Some.To))["events"]!);
        Assert.Equal(0, await system.MessagesAsync("analytics-events_error"));

        // A try that got no answer may have arrived: then the retry is a duplicate, and is known as one.
        var ledger = await system.Client.ClosedLedgerAsync(Account);
        Assert.Equal((stored.Count, 0), (ledger.Stored, ledger.SetAside));
        Assert.InRange(ledger.Duplicates, 0, Healed * EventsAPost);
        TestContext.Current.TestOutputHelper!.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{stored.Count} stored, 0 lost, 0 doubled; {refused} refused and {unanswered} unanswered tries healed, {ledger.Duplicates} events of them had arrived; longest post with its retries {took.Max().TotalSeconds:0.00} s"));
    }

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await clients.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        stopping.Dispose();
    }

    async Task PostAsync(int client)
    {
        using var timer = new PeriodicTimer(Pause);
        for (var post = 0; !stopping.IsCancellationRequested; post++)
        {
            var ids = Enumerable.Range(0, EventsAPost).Select(index => string.Create(CultureInfo.InvariantCulture, $"e-{client}-{post}-{index}")).ToList();
            var begun = Stopwatch.GetTimestamp();
            for (var turn = post; !await IsAcceptedAsync(apis[turn % apis.Count], ids); turn++)
            {
                var limit = ownHealLimit ?? HealLimit;
                Assert.True(Stopwatch.GetElapsedTime(begun) < limit, $"No API took {ids[0]} within {limit.TotalSeconds} s.");
                await timer.WaitForNextTickAsync();
            }

            took.Add(Stopwatch.GetElapsedTime(begun));
            foreach (var id in ids) accepted.Add(id);
            await timer.WaitForNextTickAsync();
        }
    }

    async Task<bool> IsAcceptedAsync(ApiClient api, List<string> ids)
    {
        try
        {
            var answer = await api.PostAsync(new JsonArray([.. ids.Select((id, index) => Some.Event(Account, id, $"user-{index % 5}"))]));
            if (answer.Status == HttpStatusCode.Accepted) return true;
            Assert.True(answer.Status == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null, $"No retry heals {answer}");
            if (ownHealLimit is null) answer.Must(HttpStatusCode.ServiceUnavailable);
            Interlocked.Increment(ref refused);
        }
        catch (HttpRequestException) // nobody there, or gone in the middle
        {
            Interlocked.Increment(ref unanswered);
        }

        return false;
    }
}
