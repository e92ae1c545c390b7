using Npgsql;

namespace Analytics.Data.Rollups;

/// <summary>The counts of a chunk as they stand in a table: three pairs of arrays, names and counts.</summary>
sealed record StoredChunk(long Events, byte[][] Types, long[] TypeEvents, byte[][] Users, long[] UserEvents, byte[][] Paths, long[] PathEvents)
{
    /// <summary>Reads the seven columns from <paramref name="first"/> on, in the order of the record.</summary>
    public static StoredChunk Read(NpgsqlDataReader row, int first) => new(
        row.GetInt64(first),
        row.GetFieldValue<byte[][]>(first + 1),
        row.GetFieldValue<long[]>(first + 2),
        row.GetFieldValue<byte[][]>(first + 3),
        row.GetFieldValue<long[]>(first + 4),
        row.GetFieldValue<byte[][]>(first + 5),
        row.GetFieldValue<long[]>(first + 6));
}
