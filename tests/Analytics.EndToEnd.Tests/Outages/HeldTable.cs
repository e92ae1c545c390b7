using Npgsql;

namespace Analytics.EndToEnd.Tests.Outages;

/// <summary>A table that is locked until this is disposed: whoever comes to it, reading or writing, stands still there.</summary>
sealed class HeldTable : IAsyncDisposable
{
    readonly NpgsqlConnection connection;

    HeldTable(NpgsqlConnection connection) => this.connection = connection;

    public static async Task<HeldTable> HoldAsync(string database, string table)
    {
        var connection = new NpgsqlConnection($"{database};Pooling=false");
        await connection.OpenAsync();
        await using var hold = new NpgsqlCommand($"begin; lock table {table} in access exclusive mode", connection);
        await hold.ExecuteNonQueryAsync();
        return new HeldTable(connection);
    }

    public ValueTask DisposeAsync() => connection.DisposeAsync();
}
