using Npgsql;

namespace Analytics.Load.Bench;

/// <summary>
/// The database that <see cref="QueriesBench"/> fills, on the running PostgreSQL. When it is full its comment says with what: one without
/// was interrupted, or is somebody's and must not be touched.
/// </summary>
sealed class QueriesDatabase(QueriesOptions options)
{
    public const string Small = "bench-small";
    public const string Large = "bench-large";

    readonly string name = options.Database ?? $"analytics_bench_{Environment.ProcessId}";

    /// <summary>How to reach it.</summary>
    public string Connection => new NpgsqlConnectionStringBuilder(options.Postgres) { Database = name }.ConnectionString;

    string Mark => $"bench queries: {options.Events} and {options.SmallEvents} events, {options.Users} users";

    public async Task<bool> ExistsAsync(CancellationToken cancellation) =>
        await ValueAsync(options.Postgres, $"select count(*) from pg_database where datname = '{name}'", cancellation) is > 0L;

    public Task CreateAsync(CancellationToken cancellation) => ValueAsync(options.Postgres, $"create database {name}", cancellation);

    /// <summary>Notes that it is full.</summary>
    public Task MarkAsync(CancellationToken cancellation) => ValueAsync(options.Postgres, $"comment on database {name} is '{Mark}'", cancellation);

    /// <summary>Sees, and changes nothing, that it was filled as is asked for and still is.</summary>
    /// <exception cref="BenchFailedException">It was not, or is no longer.</exception>
    public async Task CheckAsync(CancellationToken cancellation)
    {
        var mark = await ValueAsync(options.Postgres, $"select shobj_description(oid, 'pg_database') from pg_database where datname = '{name}'", cancellation) as string;
        if (mark is null) throw new BenchFailedException($"The database '{name}' was not filled by this benchmark, or not to its end. Take another name; or drop it, if nobody needs it.");
        if (mark != Mark) throw new BenchFailedException($"The database '{name}' is not as asked for, which is '{Mark}', but '{mark}'. Ask for these, or take another name.");
        var rows = await ValueAsync(
            Connection, $"select format('%s and %s of %s', count(*) filter (where account_id = '{Large}'), count(*) filter (where account_id = '{Small}'), count(*)) from events", cancellation);
        var wanted = $"{options.Events} and {options.SmallEvents} of {options.Events + options.SmallEvents}";
        if (rows as string != wanted) throw new BenchFailedException($"The database '{name}' is no longer as it was filled: it has {rows} rows, not {wanted}. Take another name, or drop it.");
    }

    public Task TidyAsync(CancellationToken cancellation) => ValueAsync(Connection, "vacuum (analyze)", cancellation);

    /// <summary>Bytes on disk.</summary>
    public async Task<long> SizeAsync(CancellationToken cancellation) => (long)(await ValueAsync(Connection, "select pg_database_size(current_database())", cancellation))!;

    public Task DropAsync() => ValueAsync(options.Postgres, $"drop database {name} with (force)", CancellationToken.None);

    static async Task<object?> ValueAsync(string connection, string sql, CancellationToken cancellation)
    {
        await using var open = new NpgsqlConnection($"{connection};Pooling=false;Command Timeout=600");
        await open.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, open);
        return await command.ExecuteScalarAsync(cancellation);
    }
}
