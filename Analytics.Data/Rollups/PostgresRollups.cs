using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Data.Rollups;

/// <summary>
/// Folds the deltas that appends leave into hours, six hours and days, and keeps those in few chunks. Each step takes rows out and puts
/// their sums in, in one transaction: a reader's statement sees the one or the other, and a crash leaves what was there.
/// One worker folds at a time, by an advisory lock; which one does not matter.
/// </summary>
public sealed class PostgresRollups(WriterDataSource writer, RollupOptions options, TimeProvider clock)
{
    static readonly string Waiting = EmbeddedSql.Read("PostgresRollups.Waiting.sql");
    static readonly string TakeDeltas = EmbeddedSql.Read("PostgresRollups.TakeDeltas.sql");
    static readonly string FindCrowded = EmbeddedSql.Read("PostgresRollups.FindCrowded.sql");
    static readonly string FindQuiet = EmbeddedSql.Read("PostgresRollups.FindQuiet.sql");
    static readonly string TakeChunks = EmbeddedSql.Read("PostgresRollups.TakeChunks.sql");

    /// <summary>How many deltas wait to be folded, and how many events they count.</summary>
    public async Task<(long Deltas, long Events)> WaitingAsync(CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        await using var command = new NpgsqlCommand(Waiting, connection);
        await using var answer = await command.ExecuteReaderAsync(cancellation);
        await answer.ReadAsync(cancellation);
        return (answer.GetInt64(0), answer.GetInt64(1));
    }

    /// <summary>Folds once. Returns how many stretches of time it added to: 0 when nothing waits or another worker is folding.</summary>
    public async Task<int> FoldAsync(CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        List<LevelledChunk> folded;
        await using (var transaction = await connection.BeginTransactionAsync(cancellation))
        {
            if (!await AdvisoryLock.TryAsync(connection, AdvisoryLock.Folding, cancellation)) return 0;
            folded = await TakeDeltasAsync(connection, cancellation);
            if (folded.Count == 0) return 0;
            await RollupCopy.IntoRollupsAsync(connection, folded, Now, cancellation);
            await transaction.CommitAsync(cancellation);
        }

        await MergeAsync(connection, folded, cancellation);
        return folded.Count;
    }

    /// <summary>Merges stretches that have come to rest into one chunk each; some at a time. Returns how many it settled.</summary>
    public async Task<int> SettleAsync(CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (!await AdvisoryLock.TryAsync(connection, AdvisoryLock.Folding, cancellation)) return 0;
        await using var find = new NpgsqlCommand(FindQuiet, connection);
        find.Parameters.AddWithValue("before", NpgsqlDbType.TimestampTz, Now - options.SettleAfter);
        find.Parameters.AddWithValue("name_limit", NpgsqlDbType.Bigint, (long)options.MergeNameLimit);
        var settled = await ReplaceAsync(connection, await ReadChosenAsync(find, cancellation), cancellation);
        await transaction.CommitAsync(cancellation);
        return settled;
    }

    DateTime Now => clock.GetUtcNow().UtcDateTime;

    async Task<List<LevelledChunk>> TakeDeltasAsync(NpgsqlConnection connection, CancellationToken cancellation)
    {
        var fold = new RollupFold();
        await using var take = new NpgsqlCommand(TakeDeltas, connection);
        take.Parameters.AddWithValue("event_limit", NpgsqlDbType.Bigint, (long)options.FoldEventLimit);
        await using var taken = await take.ExecuteReaderAsync(cancellation);
        while (await taken.ReadAsync(cancellation))
            fold.AddDelta(taken.GetFieldValue<byte[]>(0), taken.GetFieldValue<DateTime>(1), StoredChunk.Read(taken, 2));
        return fold.ToChunks();
    }

    /// <summary>Merges what a fold made too many of, level by level; a merge may be what fills the next level.</summary>
    async Task MergeAsync(NpgsqlConnection connection, List<LevelledChunk> folded, CancellationToken cancellation)
    {
        while (true)
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellation);
            if (!await AdvisoryLock.TryAsync(connection, AdvisoryLock.Folding, cancellation)) return;
            await using var find = new NpgsqlCommand(FindCrowded, connection);
            AddKeys(find, [.. folded.Select(chunk => chunk.Key)]);
            find.Parameters.AddWithValue("merge_threshold", NpgsqlDbType.Integer, options.MergeThreshold);
            find.Parameters.AddWithValue("name_limit", NpgsqlDbType.Bigint, (long)options.MergeNameLimit);
            if (await ReplaceAsync(connection, await ReadChosenAsync(find, cancellation), cancellation) == 0) return;
            await transaction.CommitAsync(cancellation);
        }
    }

    /// <summary>Takes the chosen chunks out and puts one in for each stretch and level. Returns how many it put in.</summary>
    async Task<int> ReplaceAsync(NpgsqlConnection connection, List<(RollupKey Key, short Level)> chosen, CancellationToken cancellation)
    {
        if (chosen.Count == 0) return 0;
        var fold = new RollupFold();
        await using (var take = new NpgsqlCommand(TakeChunks, connection))
        {
            AddKeys(take, [.. chosen.Select(one => one.Key)]);
            take.Parameters.AddWithValue("levels", NpgsqlDbType.Array | NpgsqlDbType.Smallint, chosen.Select(one => one.Level).ToArray());
            await using var taken = await take.ExecuteReaderAsync(cancellation);
            while (await taken.ReadAsync(cancellation)) fold.AddChunk(ReadKey(taken), taken.GetInt16(3), StoredChunk.Read(taken, 4));
        }

        var merged = fold.ToChunks();
        await RollupCopy.IntoRollupsAsync(connection, merged, Now, cancellation);
        return merged.Count;
    }

    static async Task<List<(RollupKey Key, short Level)>> ReadChosenAsync(NpgsqlCommand find, CancellationToken cancellation)
    {
        var chosen = new List<(RollupKey, short)>();
        await using var found = await find.ExecuteReaderAsync(cancellation);
        while (await found.ReadAsync(cancellation)) chosen.Add((ReadKey(found), found.GetInt16(3)));
        return chosen;
    }

    static RollupKey ReadKey(NpgsqlDataReader row) =>
        new(row.GetFieldValue<byte[]>(0), RollupGrains.Parse(row.GetString(1)), row.GetFieldValue<DateTime>(2));

    static void AddKeys(NpgsqlCommand command, IReadOnlyList<RollupKey> keys)
    {
        command.Parameters.AddWithValue("accounts", NpgsqlDbType.Array | NpgsqlDbType.Text, keys.Select(key => key.AccountId).ToArray());
        command.Parameters.AddWithValue("grains", NpgsqlDbType.Array | NpgsqlDbType.Text, keys.Select(key => key.Grain.Name()).ToArray());
        command.Parameters.AddWithValue("starts", NpgsqlDbType.Array | NpgsqlDbType.TimestampTz, keys.Select(key => key.StartsAt).ToArray());
    }
}
