using Npgsql;

namespace Analytics.Load.Bench;

/// <summary>
/// Summaries that were asked for before, against an empty GET endpoint, in turns within one run. The answers are kept by the API for a
/// second and by Redis for a minute, so that now and then one is computed anew: that is part of it, as it is of the day.
/// </summary>
sealed class WarmBench(WarmOptions options, TimeProvider clock, Action<string> say)
{
    const int Events = 200_000;
    const int Batch = 100;
    const int PostingConnections = 16;
    static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(10);

    /// <exception cref="BenchFailedException">Something that is needed is not there, or refuses.</exception>
    public async Task<List<WarmRound>> RunAsync(CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(options.Postgres);
        var stored = new StoredEvents(database, clock);
        await stored.CheckAsync(cancellation);
        var run = Guid.NewGuid().ToString("N")[..8];
        var events = new BenchEvents(run, clock);
        var accounts = events.Accounts("r");
        var isStored = false;
        try
        {
            say($"Storing {Events:N0} events of {accounts.Length} accounts.");
            var passage = await new LinePassage(options.Url, options.Key, stored, clock).RunAsync(events.Make("r", Events), accounts, Batch, PostingConnections, cancellation);
            passage.Balance.Demand();
            isStored = true;
            return await MeasureAsync([.. accounts.Select(account => SummaryRequest.LastWeek(options.Url, account, options.Key))], cancellation);
        }
        finally
        {
            await stored.CleanUpAsync(accounts, $"the rows of the accounts 'bench-{run}-…'", isStored, say);
        }
    }

    async Task<List<WarmRound>> MeasureAsync(byte[][] summaries, CancellationToken cancellation)
    {
        await using var empty = await EmptyEndpointProcess.StartAsync(cancellation);
        byte[][] nothing = [SummaryRequest.Get(empty.Address, EmptyEndpointCommand.GetPath)];
        say("Warming up the empty endpoint and the API.");
        await AskAsync(empty.Address, nothing, WarmUpTime, cancellation);
        await AskAsync(options.Url, summaries, WarmUpTime, cancellation);
        List<WarmRound> rounds = [];
        for (var round = 1; round <= options.Rounds; round++)
        {
            var ofEmpty = await AskAsync(empty.Address, nothing, options.Time, cancellation);
            var before = CpuUse.Read();
            var ofApi = await AskAsync(options.Url, summaries, options.Time, cancellation);
            rounds.Add(new WarmRound(ofEmpty, ofApi, CpuUse.Read().Since(before)));
            say($"Round {round}: empty endpoint {ofEmpty.RequestsPerSecond:N0} requests/s, summaries {ofApi.RequestsPerSecond:N0}.");
        }

        return rounds;
    }

    Task<LoopResult> AskAsync(Uri server, byte[][] requests, TimeSpan time, CancellationToken cancellation)
    {
        var started = clock.GetTimestamp();
        var taken = 0u;
        return new ClosedLoop(server, options.Connections, clock).RunAsync(
            _ => clock.GetElapsedTime(started) < time ? requests[Interlocked.Increment(ref taken) % requests.Length] : default, cancellation);
    }
}
