using Analytics.Data.Schema;
using Npgsql;

namespace Analytics.Load.Bench;

/// <summary>
/// A database of the benchmark's own on the running PostgreSQL, with the product's schema; dropped at the end. No worker looks into
/// it, so nothing is folded there that the benchmark does not fold itself.
/// </summary>
sealed class BenchDatabase : IAsyncDisposable
{
    readonly string server;
    readonly string name = $"analytics_bench_{Environment.ProcessId}";

    BenchDatabase(string server)
    {
        this.server = server;
        Connection = new NpgsqlConnectionStringBuilder(server) { Database = name }.ConnectionString;
    }

    /// <summary>How to reach it.</summary>
    public string Connection { get; }

    /// <exception cref="NpgsqlException">The server is not there, or its user may make no database.</exception>
    public static async Task<BenchDatabase> CreateAsync(string server, CancellationToken cancellation)
    {
        var database = new BenchDatabase(server);
        await database.ExecuteAsync($"create database {database.name}", cancellation);
        try
        {
            await using var owner = NpgsqlDataSource.Create(database.Connection);
            await new SchemaMigrator(owner).MigrateAsync(cancellation);
            return database;
        }
        catch
        {
            await database.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync() => await ExecuteAsync($"drop database if exists {name} with (force)", CancellationToken.None);

    async Task ExecuteAsync(string sql, CancellationToken cancellation)
    {
        await using var open = new NpgsqlConnection($"{server};Pooling=false;Command Timeout=600");
        await open.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(sql, open);
        await command.ExecuteNonQueryAsync(cancellation);
    }
}
