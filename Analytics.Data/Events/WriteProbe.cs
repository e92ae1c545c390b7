using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.Events;

/// <summary>
/// Whether a batch could be stored now. A server that answers may yet be read-only, out of disk, or have its tables locked;
/// whoever takes its answer for an all-clear sends batch after batch against that wall.
/// </summary>
public sealed class WriteProbe(NpgsqlDataSource postgres) : IAsyncDisposable, IDisposable
{
    /// <summary>Tries as the writer, and does not wait for long. Keeps no connection: it is asked at the start and in an outage.</summary>
    public static WriteProbe To(string writerConnection) => new(PrimaryDataSource.Create(new NpgsqlConnectionStringBuilder(writerConnection)
    {
        Timeout = 3,
        CommandTimeout = 5,
        Pooling = false,
        ApplicationName = "analytics-probe",
        Options = DatabaseRole.Writer,
    }));

    static readonly string Try = EmbeddedSql.Read("WriteProbe.Try.sql");

    /// <summary>Returns when a batch could be stored, and otherwise throws what it would meet (see <see cref="FailureKinds"/>).</summary>
    public async Task TryAsync(CancellationToken cancellation)
    {
        await using var connection = await postgres.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(Try, transaction: transaction, cancellationToken: cancellation));
        await transaction.RollbackAsync(cancellation);
    }

    public void Dispose() => postgres.Dispose();

    public ValueTask DisposeAsync() => postgres.DisposeAsync();
}
