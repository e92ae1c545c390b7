using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text;
using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>
/// F41: for some seconds ten times as much comes as usual, while the workers stand still, so that all of it piles up. What is answered
/// 202 waits on the broker's disk, not in the API's memory, and is worked off afterwards.
/// </summary>
public sealed class BurstTests(BreakableSystem system) : BreakingTest(system)
{
    const int Clients = 40;
    const int EventsAPost = 100;

    /// <summary>Not measured as a need: it is far below what the burst brings.</summary>
    const int GrowthLimit = 150;

    static readonly TimeSpan BurstTime = TimeSpan.FromSeconds(5);

    readonly ConcurrentBag<Answer> answers = [];
    readonly string account = Some.Account("burst");
    int accepted;

    [Fact]
    public async Task A_burst_is_202_or_503_in_bounded_memory_and_its_backlog_drains()
    {
        await using var load = new SteadyLoad(System);
        await load.AcceptsMoreAsync(1_000);
        foreach (var worker in System.Workers) worker.Freeze();
        await using (var memory = new MemoryPeak(System.Api))
        {
            using var over = new CancellationTokenSource(BurstTime);
            await Task.WhenAll(Enumerable.Range(0, Clients).Select(client => Task.Run(() => PostAsync(client, over.Token))));
            Say($"{answers.CountBy(answer => (int)answer.Status).Select(all => $"{all.Value} x {all.Key}").Aggregate((one, other) => $"{one}, {other}")}; {accepted} events in {BurstTime.TotalSeconds} s; slowest {answers.Max(answer => answer.Took).TotalSeconds:0.00} s; API {memory}");
            Assert.InRange(memory.Most - memory.Before, 0, GrowthLimit);
        }

        Assert.All(answers, answer => Assert.True(answer.Took < Answer.Limit && (answer.Status == HttpStatusCode.Accepted || IsToComeAgain(answer)), answer.ToString()));
        Assert.True(accepted > 0);

        foreach (var worker in System.Workers) worker.Thaw();
        var thawed = Stopwatch.GetTimestamp();
        await load.StopAsync();
        await System.StoredSoonAsync(account, accepted);
        await load.StopAndFindAllStoredOnceAsync();
        Say($"all stored {Stopwatch.GetElapsedTime(thawed).TotalSeconds:0.0} s after the workers went on");
        Assert.Equal(await System.StoredAsync(account), (long)(await Client.SummaryAsync(account, Some.From, Some.To))["events"]!);
        var ledger = await Client.ClosedLedgerAsync(account);
        Assert.Equal((0, 0), (ledger.Duplicates, ledger.SetAside));
    }

    async Task PostAsync(int client, CancellationToken over)
    {
        for (var post = 0; !over.IsCancellationRequested; post++)
        {
            var lines = Enumerable.Range(0, EventsAPost).Select(index => Some.Event(account, string.Create(CultureInfo.InvariantCulture, $"e-{client}-{post}-{index}")).ToJsonString());
            var answer = await Client.PostAsync("/events", Encoding.UTF8.GetBytes(string.Join('\n', lines)), ApiClient.Lines);
            answers.Add(answer);
            if (answer.Status == HttpStatusCode.Accepted) Interlocked.Add(ref accepted, EventsAPost);
        }
    }

    static bool IsToComeAgain(Answer answer) => answer.Status == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter is not null;

    static void Say(string what) => TestContext.Current.TestOutputHelper!.WriteLine(what);
}
