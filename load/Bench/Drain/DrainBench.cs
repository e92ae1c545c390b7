using Analytics.Load.Events;
using Npgsql;

namespace Analytics.Load.Bench.Drain;

/// <summary>
/// Stops the workers, queues events by the API alone, starts workers and times them until the last event is a row: what a system does
/// after its workers were away. The workers are new, as they are then, so their start and their first slow seconds are in the time. On a
/// system of its own, which <c>./dev</c> gives it and throws away.
/// </summary>
sealed class DrainBench(DrainOptions options, TimeProvider clock, Action<string> say)
{
    public const int Batch = 100;
    public const int Connections = 16;

    /// <summary>For the API and PostgreSQL, which were not away.</summary>
    const int WarmUpEvents = 300_000;

    readonly WorkerScale workers = new();

    /// <exception cref="BenchFailedException">Something that is needed is not there, or refuses.</exception>
    public async Task<DrainResult> RunAsync(CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(options.Postgres);
        var (stored, events) = (new StoredEvents(database, clock), new BenchEvents("drain", clock));
        await stored.CheckAsync(cancellation);
        var server = await stored.DescribeServerAsync(cancellation);
        say("Warming up the API and PostgreSQL.");
        await workers.SetAsync(options.Workers, cancellation);
        var line = new LinePassage(options.Url, options.Key, stored, clock);
        (await line.RunAsync(events.Make("w", Math.Min(WarmUpEvents, options.Events)), events.Accounts("w"), Batch, Connections, cancellation)).Balance.Demand();
        await workers.SetAsync(0, cancellation);

        var (made, accounts) = (events.Make("d", options.Events), events.Accounts("d"));
        double copied;
        await using (var copy = await BareCopy.CreateAsync(database, "drain", clock, cancellation)) copied = await copy.RunAsync(made, cancellation);
        say($"Bare COPY {copied:N0} rows/s. Queueing {options.Events:N0} events while no worker runs.");
        var posted = await line.PostAsync(made, Batch, Connections, cancellation);
        if (await stored.CountAsync(accounts, cancellation) is > 0 and var early)
            throw new BenchFailedException($"{early:N0} events were stored before a worker was started: another worker runs.");
        return await DrainAsync(made, accounts, stored, posted, copied, server, cancellation);
    }

    async Task<DrainResult> DrainAsync(
        MadeEvent[] made, string[] accounts, StoredEvents stored, LoopResult posted, double copied, string server, CancellationToken cancellation)
    {
        say($"Queued {posted.Queued:N0} in {posted.Took.TotalSeconds:0.0} s. Starting {options.Workers} workers.");
        var (before, began) = (CpuUse.Read(), clock.GetTimestamp());
        var ready = StartAsync();
        var drained = await stored.WaitAsync(accounts, posted.Queued, LinePassage.Latest(made, Batch), cancellation);
        var readyTime = await ready;
        // On a machine that takes longer to start them than the wait has patience for.
        if (drained.Rows < posted.Queued) drained = await stored.WaitAsync(accounts, posted.Queued, [], cancellation);
        var took = clock.GetElapsedTime(began, drained.VisibleAt);
        return new DrainResult(server, copied, posted.Queued, posted.Took, readyTime, took, drained.Rows, WorkerMemory.PeakBytes(), CpuUse.Read().Since(before));

        async Task<TimeSpan> StartAsync()
        {
            await workers.SetAsync(options.Workers, cancellation);
            return clock.GetElapsedTime(began);
        }
    }
}
