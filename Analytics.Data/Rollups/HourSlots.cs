using Analytics.Data.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Data.Rollups;

/// <summary>Which hours can be read by slots, in the snapshot in which they then are.</summary>
static class HourSlots
{
    static readonly string Read = EmbeddedSql.Read("HourSlots.Read.sql");

    /// <summary>
    /// The shortest grain of the hours that have slots, among those that the ragged parts lie in. Of all accounts together none has:
    /// their hours are not at rest at one time.
    /// </summary>
    public static async Task<Dictionary<DateTime, RollupGrain>> ReadAsync(
        NpgsqlConnection connection, string? accountId, List<NumberedPart> parts, CancellationToken cancellation)
    {
        var slots = new Dictionary<DateTime, RollupGrain>();
        var hours = parts.Where(one => one.Part.Grain is null).Select(one => RollupGrain.Hour.StartOf(one.Part.Start)).Distinct().ToArray();
        if (accountId is null || hours.Length == 0) return slots;
        await using var read = new NpgsqlCommand(Read, connection);
        read.Parameters.AddWithValue("account_id", NpgsqlDbType.Text, accountId);
        read.Parameters.AddWithValue("hours", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, hours);
        await using var rows = await read.ExecuteReaderAsync(cancellation);
        while (await rows.ReadAsync(cancellation)) slots.Add(rows.GetFieldValue<DateTime>(0), LevelledChunk.ShortestSlotsOf(rows.GetInt16(1)));
        return slots;
    }
}
