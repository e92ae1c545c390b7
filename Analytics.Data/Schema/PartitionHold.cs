using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.Schema;

/// <summary>
/// No partition is dropped while this is held. Making a partition and filling it are two transactions; one that retention drops in
/// between, again and again, would keep a batch of old events from ever being stored.
/// </summary>
sealed class PartitionHold : IAsyncDisposable
{
    readonly NpgsqlConnection connection;

    PartitionHold(NpgsqlConnection connection) => this.connection = connection;

    /// <summary>Waits for a drop that is under way. The connection must be in no transaction and stay in use until this is disposed.</summary>
    public static async Task<PartitionHold> TakeAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(new CommandDefinition("select pg_advisory_lock_shared(@key)", new { key = AdvisoryLock.DroppingPartitions }, cancellationToken: cancellation));
        return new PartitionHold(connection);
    }

    /// <summary>A connection that broke holds nothing any more.</summary>
    public async ValueTask DisposeAsync()
    {
        if (connection.FullState == System.Data.ConnectionState.Open) await connection.ExecuteAsync("select pg_advisory_unlock_shared(@key)", new { key = AdvisoryLock.DroppingPartitions });
    }
}
