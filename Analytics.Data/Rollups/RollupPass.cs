using Analytics.Data.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Data.Rollups;

/// <summary>One reading of some ranges' parts on an open connection, range by range; see <see cref="RollupReader"/>.</summary>
sealed class RollupPass(NpgsqlConnection connection, string? accountId, CountedNames names, int nameLimit, LargeTurn turn, Action<int, RollupChunk> add)
{
    static readonly string ReadChunks = EmbeddedSql.Read("RollupPass.ReadChunks.sql");
    static readonly string ReadRagged = EmbeddedSql.Read("RollupPass.ReadRagged.sql");
    static readonly string ReadRaggedOfAll = EmbeddedSql.Read("RollupPass.ReadRaggedOfAll.sql");

    readonly RollupChunk sums = new();

    /// <summary>
    /// Reads ranges up to <paramref name="end"/>, and stops before the first that may have more names than the limit. Returns
    /// where it stopped, and how many names that one may have.
    /// </summary>
    public async Task<(int Range, long Names)> ReadAsync(List<NumberedPart> parts, int range, int end, CancellationToken cancellation)
    {
        await using var batch = BatchOf(parts, nameLimit);
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        var ragged = await RaggedEnds.ReadAsync(rows, parts, (0, 1), nameLimit, turn, cancellation);
        if (ragged.TooLarge is { } tooLarge)
        {
            var all = ragged.NamesOf(tooLarge) + await NamesInChunksAsync(rows, tooLarge, cancellation);
            await rows.DisposeAsync();

            // Those before it are read without it.
            var (stopped, more) = tooLarge == range ? (range, 0) : await ReadAsync([.. parts.Where(one => one.Range < tooLarge)], range, tooLarge, cancellation);
            return stopped < tooLarge ? (stopped, more) : (tooLarge, all);
        }

        var raggedNames = 0L;
        Begin();
        while (await rows.ReadAsync(cancellation))
        {
            while (range < rows.GetInt32(0)) Finish();
            var namesInRange = rows.GetInt64(1) + raggedNames;
            if (namesInRange > nameLimit / 10) await turn.TakeAsync(cancellation);
            if (namesInRange > nameLimit) return (range, namesInRange);
            sums.Add(rows.GetInt32(2), StoredChunk.Read(rows, 3));
        }

        while (range < end) Finish();
        return (end, 0);

        void Begin()
        {
            sums.Clear((0, 1));
            ragged.AddTo(range, sums);
            raggedNames = ragged.NamesOf(range);
        }

        void Finish()
        {
            add(range++, sums);
            Begin();
        }
    }

    /// <summary>Reads a single range, and of its names one share of several.</summary>
    public async Task ReadShareAsync(List<NumberedPart> parts, int range, (int Share, int Shares) share, CancellationToken cancellation)
    {
        await using var batch = BatchOf(parts, long.MaxValue);
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        sums.Clear(share);
        (await RaggedEnds.ReadAsync(rows, parts, share, int.MaxValue, turn, cancellation)).AddTo(range, sums);
        while (await rows.ReadAsync(cancellation)) sums.Add(rows.GetInt32(2), StoredChunk.Read(rows, 3));
        if (share.Share > 0) sums.ForgetEvents();
        add(range, sums);
    }

    static async Task<long> NamesInChunksAsync(NpgsqlDataReader rows, int range, CancellationToken cancellation)
    {
        while (await rows.ReadAsync(cancellation))
        {
            if (rows.GetInt32(0) == range) return rows.GetInt64(1);
        }

        return 0;
    }

    NpgsqlBatch BatchOf(List<NumberedPart> parts, long limit)
    {
        var batch = new NpgsqlBatch(connection);
        foreach (var (_, part) in parts.Where(one => one.Part.Grain is null))
        {
            batch.BatchCommands.Add(Command(accountId is null ? ReadRaggedOfAll : ReadRagged, new()
            {
                ["from"] = part.Start,
                ["to"] = part.End,
                ["hour"] = RollupGrain.Hour.StartOf(part.Start),
                ["day"] = DateOnly.FromDateTime(part.Start),
            }));
        }

        var whole = parts.Where(one => one.Part.Grain is not null).ToList();
        batch.BatchCommands.Add(Command(ReadChunks, new()
        {
            ["ranges"] = whole.Select(one => one.Range).ToArray(),
            ["grains"] = whole.Select(one => one.Part.Grain!.Value.Name()).ToArray(),
            ["starts"] = whole.Select(one => one.Part.Start).ToArray(),
            ["ends"] = whole.Select(one => one.Part.End).ToArray(),
            ["signs"] = whole.Select(one => one.Part.Sign).ToArray(),
            ["name_limit"] = limit,
        }));
        return batch;
    }

    NpgsqlBatchCommand Command(string sql, Dictionary<string, object> parameters)
    {
        var command = new NpgsqlBatchCommand(sql);
        command.Parameters.Add(new NpgsqlParameter("account_id", NpgsqlDbType.Text) { Value = (object?)accountId ?? DBNull.Value });
        foreach (var (name, value) in parameters) command.Parameters.AddWithValue(name, value);
        foreach (var kind in (CountedNames[])[CountedNames.Types, CountedNames.Users, CountedNames.Paths])
            command.Parameters.AddWithValue(kind.ToString().ToLowerInvariant(), names.HasFlag(kind));
        return command;
    }
}
