using System.Data;
using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.Schema;

/// <summary>
/// Applies the numbered .sql files of this room that the database has not seen, each in a transaction of its own. Any number of
/// workers may do so at once: one works, the others wait on an advisory lock held by one connection all the while.
/// </summary>
public sealed class SchemaMigrator(NpgsqlDataSource postgres) : IAsyncDisposable, IDisposable
{
    /// <summary>How long to wait for another's migration before giving up; the caller comes again.</summary>
    const int LockTimeoutSeconds = 300;

    /// <summary>Migrates as the owner of the tables. Keeps no connection: it is asked at the start and in an outage.</summary>
    public static SchemaMigrator To(string ownerConnection) => new(PrimaryDataSource.Create(new NpgsqlConnectionStringBuilder(ownerConnection)
    {
        Timeout = 3,
        CommandTimeout = 5,
        Pooling = false,
        ApplicationName = "analytics-schema",
    }));

    /// <summary>Applies what is missing and returns the names of what it applied.</summary>
    public async Task<IReadOnlyList<string>> MigrateAsync(CancellationToken cancellation)
    {
        if (await IsCurrentAsync(cancellation)) return [];
        await using var connection = await postgres.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_lock(@key)", new { key = AdvisoryLock.Migrating }, commandTimeout: LockTimeoutSeconds, cancellationToken: cancellation));
        try
        {
            return await ApplyMissingAsync(connection, cancellation);
        }
        finally
        {
            // A connection that broke holds nothing any more, and why it broke is what the caller is to hear.
            if (connection.FullState == ConnectionState.Open) await connection.ExecuteAsync("select pg_advisory_unlock(@key)", new { key = AdvisoryLock.Migrating });
        }
    }

    /// <summary>Whether every migration of this program has been applied.</summary>
    public async Task<bool> IsCurrentAsync(CancellationToken cancellation)
    {
        await using var connection = await postgres.OpenConnectionAsync(cancellation);
        var exists = await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select to_regclass('schema_migrations') is not null", cancellationToken: cancellation));
        if (!exists) return false;
        var applied = await connection.QueryAsync<string>(new CommandDefinition("select name from schema_migrations", cancellationToken: cancellation));
        return !EmbeddedSql.Migrations.Except(applied).Any();
    }

    public void Dispose() => postgres.Dispose();

    public ValueTask DisposeAsync() => postgres.DisposeAsync();

    static async Task<IReadOnlyList<string>> ApplyMissingAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(new CommandDefinition(
            """
            create table if not exists schema_migrations (
              name text primary key,
              applied_at timestamptz not null default now()
            )
            """,
            cancellationToken: cancellation));
        var applied = (await connection.QueryAsync<string>(new CommandDefinition("select name from schema_migrations", cancellationToken: cancellation))).ToHashSet();
        var missing = EmbeddedSql.Migrations.Where(name => !applied.Contains(name)).ToList();
        foreach (var name in missing)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            await connection.ExecuteAsync(new CommandDefinition(EmbeddedSql.Read(name), transaction: transaction, commandTimeout: 0, cancellationToken: cancellation));
            await connection.ExecuteAsync(new CommandDefinition("insert into schema_migrations (name) values (@name)", new { name }, transaction, cancellationToken: cancellation));
            await transaction.CommitAsync(cancellation);
        }

        return missing;
    }
}
