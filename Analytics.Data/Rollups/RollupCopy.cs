using Npgsql;
using NpgsqlTypes;

namespace Analytics.Data.Rollups;

/// <summary>COPY of chunks: into the deltas, which an append writes, and into the rollups, which folding writes.</summary>
static class RollupCopy
{
    const string Counts = "events, names, types, users, paths";

    public static async Task IntoDeltasAsync(
        NpgsqlConnection connection,
        IEnumerable<(ReadOnlyMemory<byte> AccountId, DateTime Hour, RollupChunk Chunk)> deltas,
        CancellationToken cancellation)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            $"copy rollup_deltas (account_id, hour, {Counts}) from stdin (format binary)", cancellation);
        foreach (var (account, hour, chunk) in deltas)
        {
            await writer.StartRowAsync(cancellation);
            await writer.WriteAsync(account, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(hour, NpgsqlDbType.TimestampTz, cancellation);
            await WriteCountsAsync(writer, PackedChunk.Of(chunk), cancellation);
        }

        await writer.CompleteAsync(cancellation);
    }

    public static async Task IntoRollupsAsync(NpgsqlConnection connection, List<LevelledChunk> chunks, DateTime foldedAt, CancellationToken cancellation)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            $"copy rollups (account_id, grain, starts_at, level, folded_at, {Counts}) from stdin (format binary)", cancellation);
        foreach (var (key, level, chunk) in chunks)
        {
            await writer.StartRowAsync(cancellation);
            await writer.WriteAsync(key.AccountId, NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(key.Grain.Name(), NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(key.StartsAt, NpgsqlDbType.TimestampTz, cancellation);
            await writer.WriteAsync(level, NpgsqlDbType.Smallint, cancellation);
            await writer.WriteAsync(foldedAt, NpgsqlDbType.TimestampTz, cancellation);
            await WriteCountsAsync(writer, chunk, cancellation);
        }

        await writer.CompleteAsync(cancellation);
    }

    static async Task WriteCountsAsync(NpgsqlBinaryImporter writer, PackedChunk chunk, CancellationToken cancellation)
    {
        await writer.WriteAsync(chunk.Events, NpgsqlDbType.Bigint, cancellation);
        await writer.WriteAsync(chunk.Names, NpgsqlDbType.Integer, cancellation);
        await writer.WriteAsync(chunk.Types, NpgsqlDbType.Bytea, cancellation);
        await writer.WriteAsync(chunk.Users, NpgsqlDbType.Bytea, cancellation);
        await writer.WriteAsync(chunk.Paths, NpgsqlDbType.Bytea, cancellation);
    }
}
