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
    const string Small = "bench-small";
    const string Large = "bench-large";
    const int Writers = 2;

    readonly string database = options.Database ?? $"analytics_bench_{Environment.ProcessId}";

    /// <summary>Bytes on disk for an event, indexes and rollups included; set by <see cref="RunAsync"/>.</summary>
    public double BytesPerEvent { get; private set; }

    public async Task<List<QueriesResult>> RunAsync(CancellationToken cancellation)
    {
        var filled = await ScalarAsync(options.Postgres, $"select count(*) from pg_database where datname = '{database}'", cancellation) > 0;
        if (!filled) await ExecuteAsync(options.Postgres, $"create database {database}", cancellation);
        try
        {
            var connection = new NpgsqlConnectionStringBuilder(options.Postgres) { Database = database }.ConnectionString;
            await using (var owner = NpgsqlDataSource.Create(connection)) await new SchemaMigrator(owner).MigrateAsync(cancellation);
            if (!filled) await FillAsync(connection, cancellation);
            await CountSlotsAsync(connection, cancellation);
            await ExecuteAsync(connection, "vacuum (analyze)", cancellation);
            BytesPerEvent = await ScalarAsync(connection, "select pg_database_size(current_database())", cancellation) / (options.Events * 1.1);
            return await MeasureAsync(connection, cancellation);
        }
        finally
        {
            if (options.Database is null) await ExecuteAsync(options.Postgres, $"drop database {database} with (force)", CancellationToken.None);
        }
    }

    async Task FillAsync(string connection, CancellationToken cancellation)
    {
        await using var writer = new WriterDataSource(connection);
        var rollups = new PostgresRollups(writer, new RollupOptions { SettleAfter = TimeSpan.Zero }, TimeProvider.System);
        foreach (var (account, events) in ((string, int)[])[(Small, options.Events / 10), (Large, options.Events)])
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
                small.Add(await TimeAsync(() => summaries.ReadAsync(new SelectedEvents(Small, from, to), cancellation)));
                large.Add(await TimeAsync(() => summaries.ReadAsync(new SelectedEvents(Large, from, to), cancellation)));
                if (round < options.RawRounds) rows.Add(await TimeAsync(() => RawSummary.ReadAsync(raw, Large, from, to, cancellation)));
            }

            var (counted, read) = (await summaries.ReadAsync(new SelectedEvents(Large, from, to), cancellation), await RawSummary.ReadAsync(raw, Large, from, to, cancellation));
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

    static async Task ExecuteAsync(string connection, string sql, CancellationToken cancellation)
    {
        await using var open = new NpgsqlConnection($"{connection};Pooling=false;Command Timeout=600");
        await open.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync(cancellation);
    }

    static async Task<double> ScalarAsync(string connection, string sql, CancellationToken cancellation)
    {
        await using var open = new NpgsqlConnection($"{connection};Pooling=false");
        await open.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, open);
        return Convert.ToDouble(await command.ExecuteScalarAsync(cancellation), System.Globalization.CultureInfo.InvariantCulture);
    }
}
