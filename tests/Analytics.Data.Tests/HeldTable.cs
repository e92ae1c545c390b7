using Dapper;
using Npgsql;

namespace Analytics.Data.Tests;

/// <summary>A table that is locked until this is disposed: whoever comes to it stands still there.</summary>
public sealed class HeldTable : IAsyncDisposable
{
    readonly NpgsqlConnection connection;

    HeldTable(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<HeldTable> HoldAsync(NpgsqlDataSource postgres, string table)
    {
        var connection = await postgres.OpenConnectionAsync();
        await connection.ExecuteAsync($"begin; lock table {table} in access exclusive mode");
        return new HeldTable(connection);
    }

    public async ValueTask DisposeAsync()
    {
        await connection.ExecuteAsync("rollback");
        await connection.DisposeAsync();
    }
}
