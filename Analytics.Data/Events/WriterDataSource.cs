using Analytics.Data.Postgres;
using Npgsql;

namespace Analytics.Data.Events;

/// <summary>
/// The worker's own connections. They are not reset when they go back to the pool, so that a connection's staging table
/// stays; nothing else may leave a mark on the session.
/// </summary>
public sealed class WriterDataSource(string connectionString) : IAsyncDisposable, IDisposable
{
    readonly NpgsqlDataSource source = PrimaryDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
    {
        NoResetOnClose = true,
        ApplicationName = "analytics-worker",
    });

    public ValueTask<NpgsqlConnection> OpenAsync(CancellationToken cancellation) => source.OpenConnectionAsync(cancellation);

    public void Dispose() => source.Dispose();

    public ValueTask DisposeAsync() => source.DisposeAsync();
}
