using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.Ledger;

/// <summary>Reads the ledger, and writes its left side: what API processes received, over connections of its own, which it closes.</summary>
public sealed class PostgresLedger(AccountReader reader, NpgsqlDataSource received) : IAsyncDisposable, IDisposable
{
    static readonly string AddReceived = EmbeddedSql.Read("PostgresLedger.AddReceived.sql");
    static readonly string Read = EmbeddedSql.Read("PostgresLedger.Read.sql");
    static readonly string ReadStored = EmbeddedSql.Read("PostgresLedger.ReadStored.sql");

    /// <summary>The balance of one account, or of all when <paramref name="accountId"/> is null. An unknown account has zeros.</summary>
    public async Task<LedgerBalance> ReadAsync(string? accountId, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(accountId, cancellation);
        return await connection.QuerySingleAsync<LedgerBalance>(new CommandDefinition(Read, new { account_id = accountId }, cancellationToken: cancellation));
    }

    /// <summary>How many events are stored of each of these accounts, in one question; those of which none is are not in the answer.</summary>
    public async Task<IReadOnlyDictionary<string, long>> ReadStoredAsync(IReadOnlyCollection<string> accountIds, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(null, cancellation);
        var command = new CommandDefinition(ReadStored, new { account_ids = accountIds.ToArray() }, cancellationToken: cancellation);
        return (await connection.QueryAsync<(string AccountId, long Stored)>(command)).ToDictionary(row => row.AccountId, row => row.Stored);
    }

    /// <summary>
    /// Adds what a process received since its last write, by account. A write that failed, or of which nobody knows, is to be sent again
    /// as it was before the next: under the same number it counts once.
    /// </summary>
    /// <param name="processId">The process, from its start to its end.</param>
    /// <param name="number">Greater than the numbers of its writes before.</param>
    /// <param name="events">How many events of each account.</param>
    /// <param name="cancellation">Ends the waiting; whether it was written is then unknown.</param>
    public async Task WriteReceivedAsync(Guid processId, long number, IReadOnlyDictionary<string, long> events, CancellationToken cancellation)
    {
        await using var connection = await received.OpenConnectionAsync(cancellation);
        await connection.ExecuteAsync(new CommandDefinition(
            AddReceived,
            new { process_id = processId, number, account_ids = events.Keys.ToArray(), events = events.Values.ToArray() },
            cancellationToken: cancellation));
    }

    public void Dispose() => received.Dispose();

    public ValueTask DisposeAsync() => received.DisposeAsync();
}
