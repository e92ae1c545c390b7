using Npgsql;

namespace Analytics.Load.Bench.Growth;

/// <summary>
/// Measures the whole line while one thing grows and all else stays; each passage is a neighbour of a bare COPY of as many rows. Fills
/// the system it runs on, so <c>./dev</c> gives it one of its own, which is thrown away.
/// </summary>
sealed class GrowthBench(GrowthOptions options, TimeProvider clock, Action<string> say)
{
    public const int Batch = 100;

    /// <summary>Of each worker: they share what comes, and one that has had little of it is still slow.</summary>
    const int WarmUpEvents = 300_000;
    const int WarmUpLimit = 1_200_000;

    readonly WorkerScale workers = new();
    int phase;

    /// <summary>What of the server decides the figures; set by <see cref="RunAsync"/>.</summary>
    public string Server { get; private set; } = "";

    /// <exception cref="BenchFailedException">Something that is needed is not there, or refuses.</exception>
    public async Task<List<GrowthSeries>> RunAsync(CancellationToken cancellation)
    {
        await using var database = NpgsqlDataSource.Create(options.Postgres);
        var (stored, store) = (new StoredEvents(database, clock), new GrowthStore(database, options.Postgres, clock));
        await stored.CheckAsync(cancellation);
        await store.CheckEmptyAsync(cancellation);
        Server = await stored.DescribeServerAsync(cancellation);
        await using var copy = await BareCopy.CreateAsync(database, "growth", clock, cancellation);
        var measured = new List<GrowthSeries>();
        foreach (var dimension in GrowthDimension.Of(options))
        {
            var points = new List<GrowthPoint>();
            foreach (var (label, setting) in dimension.Points)
            {
                await PrepareAsync(setting, stored, store, copy, cancellation);
                points.Add(await MeasureAsync(label, setting, stored, store, copy, cancellation));
                say($"{dimension.Title}, {label}: {points[^1].EventsPerSecond:N0} events/s, {points[^1].Ratio:0.00} of bare COPY.");
            }

            measured.Add(new GrowthSeries(dimension, points));
        }

        return measured;
    }

    /// <summary>A program that has just started is slow until its code is compiled for the way it is used.</summary>
    async Task PrepareAsync(GrowthSetting setting, StoredEvents stored, GrowthStore store, BareCopy copy, CancellationToken cancellation)
    {
        if (await workers.SetAsync(setting.Workers, cancellation))
            (await PassAsync(setting, WarmUp(setting.Workers, options.Events), stored, store, copy, cancellation)).Line.Balance.Demand();
        await store.FillAsync(setting.Stored, say, cancellation);
    }

    /// <summary>Events before the first passage that counts; fewer where passages are short.</summary>
    public static int WarmUp(int workers, int eventsOfPassage) => Math.Min(WarmUpLimit, workers * Math.Min(WarmUpEvents, 2 * eventsOfPassage));

    async Task<GrowthPoint> MeasureAsync(string label, GrowthSetting setting, StoredEvents stored, GrowthStore store, BareCopy copy, CancellationToken cancellation)
    {
        var rounds = new List<GrowthRound>();
        for (var round = 0; round < options.Rounds; round++) rounds.Add(await PassAsync(setting, options.Events, stored, store, copy, cancellation));
        return new GrowthPoint(label, rounds);
    }

    /// <summary>COPY, the line, and then all of it goes again: the next passage finds the store as this one did.</summary>
    async Task<GrowthRound> PassAsync(GrowthSetting setting, int count, StoredEvents stored, GrowthStore store, BareCopy copy, CancellationToken cancellation)
    {
        var (events, phase) = (new BenchEvents("growth", clock, setting.Shape), $"{this.phase++}");
        var (made, accounts) = (events.Make(phase, count), events.Accounts(phase));
        var before = await store.WalBytesAsync(cancellation);
        var copied = await copy.RunAsync(made, cancellation);
        var between = await store.WalBytesAsync(cancellation);
        var line = await new LinePassage(options.Url, options.Key, stored, clock).RunAsync(made, accounts, Batch, setting.Connections, cancellation);
        var after = await store.WalBytesAsync(cancellation);
        await stored.DeleteAsync(accounts, cancellation);
        return new GrowthRound(copied, (double)(between - before) / count, line, (double)(after - between) / count);
    }
}
