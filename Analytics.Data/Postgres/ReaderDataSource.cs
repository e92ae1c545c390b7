using Npgsql;

namespace Analytics.Data.Postgres;

/// <summary>The API's connections: they read, and no question of theirs may take long.</summary>
static class ReaderDataSource
{
    /// <summary>
    /// Bounded in number and time, in one of <see cref="DatabaseRole"/>. No just-in-time compilation: it costs more than the short
    /// statements here take. A statement that PostgreSQL would still be at after 5 s nobody waits for any more; that PostgreSQL itself
    /// ends it is heard, as the driver waits longer. When the driver gives up, it holds a thread of the pool while it cancels, so every
    /// <see cref="BoundedRead"/> ends before.
    /// </summary>
    public static NpgsqlDataSource Create(string connectionString, string role, int connectionLimit) =>
        PrimaryDataSource.Create(
            new NpgsqlConnectionStringBuilder(connectionString)
            {
                ApplicationName = "analytics-api",
                MaxPoolSize = connectionLimit,
                Timeout = 2,
                CommandTimeout = 7,
                NoResetOnClose = true,
                Options = $"{role} -c jit=off -c statement_timeout=5000 -c default_transaction_read_only=on",
            },
            $"analytics-api {(role == DatabaseRole.Overseer ? "overseer" : "reader")}");
}
