using Npgsql;

namespace Analytics.Data.Postgres;

/// <summary>What a failed read says about PostgreSQL.</summary>
public static class StoreAway
{
    /// <summary>
    /// Whether the database cannot answer now. Whatever it refuses counts: the statements here are fixed, so a refusal says that
    /// its schema is not there yet, or that it is stopping, full or failing over; all of that passes, and none is the reader's fault.
    /// A connection that breaks while it is taken from the pool may throw that it is disposed.
    /// </summary>
    public static bool IsSaidBy(Exception fault) => fault is NpgsqlException or TimeoutException or IOException or ObjectDisposedException;

    /// <summary>Whether it was there and did not come to an end in time.</summary>
    public static bool IsTooSlow(Exception fault) =>
        fault is TimeoutException or PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } or NpgsqlException { InnerException: TimeoutException };
}
