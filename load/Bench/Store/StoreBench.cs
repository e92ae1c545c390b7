using Analytics.Data.Events;
using Npgsql;

namespace Analytics.Load.Bench.Store;

/// <summary>
/// The store alone, without queue or API: batches through the store that the workers use, in turns with bare COPY of as many rows
/// into a table with the same key, index and partitions. Both begin with an empty table each time, and both have two writers.
/// </summary>
sealed class StoreBench(StoreOptions options, TimeProvider clock, Action<string> say)
{
    const int WarmUpRows = 50_000;
    const int FillBatch = 5_000;

    readonly BenchEvents events = new("store", clock);
    int phase;

    /// <summary>What of the server decides the figures; set by <see cref="RunAsync"/>.</summary>
    public string Server { get; private set; } = "";

    /// <exception cref="BenchFailedException">PostgreSQL cannot be used, or a batch came to other numbers than it must.</exception>
    public async Task<List<StoreCell>> RunAsync(CancellationToken cancellation)
    {
        try
        {
            await using var own = await BenchDatabase.CreateAsync(options.Postgres, cancellation);
            await using var database = NpgsqlDataSource.Create(own.Connection);
            await using var writer = new WriterDataSource(own.Connection);
            await using var copy = await BareCopy.CreateAsync(database, "store", clock, cancellation);
            Server = await new StoredEvents(database, clock).DescribeServerAsync(cancellation);
            say("Warming up.");
            await MeasureAsync(database, writer, copy, WarmUpRows, FillBatch, 50, cancellation);
            await MeasureAsync(database, writer, copy, WarmUpRows, FillBatch, 0, cancellation);
            var cells = new List<StoreCell>();
            foreach (var duplicates in options.Duplicates)
            {
                foreach (var batch in options.Batches) cells.Add(await MeasureAsync(database, writer, copy, batch, duplicates, cancellation));
            }

            return cells;
        }
        catch (NpgsqlException e)
        {
            throw new BenchFailedException($"PostgreSQL: {e.Message}", e);
        }
    }

    async Task<StoreCell> MeasureAsync(NpgsqlDataSource database, WriterDataSource writer, BareCopy copy, int batch, int duplicates, CancellationToken cancellation)
    {
        var cell = new StoreCell(batch, duplicates, [], []);
        for (var round = 0; round < options.Rounds; round++)
        {
            var (ofCopy, ofStore) = await MeasureAsync(database, writer, copy, options.RowsOf(batch), batch, duplicates, cancellation);
            cell = cell with { Copies = [.. cell.Copies, ofCopy], Appends = [.. cell.Appends, ofStore] };
        }

        say($"Batches of {batch:N0}, {duplicates} % known: bare COPY {PipelineResult.Median(cell.Copies):N0} rows/s, the store {PipelineResult.Median(cell.Appends):N0}.");
        return cell;
    }

    async Task<(double Copy, double Append)> MeasureAsync(
        NpgsqlDataSource database, WriterDataSource writer, BareCopy copy, int rows, int batch, int duplicates, CancellationToken cancellation)
    {
        var events = this.events.Make($"{phase++}", rows);
        await using (var empty = database.CreateCommand("truncate events, rollup_deltas, ledger_deltas, stored_messages")) await empty.ExecuteNonQueryAsync(cancellation);
        var known = StoreRows.Known(events, duplicates);
        await AppendAsync(writer, StoreRows.Batches(known, FillBatch), known.Length, cancellation);
        var batches = StoreRows.Batches(events, batch);
        GC.Collect();
        var ofCopy = await copy.RunAsync(events, cancellation, batch);
        var began = clock.GetTimestamp();
        await AppendAsync(writer, batches, rows - known.Length, cancellation);
        return (ofCopy, rows / clock.GetElapsedTime(began).TotalSeconds);
    }

    /// <summary>Appends all of them; each writer has a store of its own, as each worker has.</summary>
    async Task AppendAsync(WriterDataSource writer, EventBatch[] batches, int expected, CancellationToken cancellation)
    {
        var next = -1;
        var inserted = await Task.WhenAll(Enumerable.Range(0, BareCopy.Writers).Select(_ => Task.Run(WriteAsync, cancellation)));
        if (inserted.Sum() != expected) throw new BenchFailedException($"{inserted.Sum():N0} rows were new where {expected:N0} are.");

        async Task<int> WriteAsync()
        {
            var (store, sum) = (new PostgresEventStore(writer, clock), 0);
            while (Interlocked.Increment(ref next) is var number && number < batches.Length)
                sum += (await store.AppendAsync(batches[number], cancellation)).Inserted;
            return sum;
        }
    }
}
