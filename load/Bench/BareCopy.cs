using Analytics.Load.Events;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Load.Bench;

/// <summary>
/// What PostgreSQL takes when nothing else is done: binary COPY into a table of its own with the real table's columns, key,
/// index and partitions, read from the catalog so that the two cannot drift apart. It is the measure that the whole line is
/// held against. Lives in a schema of its own, which is dropped at the end.
/// </summary>
sealed class BareCopy : IAsyncDisposable
{
    public const int Writers = 2;

    /// <summary>Rows in one COPY, which is one transaction, unless others are asked for: what the worker's batch is.</summary>
    public const int RowsPerCopy = 5_000;

    readonly NpgsqlDataSource database;
    readonly string schema;
    readonly TimeProvider clock;

    BareCopy(NpgsqlDataSource database, string schema, TimeProvider clock)
    {
        this.database = database;
        this.schema = schema;
        this.clock = clock;
    }

    public static async Task<BareCopy> CreateAsync(NpgsqlDataSource database, string run, TimeProvider clock, CancellationToken cancellation)
    {
        var copy = new BareCopy(database, $"bench_copy_{run}", clock);
        await using var catalog = database.CreateCommand("select coalesce(pg_get_partkeydef('events'::regclass), '')");
        var partitionKey = (string?)await catalog.ExecuteScalarAsync(cancellation);
        await copy.ExecuteAsync($"create schema {copy.schema}", cancellation);
        if (string.IsNullOrEmpty(partitionKey))
        {
            await copy.ExecuteAsync($"create table {copy.schema}.events (like events including all)", cancellation);
            return copy;
        }

        await copy.ExecuteAsync($"create table {copy.schema}.events (like events including all) partition by {partitionKey}", cancellation);
        // The events happen now, and now may be the last second of a month.
        var month = clock.GetUtcNow().UtcDateTime.Date.AddDays(1 - clock.GetUtcNow().Day).AddMonths(-1);
        for (var i = 0; i < 3; i++, month = month.AddMonths(1))
        {
            await copy.ExecuteAsync(
                $"create table {copy.schema}.events_{month:yyyy_MM} partition of {copy.schema}.events "
                + $"for values from ('{month:yyyy-MM-dd}') to ('{month.AddMonths(1):yyyy-MM-dd}')",
                cancellation);
        }

        return copy;
    }

    /// <summary>Copies the events into the empty table, so many rows a transaction.</summary>
    /// <returns>Rows a second.</returns>
    public async Task<double> RunAsync(MadeEvent[] events, CancellationToken cancellation, int rowsPerCopy = RowsPerCopy)
    {
        await ExecuteAsync($"truncate {schema}.events", cancellation);
        var connections = new List<NpgsqlConnection>();
        try
        {
            for (var i = 0; i < Writers; i++)
                connections.Add(await database.OpenConnectionAsync(cancellation));
            var next = -rowsPerCopy;
            var started = clock.GetTimestamp();
            await Task.WhenAll(connections.Select(connection => Task.Factory.StartNew(
                () =>
                {
                    while (Interlocked.Add(ref next, rowsPerCopy) is var from && from < events.Length)
                    {
                        cancellation.ThrowIfCancellationRequested();
                        Copy(connection, events.AsSpan(from, Math.Min(rowsPerCopy, events.Length - from)));
                    }
                },
                cancellation,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default)));
            return events.Length / clock.GetElapsedTime(started).TotalSeconds;
        }
        finally
        {
            foreach (var connection in connections)
                await connection.DisposeAsync();
        }
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"drop schema if exists {schema} cascade", CancellationToken.None);

    // The synchronous calls are the fastest that Npgsql has; the measure must not be made slow by its client.
    void Copy(NpgsqlConnection connection, ReadOnlySpan<MadeEvent> events)
    {
        using var import = connection.BeginBinaryImport(
            $"copy {schema}.events (account_id, event_id, user_id, type, occurred_at, received_at, occurred_on, path, metadata) from stdin (format binary)");
        foreach (ref readonly var one in events)
        {
            import.StartRow();
            import.Write(one.AccountId, NpgsqlDbType.Text);
            import.Write(one.EventId, NpgsqlDbType.Text);
            import.Write(one.UserId, NpgsqlDbType.Text);
            import.Write(one.Type, NpgsqlDbType.Text);
            import.Write(one.OccurredAt, NpgsqlDbType.TimestampTz);
            import.Write(one.OccurredAt, NpgsqlDbType.TimestampTz);
            import.Write(DateOnly.FromDateTime(one.OccurredAt), NpgsqlDbType.Date);
            import.Write(one.Path, NpgsqlDbType.Text);
            import.Write(one.Metadata, NpgsqlDbType.Jsonb);
        }

        import.Complete();
    }

    async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var command = database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
