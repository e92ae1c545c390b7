using Analytics.Data.Ledger;
using Analytics.Data.Postgres;
using Analytics.Data.Rollups;
using Analytics.Data.Schema;
using Analytics.Data.SetAside;
using Analytics.Data.Telemetry;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Data.Events;

/// <summary>
/// Appends batches of events, each in one transaction with everything that counts it: the rollups of the rows that were really
/// inserted, the ledger, and what was set aside. Appending the same again, from here or from another worker, changes nothing.
/// Lets out what is not about the data (see <see cref="FailureKinds"/>); the caller decides between waiting and trying again.
/// </summary>
public sealed class PostgresEventStore(WriterDataSource writer, TimeProvider clock)
{
    /// <summary>After a batch that held known events, this many batches without any are merged before COPY is trusted again.</summary>
    const int MergesAfterDuplicate = 16;

    static readonly string TakeMessages = EmbeddedSql.Read("PostgresEventStore.TakeMessages.sql");

    readonly Partitions partitions = new();
    int mergesLeft;

    /// <summary>Stores what is new of the rows, in any order, with or without repetitions, as one message without an id.</summary>
    public Task<AppendResult> AppendAsync(IReadOnlyList<EventRow> rows, CancellationToken cancellation)
    {
        var batch = new EventBatch();
        batch.Rows.AddRange(rows);
        return AppendAsync(batch, cancellation);
    }

    /// <summary>Stores what is new of the messages.</summary>
    public async Task<AppendResult> AppendAsync(EventBatch batch, CancellationToken cancellation)
    {
        if (batch.Rows.Count == 0) return default;
        await using var connection = await writer.OpenAsync(cancellation);
        try
        {
            return await AppendAsync(connection, batch, cancellation);
        }
        catch (PostgresException dropped) when (FailureKinds.IsMissingPartition(dropped))
        {
            partitions.Forget();
            await using var hold = await PartitionHold.TakeAsync(connection, cancellation);
            return await AppendAsync(connection, batch, cancellation);
        }
    }

    async Task<AppendResult> AppendAsync(NpgsqlConnection connection, EventBatch batch, CancellationToken cancellation)
    {
        await partitions.EnsureAsync(connection, batch.Rows, cancellation);
        var way = Volatile.Read(ref mergesLeft) == 0 ? AppendWay.Copy : AppendWay.Merge;
        while (true)
        {
            try
            {
                return await AppendAsync(connection, batch, way, cancellation);
            }
            catch (PostgresException refused) when (After(way, refused) is { } next)
            {
                if (next == AppendWay.Merge) Volatile.Write(ref mergesLeft, MergesAfterDuplicate);
                way = next;
            }
        }
    }

    /// <summary>What to try after a refusal, or null when it is not about the rows.</summary>
    static AppendWay? After(AppendWay way, PostgresException refused) => way switch
    {
        AppendWay.Copy when refused.SqlState == PostgresErrorCodes.UniqueViolation => AppendWay.Merge,
        AppendWay.Copy or AppendWay.Merge when FailureKinds.Of(refused) == FailureKind.BadData => AppendWay.Isolate,
        _ => null,
    };

    async Task<AppendResult> AppendAsync(NpgsqlConnection connection, EventBatch batch, AppendWay way, CancellationToken cancellation)
    {
        if (way != AppendWay.Copy) await EventStaging.PrepareAsync(connection, cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var (rows, fromBus) = batch.Except(await TakeMessagesAsync(connection, batch, cancellation));
        var distinct = RowLists.Take();
        EventKeyOrder.AddSortedDistinct(distinct, rows);
        var (inserted, refused) = (distinct, new List<RefusedRow>());
        switch (way)
        {
            case AppendWay.Copy:
                await EventCopy.IntoEventsAsync(connection, distinct, cancellation);
                break;
            case AppendWay.Merge:
                inserted = await EventStaging.MergeAsync(connection, distinct, refused, cancellation);
                break;
            default:
                inserted = [];
                await EventStaging.IsolateAsync(connection, transaction, distinct, inserted, refused, cancellation);
                break;
        }

        var setAside = await PostgresSetAside.AddAsync(connection, refused, clock.GetUtcNow(), cancellation);
        await RollupCopy.IntoDeltasAsync(connection, RollupDeltas.Of(inserted), cancellation);
        await LedgerCopy.IntoDeltasAsync(connection, LedgerDeltas.Of(rows, fromBus, inserted, setAside), cancellation);
        using (StoreTraces.Commit()) await transaction.CommitAsync(cancellation);

        if (way != AppendWay.Copy) Trust(inserted.Count == distinct.Count);
        var result = new AppendResult(rows.Count, inserted.Count, setAside.Count, batch.Rows.Count - rows.Count);
        RowLists.GiveBack(distinct); // not after a failure: whoever still reads it then is not disturbed
        return result;
    }

    /// <summary>Notes the batch's messages as stored, and answers which of them were before.</summary>
    static async Task<HashSet<Guid>> TakeMessagesAsync(NpgsqlConnection connection, EventBatch batch, CancellationToken cancellation)
    {
        var known = batch.MessageIds.ToHashSet();
        if (known.Count == 0) return known;
        await using var take = new NpgsqlCommand(TakeMessages, connection);
        take.Parameters.AddWithValue("message_ids", NpgsqlDbType.Array | NpgsqlDbType.Uuid, known.Order().ToArray());
        await using var taken = await take.ExecuteReaderAsync(cancellation);
        while (await taken.ReadAsync(cancellation)) known.Remove(taken.GetGuid(0));
        return known;
    }

    /// <summary>A merge without duplicates is a step back to COPY.</summary>
    void Trust(bool allNew)
    {
        if (!allNew) Volatile.Write(ref mergesLeft, MergesAfterDuplicate);
        else if (Volatile.Read(ref mergesLeft) is > 0 and var left) Interlocked.CompareExchange(ref mergesLeft, left - 1, left);
    }
}
