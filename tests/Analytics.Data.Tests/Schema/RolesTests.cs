using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Analytics.Data.Schema;
using Analytics.Tests.Servers;
using Dapper;
using Npgsql;

namespace Analytics.Data.Tests.Schema;

/// <summary>On a server of its own: roles are the whole server's.</summary>
public sealed class RolesTests : IAsyncLifetime
{
    const string Roles = "select rolname from pg_roles where rolname like 'analytics\\_%' order by 1";

    readonly PostgresServer server = new();

    public async ValueTask InitializeAsync() => await server.StartAsync();

    public ValueTask DisposeAsync() => server.DisposeAsync();

    [Fact]
    public async Task Databases_of_one_server_that_migrate_at_once_make_the_roles_together()
    {
        var sources = new List<NpgsqlDataSource>();
        for (var i = 0; i < 6; i++) sources.Add(NpgsqlDataSource.Create(await server.CreateDatabaseAsync()));
        await Task.WhenAll(sources.Select(source => Task.Run(() => new SchemaMigrator(source).MigrateAsync(default))));

        Assert.Equal(["analytics_overseer", "analytics_reader", "analytics_writer"], await ColumnAsync(sources[0], Roles));
        foreach (var source in sources)
        {
            Assert.True(await new SchemaMigrator(source).IsCurrentAsync(default));
            await source.DisposeAsync();
        }
    }

    [Fact]
    public async Task A_login_that_may_not_make_roles_is_told_what_to_do_and_that_helps()
    {
        await server.ExecuteAsync("create role plain login password 'plain'");
        var (source, _) = await PlainDatabaseAsync();
        await using var disposed = source;

        var refused = await Assert.ThrowsAsync<PostgresException>(() => new SchemaMigrator(source).MigrateAsync(default));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        var advice = refused.MessageText[(refused.MessageText.IndexOf("once: ", StringComparison.Ordinal) + 6)..];
        await server.ExecuteAsync(advice);
        await new SchemaMigrator(source).MigrateAsync(default);
        Assert.True(await new SchemaMigrator(source).IsCurrentAsync(default));
    }

    [Fact]
    public async Task An_owner_without_privileges_of_its_own_is_enough_once_the_roles_are_there()
    {
        await server.ExecuteAsync(
            """
            create role plain login password 'plain'; create role analytics_writer bypassrls; create role analytics_reader;
            create role analytics_overseer bypassrls; grant analytics_writer, analytics_reader, analytics_overseer to plain
            """);
        var (source, connectionString) = await PlainDatabaseAsync();
        await using var disposed = source;
        await new SchemaMigrator(source).MigrateAsync(default);

        await using var writer = new WriterDataSource(connectionString);
        await new PostgresEventStore(writer, TimeProvider.System).AppendAsync([Some.Event("1", "acc_1"), Some.Event("2", "acc_2")], default);
        await using var reader = AccountReader.To(connectionString, connectionString);
        await using var connection = await reader.OpenAsync("acc_2", default);
        Assert.Equal("2", await connection.QuerySingleAsync<string>("select event_id from events"));
        Assert.Empty(await ColumnAsync(source, "select event_id from events")); // forced: for the owner too
    }

    [Fact]
    public async Task An_owner_of_the_tables_alone_is_told_what_else_it_needs_and_that_helps()
    {
        await server.ExecuteAsync(
            """
            create role plain login password 'plain'; create role analytics_writer bypassrls; create role analytics_reader;
            create role analytics_overseer bypassrls; grant analytics_writer, analytics_reader, analytics_overseer to plain
            """);
        var connectionString = await server.CreateDatabaseAsync();
        await using var superuser = NpgsqlDataSource.Create(connectionString);
        await ExecuteAsync(superuser, "grant create on schema public to plain");
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString) { Username = "plain", Password = "plain" }.ConnectionString);

        var refused = await Assert.ThrowsAsync<PostgresException>(() => new SchemaMigrator(source).MigrateAsync(default));
        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        await ExecuteAsync(superuser, refused.MessageText[(refused.MessageText.IndexOf("once: ", StringComparison.Ordinal) + 6)..]);
        await new SchemaMigrator(source).MigrateAsync(default);
        Assert.Equal(["analytics_overseer"], await ColumnAsync(source, "select viewowner::text from pg_views where viewname = 'own_events'"));
    }

    [Fact]
    public async Task A_reader_that_could_see_everything_is_refused()
    {
        await server.ExecuteAsync("create role analytics_reader bypassrls");
        await using var source = NpgsqlDataSource.Create(await server.CreateDatabaseAsync());
        var refused = await Assert.ThrowsAsync<PostgresException>(() => new SchemaMigrator(source).MigrateAsync(default));
        Assert.Contains("analytics_reader", refused.MessageText, StringComparison.Ordinal);
    }

    async Task<(NpgsqlDataSource Source, string ConnectionString)> PlainDatabaseAsync()
    {
        var connectionString = new NpgsqlConnectionStringBuilder(await server.CreateDatabaseAsync("owner plain")) { Username = "plain", Password = "plain" }.ConnectionString;
        return (NpgsqlDataSource.Create(connectionString), connectionString);
    }

    static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    static async Task<List<string>> ColumnAsync(NpgsqlDataSource source, string sql)
    {
        await using var connection = await source.OpenConnectionAsync();
        return (await connection.QueryAsync<string>(sql)).AsList();
    }
}
