using Analytics.Data.Postgres;
using Npgsql;

namespace Analytics.Data.Events;

/// <summary>
/// The worker's own connections, in the writer's role. They are not reset when they go back to the pool, so that a connection's
/// staging table stays; nothing else may leave a mark on the session.
/// </summary>
/// <param name="connectionString">Of the login that writes.</param>
/// <param name="connectionLimit">Most connections at once; who wants one more waits, by Npgsql's default 15 s. A worker's is 8 (<c>IngestOptions.ConnectionLimit</c>).</param>
public sealed class WriterDataSource(string connectionString, int connectionLimit = WriterDataSource.DefaultConnectionLimit) : IAsyncDisposable, IDisposable
{
    const int DefaultConnectionLimit = 100; // Npgsql's

    readonly NpgsqlDataSource source = PrimaryDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        MaxPoolSize = connectionLimit,
        NoResetOnClose = true,
        ApplicationName = "analytics-worker",
        Options = DatabaseRole.Writer,
    });

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => source.OpenConnectionAsync(cancellation);

    public void Dispose() => source.Dispose();

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
