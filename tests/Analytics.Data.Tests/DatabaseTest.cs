using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Analytics.Data.Schema;
using Analytics.Tests.Oracle;
using Analytics.Tests.Servers;
using Dapper;
using Npgsql;

namespace Analytics.Data.Tests;

/// <summary>Tests that get a migrated database each, on the assembly's PostgreSQL.</summary>
public abstract class DatabaseTest(PostgresServer server) : IAsyncLifetime
{
    readonly List<IDisposable> owned = [];

    public string ConnectionString { get; private set; } = "";

    /// <summary>For the test's own look at the tables.</summary>
    public NpgsqlDataSource Postgres { get; private set; } = null!;

    public WriterDataSource Writer { get; private set; } = null!;

    /// <summary>As the API reads.</summary>
    public AccountReader Reader { get; private set; } = null!;

    public PostgresEventStore Store { get; private set; } = null!;

    /// <summary>CREATE DATABASE's options.</summary>
    protected virtual string DatabaseOptions => "";

    public async ValueTask InitializeAsync()
    {
        ConnectionString = await server.CreateDatabaseAsync(DatabaseOptions);
        Postgres = NpgsqlDataSource.Create(ConnectionString);
        await new SchemaMigrator(Postgres).MigrateAsync(default);
        Writer = NewWriter();
        Reader = AccountReader.To(ConnectionString, ConnectionString);
        owned.Add(Reader);
        Store = new PostgresEventStore(Writer, TimeProvider.System);
    }

    public ValueTask DisposeAsync()
    {
        foreach (var one in owned) one.Dispose();
        Postgres.Dispose();
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Connections as another worker would have them.</summary>
    protected WriterDataSource NewWriter()
    {
        var writer = new WriterDataSource(ConnectionString);
        owned.Add(writer);
        return writer;
    }

    protected PostgresEventStore NewStore() => new(NewWriter(), TimeProvider.System);

    protected async Task<T> ScalarAsync<T>(string sql)
    {
        await using var connection = await Postgres.OpenConnectionAsync();
        return (await connection.ExecuteScalarAsync<T>(sql))!;
    }

    protected async Task<List<T>> ColumnAsync<T>(string sql)
    {
        await using var connection = await Postgres.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql)).AsList();
    }

    protected async Task ExecuteAsync(string sql)
    {
        await using var connection = await Postgres.OpenConnectionAsync();
        await connection.ExecuteAsync(sql);
    }

    protected Task<long> StoredAsync() => ScalarAsync<long>("select count(*) from events");

    /// <summary>Rows and rollups tell the same.</summary>
    protected Task AssertRollupsAgreeAsync() => RollupOracle.AssertAgreesAsync(Postgres);

    /// <summary>Holds a table so that nobody else gets at it, until disposed.</summary>
    protected Task<HeldTable> HoldAsync(string table) => HeldTable.HoldAsync(Postgres, table);

    /// <summary>Waits until someone of this database waits for a lock, and returns that backend's pid.</summary>
    protected Task<int> WaitingBackendAsync() => Eventually.UntilAsync(
        () => ScalarAsync<int>("select coalesce(min(pid), 0) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()"),
        pid => pid != 0,
        "a backend waits for a lock");
}
