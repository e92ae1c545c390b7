using Analytics.Load.Events;
using Npgsql;

namespace Analytics.Load.Bench;

/// <summary>
/// Measures the running system against what its parts do alone, in turns within one run: COPY then the whole line; the empty
/// endpoint then ours. Absolute numbers of a shared machine mean little; the ratios do.
/// </summary>
sealed class PipelineBench(PipelineOptions options, TimeProvider clock, Action<string> say)
{
    const int WarmUpEvents = 300_000;
    // Tiered compilation with its profile takes some 15 s of load to settle: before, a request costs twice the CPU.
    static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(15);

    readonly string run = Guid.NewGuid().ToString("N")[..8];
    readonly List<string> accounts = [];
    bool finished;

    /// <exception cref="BenchFailedException">Something that is needed is not there, or refuses.</exception>
    public async Task<PipelineResult> RunAsync(CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(options.Postgres);
        var stored = new StoredEvents(database, clock);
        await stored.CheckAsync(cancellation);
        var loadBefore = Machine.LoadAverage();
        var server = await stored.DescribeServerAsync(cancellation);
        try
        {
            var events = new BenchEvents(run, clock);
            var (copies, line) = await MeasureLineAsync(database, stored, events, cancellation);
            var singles = await MeasureSinglesAsync(stored, events, cancellation);
            finished = true;
            return new PipelineResult(server, loadBefore, copies, line, singles);
        }
        finally
        {
            await CleanUpAsync(stored);
        }
    }

    async Task CleanUpAsync(StoredEvents stored)
    {
        var rows = $"the rows of the accounts 'bench-{run}-…'";
        if (options.Keep)
        {
            say($"Kept: {rows}.");
            return;
        }

        await stored.CleanUpAsync([.. accounts], rows, finished, say);
    }

    async Task<(List<double> Copies, List<LineRound> Line)> MeasureLineAsync(
        NpgsqlDataSource database, StoredEvents stored, BenchEvents events, CancellationToken cancellation)
    {
        List<double> copies = [];
        List<LineRound> line = [];
        await using var copy = await BareCopy.CreateAsync(database, run, clock, cancellation);
        say("Warming up COPY and the line.");
        var warm = events.Make("w", WarmUpEvents);
        await copy.RunAsync(warm, cancellation);
        (await RunLineAsync("w", warm, stored, events, cancellation)).Balance.Demand();
        for (var round = 1; round <= options.Rounds; round++)
        {
            var phase = $"l{round}";
            var made = events.Make(phase, options.Events);
            copies.Add(await copy.RunAsync(made, cancellation));
            say($"Round {round}: bare COPY {copies[^1]:N0} rows/s.");
            line.Add(await RunLineAsync(phase, made, stored, events, cancellation));
            say($"Round {round}: whole line {line[^1].EventsPerSecond:N0} events/s, lost {line[^1].Balance}.");
        }

        return (copies, line);
    }

    Task<LineRound> RunLineAsync(string phase, MadeEvent[] made, StoredEvents stored, BenchEvents events, CancellationToken cancellation) =>
        new LinePassage(options.Url, options.Key, stored, clock).RunAsync(made, Claim(events, phase), options.Batch, options.Connections, cancellation);

    async Task<List<SingleRound>> MeasureSinglesAsync(StoredEvents stored, BenchEvents events, CancellationToken cancellation)
    {
        await using var empty = await EmptyEndpointProcess.StartAsync(cancellation);
        List<SingleRound> rounds = [];
        say("Warming up the empty endpoint and the API for single events.");
        await PostSinglesAsync(empty.Address, "sw", WarmUpTime, events, cancellation);
        var (warm, _, warmRows) = await MeasureApiAsync("sw", WarmUpTime);
        RowBalance.Of(warm.Queued, warmRows).Demand();
        for (var round = 1; round <= options.Rounds; round++)
        {
            var phase = $"s{round}";
            var (ofEmpty, emptyCpu) = await PostSinglesAsync(empty.Address, phase, options.SingleTime, events, cancellation);
            var (ofApi, apiCpu, rows) = await MeasureApiAsync(phase, options.SingleTime);
            rounds.Add(new SingleRound(ofEmpty, emptyCpu, ofApi, apiCpu, rows));
            say($"Round {round}: empty endpoint {ofEmpty.RequestsPerSecond:N0} requests/s, the API {ofApi.RequestsPerSecond:N0}, lost {rounds[^1].Balance}.");
        }

        return rounds;

        // What it left in the queue must be stored before the empty endpoint is measured again, or it would pay for it.
        async Task<(LoopResult Result, CpuUse Cpu, long Rows)> MeasureApiAsync(string phase, TimeSpan time)
        {
            var accounts = Claim(events, phase);
            var (result, cpu) = await PostSinglesAsync(options.Url, phase, time, events, cancellation);
            return (result, cpu, (await stored.WaitAsync(accounts, result.Queued, [], cancellation)).Rows);
        }
    }

    async Task<(LoopResult Result, CpuUse Cpu)> PostSinglesAsync(Uri server, string phase, TimeSpan time, BenchEvents events, CancellationToken cancellation)
    {
        SingleEventRequest[] requests = [.. events.Make(phase, options.SingleConnections).Select(e => new SingleEventRequest(server, e, options.Key))];
        GC.Collect();
        var before = CpuUse.Read();
        var started = clock.GetTimestamp();
        var result = await new ClosedLoop(server, options.SingleConnections, clock).RunAsync(
            k => clock.GetElapsedTime(started) < time ? requests[k].Next() : default, cancellation);
        return (result, CpuUse.Read().Since(before));
    }

    string[] Claim(BenchEvents events, string phase)
    {
        var accounts = events.Accounts(phase);
        this.accounts.AddRange(accounts);
        return accounts;
    }
}
