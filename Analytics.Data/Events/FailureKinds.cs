using Npgsql;

namespace Analytics.Data.Events;

/// <summary>Sorts what may go wrong with PostgreSQL.</summary>
public static class FailureKinds
{
    /// <summary>
    /// What a failure asks for. Npgsql's <c>IsTransient</c> is not enough here, as it knows only what a retry of a second may heal:
    /// a server that lacks its tables or is read-only heals too, by hand, and no event may be lost over it.
    /// </summary>
    public static FailureKind Of(Exception failure) => failure switch
    {
        PostgresException refused => Of(refused),
        // Disposed: Npgsql 10 throws that from a connection that breaks while it is taken from the pool.
        NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException or ObjectDisposedException => FailureKind.DatabaseAway,
        _ => FailureKind.Unknown,
    };

    /// <summary>"No partition of relation found for row" has the code of a check constraint, but names none.</summary>
    internal static bool IsMissingPartition(PostgresException refused) =>
        refused.SqlState == PostgresErrorCodes.CheckViolation && refused.ConstraintName is null;

    static FailureKind Of(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.UniqueViolation => FailureKind.Contention,
        _ when IsMissingPartition(refused) => FailureKind.Contention,
        // At connecting: the session's role is not there. No row can cause it.
        PostgresErrorCodes.InvalidParameterValue => FailureKind.DatabaseAway,
        // 22 data exception, 23 integrity violation, 54 program limit exceeded (a row too large, an index entry too long).
        ['2', '2' or '3', ..] or ['5', '4', ..] => FailureKind.BadData,
        _ => FailureKind.DatabaseAway,
    };
}
