using Analytics.Data.Postgres;
using Analytics.Data.Rollups;
using Analytics.Data.Schema;
using Dapper;
using Npgsql;

namespace Analytics.Data.Events;

/// <summary>
/// Appends batches of events, each in one transaction with the rollups of the rows that were really inserted: a batch is
/// stored and counted, or it is not there. Appending the same events again, from here or from another worker, changes nothing.
/// Lets every exception out; the caller decides between waiting, retrying and setting aside.
/// </summary>
public sealed class PostgresEventStore(WriterDataSource writer)
{
    /// <summary>After a batch that held known events, this many batches without any are merged before COPY is trusted again.</summary>
    const int MergesAfterDuplicate = 16;

    static readonly string Stage = EmbeddedSql.Read("PostgresEventStore.Stage.sql");
    static readonly string Merge = EmbeddedSql.Read("PostgresEventStore.Merge.sql");

    readonly Partitions partitions = new();
    int mergesLeft;

    /// <summary>
    /// Stores what is new of the rows, in any order, with or without repetitions. Throws <see cref="PostgresException"/> when
    /// PostgreSQL refuses a row, and then nothing of the batch is stored.
    /// </summary>
    public async Task<AppendResult> AppendAsync(IReadOnlyList<EventRow> rows, CancellationToken cancellation)
    {
        if (rows.Count == 0) return default;
        var distinct = EventKeyOrder.SortedDistinct(rows);
        await using var connection = await writer.OpenAsync(cancellation);
        try
        {
            await partitions.EnsureAsync(connection, distinct, cancellation);
            if (Volatile.Read(ref mergesLeft) == 0 && await TryCopyAsync(connection, distinct, cancellation))
                return new AppendResult(rows.Count, distinct.Count);
            return new AppendResult(rows.Count, await MergeAsync(connection, distinct, cancellation));
        }
        catch (PostgresException missing) when (missing.SqlState == PostgresErrorCodes.CheckViolation && missing.ConstraintName is null)
        {
            partitions.Forget(); // "no partition of relation found for row": dropped since we looked; the caller's retry makes it again
            throw;
        }
    }

    /// <summary>
    /// The quick way, right for nearly every batch: straight into the table. False when one of the keys is there already, as
    /// after a redelivery; the transaction is gone then, and the rows must be merged.
    /// </summary>
    async Task<bool> TryCopyAsync(NpgsqlConnection connection, List<EventRow> rows, CancellationToken cancellation)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        try
        {
            await EventCopy.IntoEventsAsync(connection, rows, cancellation);
        }
        catch (PostgresException known) when (known.SqlState == PostgresErrorCodes.UniqueViolation)
        {
            Volatile.Write(ref mergesLeft, MergesAfterDuplicate);
            return false;
        }

        await RollupCopy.IntoDeltasAsync(connection, RollupDeltas.Of(rows), cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    /// <summary>The way that takes known keys: COPY into staging, insert what is new, count that. Returns how many were new.</summary>
    async Task<int> MergeAsync(NpgsqlConnection connection, List<EventRow> rows, CancellationToken cancellation)
    {
        await connection.ExecuteAsync(new CommandDefinition(Stage, cancellationToken: cancellation));
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        await EventCopy.IntoStagingAsync(connection, rows, cancellation);
        var inserted = await InsertStagedAsync(connection, rows, cancellation);
        if (inserted.Count > 0) await RollupCopy.IntoDeltasAsync(connection, RollupDeltas.Of(inserted), cancellation);
        await transaction.CommitAsync(cancellation);

        if (inserted.Count < rows.Count) Volatile.Write(ref mergesLeft, MergesAfterDuplicate);
        else if (Volatile.Read(ref mergesLeft) is > 0 and var left) Interlocked.CompareExchange(ref mergesLeft, left - 1, left);
        return inserted.Count;
    }

    /// <summary>The rows whose keys came back. They come in key order, as the rows stand, so one walk finds them.</summary>
    static async Task<List<EventRow>> InsertStagedAsync(NpgsqlConnection connection, List<EventRow> rows, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(Merge, connection);
        await using var answer = await command.ExecuteReaderAsync(cancellation);
        var inserted = new List<EventRow>(rows.Count);
        var at = 0;
        while (await answer.ReadAsync(cancellation))
        {
            var (account, id, day) = (answer.GetFieldValue<byte[]>(0), answer.GetFieldValue<byte[]>(1), answer.GetFieldValue<DateOnly>(2));
            while (!(rows[at].EventId.Span.SequenceEqual(id) && rows[at].OccurredOn == day && rows[at].AccountId.Span.SequenceEqual(account))) at++;
            inserted.Add(rows[at++]);
        }

        return inserted;
    }
}
