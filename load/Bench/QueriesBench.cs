using System.Diagnostics;
using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Analytics.Data.Rollups;
using Analytics.Data.Schema;
using Analytics.Data.Selections;
using Analytics.Data.Summaries;
using Npgsql;

namespace Analytics.Load.Bench;

/// <summary>
/// Cold summaries over seven days against the same answer from raw rows, and against an account with a tenth of the events. Cold
/// is: not in Redis, every figure computed; PostgreSQL's own pages are warm for both sides. In a database of its own, filled
/// through the product's own store and folding.
/// </summary>
sealed class QueriesBench(QueriesOptions options, Action<string> say)
{
    const int Writers = 2;

    /// <summary>Bytes on disk for an event, indexes and rollups included; set by <see cref="RunAsync"/>.</summary>
    public double BytesPerEvent { get; private set; }

    /// <exception cref="BenchFailedException">The database that is to be measured again is none of this benchmark's, or not as asked for; or its summaries are wrong.</exception>
    public async Task<List<QueriesResult>> RunAsync(CancellationToken cancellation)
    {
        var database = new QueriesDatabase(options);
        var filled = await database.ExistsAsync(cancellation);
        if (filled) await database.CheckAsync(cancellation);
        else await database.CreateAsync(cancellation);
        try
        {
            await using (var owner = NpgsqlDataSource.Create(database.Connection)) await new SchemaMigrator(owner).MigrateAsync(cancellation);
            if (!filled)
            {
                await FillAsync(database.Connection, cancellation);
                await database.MarkAsync(cancellation);
            }

            await CountSlotsAsync(database.Connection, cancellation);
            await database.TidyAsync(cancellation);
            BytesPerEvent = (double)await database.SizeAsync(cancellation) / (options.Events + options.SmallEvents);
            return await MeasureAsync(database.Connection, cancellation);
        }
        finally
        {
            if (options.Database is null) await database.DropAsync();
        }
    }

    async Task FillAsync(string connection, CancellationToken cancellation)
    {
        await using var writer = new WriterDataSource(connection);
        var rollups = new PostgresRollups(writer, new RollupOptions { SettleAfter = TimeSpan.Zero }, TimeProvider.System);
        foreach (var (account, events) in ((string, int)[])[(QueriesDatabase.Small, options.SmallEvents), (QueriesDatabase.Large, options.Events)])
        {
            var whale = new WhaleEvents(account, events, options.Users);
            var (begun, next) = (Stopwatch.GetTimestamp(), -1);
            var appending = Task.WhenAll(Enumerable.Range(0, Writers).Select(_ => Task.Run(AppendAsync, cancellation)));
            while (!appending.IsCompleted || await rollups.FoldAsync(cancellation) > 0)
            {
                if (await rollups.FoldAsync(cancellation) == 0) await Task.WhenAny(appending, Task.Delay(50, cancellation));
            }

            await appending;
            while (await rollups.SettleAsync(cancellation) > 0) { }
            var took = Stopwatch.GetElapsedTime(begun);
            say($"{events:N0} events stored, counted and settled in {took.TotalSeconds:0} s ({events / took.TotalSeconds:N0}/s)");

            async Task AppendAsync()
            {
                var store = new PostgresEventStore(writer, TimeProvider.System);
                for (var batch = Interlocked.Increment(ref next); batch < whale.BatchCount; batch = Interlocked.Increment(ref next))
                    await store.AppendAsync(whale.Batch(batch), cancellation);
            }
        }
    }

    async Task CountSlotsAsync(string connection, CancellationToken cancellation)
    {
        await using var writer = new WriterDataSource(connection);
        var busy = new BusyHours(writer, new RollupOptions { SlotsAfter = TimeSpan.Zero }, TimeProvider.System);
        var (begun, hours) = (Stopwatch.GetTimestamp(), 0);
        for (; await busy.CountNextAsync(cancellation); hours++) { }
        say($"{hours:N0} busy hours counted in slots in {Stopwatch.GetElapsedTime(begun).TotalSeconds:0} s");
    }

    async Task<List<QueriesResult>> MeasureAsync(string connection, CancellationToken cancellation)
    {
        await using var reader = AccountReader.To(connection, connection);
        var summaries = new PostgresSummaries(reader, TimeProvider.System);
        await using var raw = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connection) { CommandTimeout = 300, Options = "-c jit=off" });
        var results = new List<QueriesResult>();
        foreach (var (name, end) in ((string, DateTime)[])[("seven whole days", WhaleEvents.End.Date), ("the seven days up to 12:13:14", WhaleEvents.End)])
        {
            var (from, to) = (new DateTimeOffset(end.AddDays(-7)), new DateTimeOffset(end));
            var (small, large, rows) = (new List<double>(), new List<double>(), new List<double>());
            for (var round = 0; round < options.Rounds; round++)
            {
                small.Add(await TimeAsync(() => summaries.ReadAsync(new SelectedEvents(QueriesDatabase.Small, from, to), cancellation)));
                large.Add(await TimeAsync(() => summaries.ReadAsync(new SelectedEvents(QueriesDatabase.Large, from, to), cancellation)));
                if (round < options.RawRounds) rows.Add(await TimeAsync(() => RawSummary.ReadAsync(raw, QueriesDatabase.Large, from, to, cancellation)));
            }

            var (counted, read) = (await summaries.ReadAsync(new SelectedEvents(QueriesDatabase.Large, from, to), cancellation), await RawSummary.ReadAsync(raw, QueriesDatabase.Large, from, to, cancellation));
            if ((counted.Events, counted.UniqueUsers) != read) throw new BenchFailedException($"The summary of {name} says {counted.Events} events of {counted.UniqueUsers} users, the rows say {read}.");
            results.Add(new(name, small, large, rows));
            say($"{name}: done");
        }

        return results;
    }

    static async Task<double> TimeAsync<T>(Func<Task<T>> work)
    {
        var begun = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begun).TotalMilliseconds;
    }
}
