using Npgsql;

namespace Analytics.Data.Postgres;

/// <summary>The advisory locks of a database, by which its workers take turns; their keys stand together, so that no two are the same.</summary>
static class AdvisoryLock
{
    /// <summary>Of whoever migrates.</summary>
    public const long Migrating = 0x616e616c_79746963; // "analytic"

    /// <summary>Of everyone who makes or drops partitions.</summary>
    public const long MakingPartitions = 0x616e616c_70617274; // "analpart"

    /// <summary>Of everyone who drops partitions (alone) or must not lose one (shared).</summary>
    public const long DroppingPartitions = 0x616e616c_64726f70; // "analdrop"

    /// <summary>Of whoever folds or settles rollups.</summary>
    public const long Folding = 0x616e616c_666f6c64; // "analfold"

    /// <summary>Of whoever counts busy hours.</summary>
    public const long CountingBusyHours = 0x616e616c_62757379; // "analbusy"

    /// <summary>Takes a lock until the end of the connection's transaction; false when another has it.</summary>
    public static async Task<bool> TryAsync(NpgsqlConnection connection, long key, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_xact_lock($1)", connection) { Parameters = { new() { Value = key } } };
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }
}
