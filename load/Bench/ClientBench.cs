using System.Diagnostics;
using System.Text.Json;
using Analytics.Client;

namespace Analytics.Load.Bench;

/// <summary>What <c>Track</c> costs its caller, and how fast a tracker brings a million events to the API.</summary>
sealed class ClientBench(Uri api, string? key, int calls, Action<string> say)
{
    const int Rounds = 5;
    const int WarmUpCalls = 50_000;

    /// <summary>Longest that the API may take to store what it was sent.</summary>
    static readonly TimeSpan StoringLimit = TimeSpan.FromMinutes(5);

    static readonly EventName Name = new("page_view");

    /// <summary>What a caller pays, by size of the metadata and number of threads; medians of the rounds.</summary>
    public IReadOnlyList<ClientCost> Costs()
    {
        var costs = new List<ClientCost>();
        foreach (var (entries, threads) in ((int, int)[])[(0, 1), (3, 1), (10, 1), (0, 16), (3, 16)])
        {
            say($"Track, {entries} entries of metadata, {threads} threads");
            var rounds = Enumerable.Range(0, Rounds).Select(_ => Cost(entries, threads)).ToList();
            double Middle(Func<ClientCost, double> of) => PipelineResult.Median([.. rounds.Select(of)]);
            costs.Add(new ClientCost(entries, threads, Middle(cost => cost.Processor), Middle(cost => cost.Median), Middle(cost => cost.P99), Middle(cost => cost.Bytes)));
        }

        return costs;
    }

    /// <summary>Sends a million events of 16 threads to the API and waits until they are stored.</summary>
    public async Task<(TimeSpan Tracked, TimeSpan Sent, EventCounts Counts, string Ledger)> SendAsync(CancellationToken cancellation)
    {
        const int Million = 1_000_000;
        say("a million events from 16 threads to the API");
        var account = $"bench-client-{Guid.NewGuid():N}";
        var options = new EventTrackerOptions { Endpoint = api, ApiKey = key, BufferEventLimit = Million, BufferBytesLimit = 1L << 30 };
        await using var tracker = new EventTracker(options);
        var begun = Stopwatch.GetTimestamp();
        InParallel(16, thread =>
        {
            for (var call = 0; call < Million / 16; call++) tracker.Track(account, $"user-{call % 1_000}", Name);
        });
        var tracked = Stopwatch.GetElapsedTime(begun);
        await tracker.FlushAsync(cancellation);
        var sent = Stopwatch.GetElapsedTime(begun);
        return (tracked, sent, tracker.Counts, await ClosedLedgerAsync(account, cancellation));
    }

    ClientCost Cost(int entries, int threads)
    {
        // Nobody listens on port 9, and the pause after that is a minute: the sender is out of the way, only the calls are measured.
        using var tracker = new EventTracker(new EventTrackerOptions
        {
            Endpoint = new Uri("http://127.0.0.1:9"),
            BufferEventLimit = 10_000_000,
            BufferBytesLimit = 4L << 30,
            FirstRetryPause = TimeSpan.FromMinutes(1),
            RetryPauseLimit = TimeSpan.FromMinutes(1),
            DrainTimeLimit = TimeSpan.Zero,
        });
        var metadata = entries == 0 ? null : Enumerable.Range(0, entries).ToDictionary(entry => $"key_{entry}", entry => entry % 2 == 0 ? (object?)"a short text" : entry);
        for (var call = 0; call < WarmUpCalls; call++) tracker.Track("acc_123", "user_456", Name, metadata);
        GC.Collect();

        var took = new long[threads][];
        var allocated = GC.GetTotalAllocatedBytes(precise: true);
        var begun = Environment.CpuUsage.TotalTime;
        InParallel(threads, _ =>
        {
            for (var call = 0; call < calls / threads; call++) tracker.Track("acc_123", "user_456", Name, metadata);
        });
        var processor = (Environment.CpuUsage.TotalTime - begun).TotalNanoseconds / calls;
        var bytes = GC.GetTotalAllocatedBytes(precise: true) - allocated;

        // Apart, since looking at the clock twice costs as much as a fifth of a call.
        InParallel(threads, thread =>
        {
            var own = took[thread] = new long[calls / 10 / threads];
            for (var call = 0; call < own.Length; call++)
            {
                var at = Stopwatch.GetTimestamp();
                tracker.Track("acc_123", "user_456", Name, metadata);
                own[call] = Stopwatch.GetTimestamp() - at;
            }
        });
        var all = took.SelectMany(own => own).Order().ToArray();
        double Percentile(int hundredths) => all[all.Length * hundredths / 100] * 1e9 / Stopwatch.Frequency;
        if (tracker.Counts.Dropped > 0) throw new BenchFailedException("The buffer was full: this measures refusals.");
        return new ClientCost(entries, threads, processor, Percentile(50), Percentile(99), (double)bytes / calls);
    }

    async Task<string> ClosedLedgerAsync(string account, CancellationToken cancellation)
    {
        using var http = new HttpClient { BaseAddress = api };
        if (key is not null) http.DefaultRequestHeaders.Add("X-Api-Key", key);
        var begun = Stopwatch.GetTimestamp();
        while (Stopwatch.GetElapsedTime(begun) < StoringLimit)
        {
            using var ledger = JsonDocument.Parse(await http.GetStringAsync(new Uri($"accounts/{account}/pipeline", UriKind.Relative), cancellation));
            var root = ledger.RootElement;
            if (root.GetProperty("closed").GetBoolean() && root.GetProperty("received").GetInt64() > 0)
                return $"received {root.GetProperty("received")}, stored {root.GetProperty("stored")}, duplicates {root.GetProperty("duplicates")}, set aside {root.GetProperty("set_aside")}";
            await Task.Delay(TimeSpan.FromMilliseconds(200), cancellation);
        }

        throw new BenchFailedException($"The ledger of {account} did not close.");
    }

    static void InParallel(int threads, Action<int> run)
    {
        var started = Enumerable.Range(0, threads).Select(number => new Thread(() => run(number))).ToList();
        started.ForEach(thread => thread.Start());
        started.ForEach(thread => thread.Join());
    }
}
