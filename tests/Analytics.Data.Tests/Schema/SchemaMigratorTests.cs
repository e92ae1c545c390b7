using System.Net.Sockets;
using Analytics.Data.Postgres;
using Analytics.Data.Schema;
using Analytics.Tests.Servers;
using Dapper;
using Npgsql;

namespace Analytics.Data.Tests.Schema;

public sealed class SchemaMigratorTests(PostgresServer server)
{
    [Fact]
    public async Task An_empty_database_gets_every_migration_in_order()
    {
        await using var postgres = await NewDatabaseAsync();
        var migrator = new SchemaMigrator(postgres);
        Assert.False(await migrator.IsCurrentAsync(default));

        Assert.Equal(EmbeddedSql.Migrations, await migrator.MigrateAsync(default));

        Assert.True(await migrator.IsCurrentAsync(default));
        Assert.Equal(EmbeddedSql.Migrations, await AppliedAsync(postgres));
    }

    [Fact]
    public async Task Migrating_again_does_nothing()
    {
        await using var postgres = await NewDatabaseAsync();
        await new SchemaMigrator(postgres).MigrateAsync(default);
        Assert.Empty(await new SchemaMigrator(postgres).MigrateAsync(default));
        Assert.Equal(EmbeddedSql.Migrations, await AppliedAsync(postgres));
    }

    [Fact]
    public async Task Eight_migrators_at_once_apply_each_migration_once()
    {
        var connectionString = await server.CreateDatabaseAsync();
        var sources = Enumerable.Range(0, 8).Select(_ => NpgsqlDataSource.Create(connectionString)).ToList();
        var applied = await Task.WhenAll(sources.Select(source => Task.Run(() => new SchemaMigrator(source).MigrateAsync(default))));

        Assert.Equal(EmbeddedSql.Migrations, applied.SelectMany(names => names).Order(StringComparer.Ordinal));
        Assert.Equal(EmbeddedSql.Migrations, await AppliedAsync(sources[0]));
        foreach (var source in sources) Assert.True(await new SchemaMigrator(source).IsCurrentAsync(default));
        foreach (var source in sources) await source.DisposeAsync();
    }

    [Fact]
    public async Task A_migrator_that_dies_in_the_middle_frees_the_lock_and_the_next_one_finishes()
    {
        await using var postgres = await NewDatabaseAsync();
        await using var other = NpgsqlDataSource.Create(postgres.ConnectionString);
        // The name is taken by a transaction in progress: the second migration waits for its end.
        await using var blocker = await postgres.OpenConnectionAsync();
        await blocker.ExecuteAsync("begin; create table rollups (one int)");

        var dies = new SchemaMigrator(postgres).MigrateAsync(default);
        var middle = await Eventually.UntilAsync(() => HolderAsync(other, waitsFor: "transactionid"), pid => pid != 0, "the migrator waits in the second migration");
        var finishes = new SchemaMigrator(other).MigrateAsync(default);
        await Eventually.UntilAsync(() => HolderAsync(other, waitsFor: "advisory"), pid => pid != 0, "the next one waits for the lock");
        await blocker.ExecuteAsync($"select pg_terminate_backend({middle})");
        Assert.Equal(PostgresErrorCodes.AdminShutdown, (await Assert.ThrowsAsync<PostgresException>(() => dies)).SqlState);
        await blocker.ExecuteAsync("rollback");

        Assert.Equal(EmbeddedSql.Migrations.Skip(1), await finishes);
        Assert.Equal(EmbeddedSql.Migrations, await AppliedAsync(postgres));
    }

    [Fact]
    public async Task A_migrator_whose_server_dies_fails_by_that_and_not_by_giving_back_the_lock()
    {
        await using var mortal = await PostgresServer.StartedAsync();
        await using var postgres = NpgsqlDataSource.Create($"{await mortal.CreateDatabaseAsync()};Pooling=false");
        await using var blocker = await postgres.OpenConnectionAsync();
        await blocker.ExecuteAsync("begin; create table rollups (one int)");
        var dies = new SchemaMigrator(postgres).MigrateAsync(default);
        await Eventually.UntilAsync(() => HolderAsync(postgres, waitsFor: "transactionid"), pid => pid != 0, "the migrator waits in the second migration");
        await mortal.KillAsync();
        Assert.IsNotType<SocketException>((await Assert.ThrowsAnyAsync<NpgsqlException>(() => dies)).InnerException); // nobody there to connect to
    }

    [Fact]
    public async Task A_migration_that_fails_leaves_nothing_of_itself_and_is_done_at_the_next_try()
    {
        await using var postgres = await NewDatabaseAsync();
        var migrator = new SchemaMigrator(postgres);
        await using var connection = await postgres.OpenConnectionAsync();
        await connection.ExecuteAsync("create table rollups (one int)");

        await Assert.ThrowsAsync<PostgresException>(() => migrator.MigrateAsync(default));
        Assert.Equal(EmbeddedSql.Migrations.Take(1), await AppliedAsync(postgres));
        Assert.False(await connection.ExecuteScalarAsync<bool>("select to_regclass('rollup_deltas') is not null"));

        await connection.ExecuteAsync("drop table rollups");
        Assert.Equal(EmbeddedSql.Migrations.Skip(1), await migrator.MigrateAsync(default));
    }

    async Task<NpgsqlDataSource> NewDatabaseAsync() => NpgsqlDataSource.Create(await server.CreateDatabaseAsync() + ";Persist Security Info=true");

    static async Task<List<string>> AppliedAsync(NpgsqlDataSource postgres)
    {
        await using var connection = await postgres.OpenConnectionAsync();
        return (await connection.QueryAsync<string>("select name from schema_migrations order by applied_at, name")).AsList();
    }

    /// <summary>The backend of this database that waits for a lock of a kind.</summary>
    static async Task<int> HolderAsync(NpgsqlDataSource postgres, string waitsFor)
    {
        await using var connection = await postgres.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<int>(
            "select coalesce(min(pid), 0) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event = @waitsFor",
            new { waitsFor });
    }
}
