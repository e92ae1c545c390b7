using Npgsql;

namespace Analytics.Data.Rollups;

/// <summary>The counts of a chunk as they stand in a table: three count lists.</summary>
sealed record StoredChunk(long Events, byte[] Types, byte[] Users, byte[] Paths)
{
    /// <summary>Reads the four columns from <paramref name="first"/> on, in the order of the record.</summary>
    public static StoredChunk Read(NpgsqlDataReader row, int first) => new(
        row.GetInt64(first),
        List(row, first + 1),
        List(row, first + 2),
        List(row, first + 3));

    // Null is what the reader did not ask for.
    static byte[] List(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? [] : row.GetFieldValue<byte[]>(column);
}
