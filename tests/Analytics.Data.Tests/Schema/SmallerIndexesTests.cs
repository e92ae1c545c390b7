using Analytics.Data.Postgres;
using Analytics.Data.Schema;
using Analytics.Tests.Servers;
using Dapper;
using Npgsql;

namespace Analytics.Data.Tests.Schema;

/// <summary>The migration that gives the raw rows other indexes, of months that have rows.</summary>
public sealed class SmallerIndexesTests(PostgresServer server)
{
    const string Migration = "0014_smaller_indexes.sql";

    [Fact]
    public async Task Every_month_has_the_new_indexes_and_not_the_old_and_takes_those_that_were_built_ahead()
    {
        // Who migrates owns the tables and is no superuser. On a server of its own: roles are the whole server's.
        await using var own = await PostgresServer.StartedAsync();
        await own.ExecuteAsync(
            """
            create role plain login password 'plain'; create role analytics_writer bypassrls; create role analytics_reader;
            create role analytics_overseer bypassrls; grant analytics_writer, analytics_reader, analytics_overseer to plain
            """);
        var database = await own.CreateDatabaseAsync("owner plain");
        await using var owner = await ReleaseBeforeAsync(new NpgsqlConnectionStringBuilder(database) { Username = "plain", Password = "plain" }.ConnectionString);
        await using var superuser = NpgsqlDataSource.Create(database);
        await using var connection = await superuser.OpenConnectionAsync();

        // As RUNBOOK.md says, "A new release".
        await connection.ExecuteAsync("set role plain");
        var functions = EmbeddedSql.Read(Migration);
        await connection.ExecuteAsync(functions[..functions.IndexOf("-- While they are built", StringComparison.Ordinal)]);
        await connection.ExecuteAsync("create unique index concurrently ahead_key on events_2026_01 (account_id, occurred_on, event_id_hash(event_id))");
        await connection.ExecuteAsync("create index concurrently ahead_time on events_2026_01 (account_id, second_of(occurred_at))");
        await connection.ExecuteAsync("reset role");

        Assert.Contains(Migration, await new SchemaMigrator(owner).MigrateAsync(default));

        Assert.Equal(
            [
                "events_2026_01 ahead_key",
                "events_2026_01 ahead_time",
                "events_2026_02 events_2026_02_account_id_occurred_on_event_id_hash_idx",
                "events_2026_02 events_2026_02_account_id_second_of_idx",
            ],
            await connection.QueryAsync<string>("select concat_ws(' ', tablename, indexname) from pg_indexes where tablename like 'events\\_2026%' order by 1"));
        Assert.Equal(4, await connection.ExecuteScalarAsync<int>("select count(*) from events"));
        await Assert.ThrowsAsync<PostgresException>(() => InsertAsync(connection, "a", "2026-01-31"));
    }

    [Fact]
    public async Task Readers_see_nothing_of_it_until_it_is_done_and_who_writes_waits()
    {
        await using var postgres = await ReleaseBeforeAsync(await server.CreateDatabaseAsync());
        await using var migrating = await postgres.OpenConnectionAsync();
        await using var other = await postgres.OpenConnectionAsync();
        var migration = EmbeddedSql.Read(Migration);
        await using var transaction = await migrating.BeginTransactionAsync();
        await migrating.ExecuteAsync(migration[..migration.IndexOf("alter table", StringComparison.Ordinal)]);

        Assert.Equal(4, await other.ExecuteScalarAsync<int>("set lock_timeout = '10s'; select count(*) from events"));
        var writing = InsertAsync(other, "c", "2026-01-31");
        await Eventually.UntilAsync(
            () => migrating.ExecuteScalarAsync<bool>("select exists (select from pg_locks where not granted and database = (select oid from pg_database where datname = current_database()))"),
            waits => waits,
            "who writes waits");
        await migrating.ExecuteAsync(migration[migration.IndexOf("alter table", StringComparison.Ordinal)..]);
        await transaction.CommitAsync();
        await writing;
    }

    /// <summary>A database as the release before left it, with two events in each of two months.</summary>
    static async Task<NpgsqlDataSource> ReleaseBeforeAsync(string connectionString)
    {
        var postgres = NpgsqlDataSource.Create(connectionString);
        await using var connection = await postgres.OpenConnectionAsync();
        await connection.ExecuteAsync("create table schema_migrations (name text primary key, applied_at timestamptz not null default now())");
        foreach (var name in EmbeddedSql.Migrations.TakeWhile(name => name != Migration))
        {
            await connection.ExecuteAsync(EmbeddedSql.Read(name));
            await connection.ExecuteAsync("insert into schema_migrations (name) values (@name)", new { name });
        }

        await connection.ExecuteAsync("select add_events_partition('2026-01-01'), add_events_partition('2026-02-01'); set role analytics_writer");
        foreach (var day in (string[])["2026-01-31", "2026-02-01"])
            foreach (var id in (string[])["a", "b"]) await InsertAsync(connection, id, day);
        return postgres;
    }

    static Task<int> InsertAsync(NpgsqlConnection connection, string id, string day) => connection.ExecuteAsync(
        """
        insert into events (account_id, event_id, user_id, type, occurred_at, received_at, occurred_on)
        values ('acc_1', @id, 'u', 't', @day::date, now(), @day::date)
        """,
        new { id, day });
}
