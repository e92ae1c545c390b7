using Analytics.Data.Events;
using Analytics.Data.Ledger;
using Analytics.Data.Postgres;
using Analytics.Data.Rollups;
using Analytics.Data.Schema;
using Dapper;
using Npgsql;

namespace Analytics.Data.SetAside;

/// <summary>
/// Tries again what was set aside. One event is one transaction: taken out, stored and counted, or left as it was but for the
/// attempt. Replaying twice, or by two workers at once, is replaying once.
/// </summary>
public sealed class PostgresSetAsideReplay(WriterDataSource writer, TimeProvider clock)
{
    static readonly string Next = EmbeddedSql.Read("PostgresSetAsideReplay.Next.sql");
    static readonly string Read = EmbeddedSql.Read("PostgresSetAsideReplay.Read.sql");
    static readonly string Take = EmbeddedSql.Read("PostgresSetAsideReplay.Take.sql");

    readonly Partitions partitions = new();

    /// <summary>Ids to replay: of an account, after one, and where given only the one or those of one SQLSTATE.</summary>
    public async Task<List<long>> NextAsync(string accountId, long? setAsideId, string? sqlState, long after, int limit, CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        var ids = await connection.QueryAsync<long>(new CommandDefinition(
            Next, new { account_id = accountId, set_aside_id = setAsideId, sqlstate = sqlState, after, limit }, cancellationToken: cancellation));
        return ids.AsList();
    }

    /// <summary>Replays one event.</summary>
    public async Task<ReplayOutcome> ReplayAsync(string accountId, long setAsideId, CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        try
        {
            return await ReplayAsync(connection, accountId, setAsideId, cancellation);
        }
        catch (PostgresException dropped) when (FailureKinds.IsMissingPartition(dropped))
        {
            partitions.Forget();
            await using var hold = await PartitionHold.TakeAsync(connection, cancellation);
            return await ReplayAsync(connection, accountId, setAsideId, cancellation);
        }
    }

    async Task<ReplayOutcome> ReplayAsync(NpgsqlConnection connection, string accountId, long setAsideId, CancellationToken cancellation)
    {
        await EventStaging.PrepareAsync(connection, cancellation);
        if (await FindAsync(connection, Read, accountId, setAsideId, cancellation) is not { } found)
            return ReplayOutcome.Gone;
        await partitions.EnsureAsync(connection, [found], cancellation);

        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        if (await FindAsync(connection, Take, accountId, setAsideId, cancellation) is not { } row) return ReplayOutcome.Gone;
        List<EventRow> inserted = [];
        List<RefusedRow> refused = [];
        await EventStaging.IsolateAsync(connection, transaction, [row], inserted, refused, cancellation);
        if (refused is [var again])
        {
            await transaction.RollbackAsync(cancellation);
            await PostgresSetAside.AddAsync(connection, [again], clock.GetUtcNow(), cancellation);
            return ReplayOutcome.RefusedAgain;
        }

        await RollupCopy.IntoDeltasAsync(connection, RollupDeltas.Of(inserted), cancellation);
        await LedgerCopy.IntoDeltasAsync(connection, LedgerDeltas.OfReplay(row, inserted), cancellation);
        await transaction.CommitAsync(cancellation);
        return inserted.Count == 1 ? ReplayOutcome.Stored : ReplayOutcome.Known;
    }

    static async Task<EventRow?> FindAsync(NpgsqlConnection connection, string sql, string accountId, long setAsideId, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.AddWithValue("account_id", accountId);
        command.Parameters.AddWithValue("set_aside_id", setAsideId);
        await using var found = await command.ExecuteReaderAsync(cancellation);
        return await found.ReadAsync(cancellation) ? EventColumns.Read(found, found.GetFieldValue<byte[]>(0), first: 1) : null;
    }
}
