using System.Data;
using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Data.Rollups;

/// <summary>
/// Counts busy hours that have come to rest in slots of five minutes, and the busiest in minutes, from their raw rows: a range that
/// begins within such an hour then reads a few slots in place of up to half its rows (see 0013_busy_hours.sql). An hour that was
/// not come to, or whose slots are out of date, is only slower to read, never wrong.
/// </summary>
public sealed class BusyHours(WriterDataSource writer, RollupOptions options, TimeProvider clock)
{
    /// <summary>From so many events on an hour has slots. Half of them, read as rows, cost about 1 ms (load/results/ragged-2026-11-21.md).</summary>
    public const int EventThreshold = 2_048;

    /// <summary>From so many on it has minutes too: a slot of five would hold as many as a whole hour without slots does.</summary>
    public const int MinutesThreshold = 12 * EventThreshold;

    /// <summary>The level of an hour whose rows do not add up to it.</summary>
    const short WithoutSlots = 109;

    static readonly string FindNext = EmbeddedSql.Read("BusyHours.FindNext.sql");
    static readonly string ReadRows = EmbeddedSql.Read("BusyHours.ReadRows.sql");
    static readonly string DeleteSlots = EmbeddedSql.Read("BusyHours.DeleteSlots.sql");
    static readonly string Mark = EmbeddedSql.Read("BusyHours.Mark.sql");

    /// <summary>
    /// Counts one hour. False when none waits, another worker is at it, or the hour changed meanwhile. Its memory is bounded by the
    /// names of five minutes.
    /// </summary>
    public async Task<bool> CountNextAsync(CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);

        // One snapshot: the hour's chunk counts just the rows that are read.
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        if (!await AdvisoryLock.TryAsync(connection, AdvisoryLock.CountingBusyHours, cancellation) || await FindNextAsync(connection, cancellation) is not { } hour) return false;
        await ExecuteAsync(connection, DeleteSlots, hour, level: null, cancellation);
        var shortest = hour.Events >= MinutesThreshold ? RollupGrain.Minute : RollupGrain.FiveMinutes;
        var events = 0L;
        for (var start = hour.Start; start < hour.Start + RollupGrain.Hour.Length(); start += RollupGrain.FiveMinutes.Length())
            events += await CountAsync(connection, hour.AccountId, start, shortest, cancellation);

        if (events != hour.Events)
        {
            await transaction.RollbackAsync(cancellation);
            return await ExecuteAsync(connection, Mark, hour, WithoutSlots, cancellation) == 1;
        }

        try
        {
            if (await ExecuteAsync(connection, Mark, hour, LevelledChunk.InSlotsOf(shortest), cancellation) == 0) return false;
            await transaction.CommitAsync(cancellation);
            return true;
        }
        catch (PostgresException changed) when (changed.SqlState == PostgresErrorCodes.SerializationFailure)
        {
            return false; // events came late, and the hour was settled anew
        }
    }

    /// <summary>Counts five minutes, as one slot and by minutes where those are wanted. Returns the events that there are.</summary>
    async Task<long> CountAsync(NpgsqlConnection connection, byte[] accountId, DateTime start, RollupGrain shortest, CancellationToken cancellation)
    {
        var slots = new Dictionary<(RollupGrain Grain, DateTime Start), RollupChunk>();
        var events = 0L;
        await using (var read = new NpgsqlCommand(ReadRows, connection))
        {
            read.Parameters.AddWithValue("account_id", NpgsqlDbType.Text, accountId);
            read.Parameters.AddWithValue("from", NpgsqlDbType.TimestampTz, start);
            read.Parameters.AddWithValue("to", NpgsqlDbType.TimestampTz, start + RollupGrain.FiveMinutes.Length());
            read.Parameters.AddWithValue("day", NpgsqlDbType.Date, DateOnly.FromDateTime(start));
            await using var rows = await read.ExecuteReaderAsync(cancellation);
            for (; await rows.ReadAsync(cancellation); events++)
            {
                var (at, type, user) = (rows.GetFieldValue<DateTime>(0), rows.GetFieldValue<byte[]>(1), rows.GetFieldValue<byte[]>(2));
                var path = EventColumns.OptionalText(rows, 3);
                for (var grain = shortest; grain <= RollupGrain.FiveMinutes; grain++) SlotOf(grain, at).Add(1, type, user, path);
            }
        }

        var counted = slots.Select(slot => new LevelledChunk(new(accountId, slot.Key.Grain, slot.Key.Start), LevelledChunk.Settled, PackedChunk.Of(slot.Value))).ToList();
        if (counted.Count > 0) await RollupCopy.IntoRollupsAsync(connection, counted, clock.GetUtcNow().UtcDateTime, cancellation);
        return events;

        RollupChunk SlotOf(RollupGrain grain, DateTime at)
        {
            var key = (grain, grain.StartOf(at));
            if (!slots.TryGetValue(key, out var slot)) slots.Add(key, slot = new RollupChunk());
            return slot;
        }
    }

    async Task<BusyHour?> FindNextAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var find = new NpgsqlCommand(FindNext, connection);
        find.Parameters.AddWithValue("before", NpgsqlDbType.TimestampTz, clock.GetUtcNow().UtcDateTime - options.SlotsAfter);
        await using var found = await find.ExecuteReaderAsync(cancellation);
        if (!await found.ReadAsync(cancellation)) return null;
        return new(found.GetFieldValue<byte[]>(0), found.GetFieldValue<DateTime>(1), found.GetInt64(2), found.GetFieldValue<DateTime>(3));
    }

    static async Task<int> ExecuteAsync(NpgsqlConnection connection, string sql, BusyHour hour, short? level, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("account_id", NpgsqlDbType.Text, hour.AccountId);
        command.Parameters.AddWithValue("hour", NpgsqlDbType.TimestampTz, hour.Start);
        if (level is { } marked)
        {
            command.Parameters.AddWithValue("level", NpgsqlDbType.Smallint, marked);
            command.Parameters.AddWithValue("folded_at", NpgsqlDbType.TimestampTz, hour.FoldedAt);
        }

        return await command.ExecuteNonQueryAsync(cancellation);
    }

    /// <summary>An hour's chunk, as it was found.</summary>
    readonly record struct BusyHour(byte[] AccountId, DateTime Start, long Events, DateTime FoldedAt);
}
