using Npgsql;

namespace Ingest.Worker.Events;

static class FailureKinds
{
    /// <summary>
    /// Sorts a failure. Npgsql's <c>IsTransient</c> is not enough here, as it knows only what a retry of a second may heal: a
    /// server that lacks its tables or is read-only heals too, by hand, and no event may be lost over it.
    /// </summary>
    public static FailureKind Of(Exception failure) => failure switch
    {
        PostgresException refused => Of(refused),
        NpgsqlException or TimeoutException or IOException or System.Net.Sockets.SocketException => FailureKind.DatabaseAway,
        _ => FailureKind.Unknown,
    };

    static FailureKind Of(PostgresException refused) => refused.SqlState switch
    {
        PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure or PostgresErrorCodes.LockNotAvailable
            or PostgresErrorCodes.UniqueViolation => FailureKind.Contention,
        // "no partition of relation found for row" has the code of a check, but no check's name: the partition was dropped meanwhile.
        PostgresErrorCodes.CheckViolation when refused.ConstraintName is null => FailureKind.Contention,
        // 22 data exception, 23 integrity violation, 54 program limit exceeded (a row too large, an index entry too long).
        ['2', '2' or '3', ..] or ['5', '4', ..] => FailureKind.BadData,
        _ => FailureKind.DatabaseAway,
    };
}
