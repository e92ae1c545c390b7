using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Dapper;

namespace Analytics.Data.Ledger;

/// <summary>
/// The ledger as a worker reads it: of all accounts, over its own connections. Adding up grows with the accounts; while nothing is
/// received a ledger that was closed stays closed, and that costs a look at one number.
/// </summary>
public sealed class LedgerTotals(WriterDataSource writer)
{
    static readonly string Read = EmbeddedSql.Read("PostgresLedger.Read.sql");
    static readonly string ReadWrites = EmbeddedSql.Read("LedgerTotals.ReadWrites.sql");

    long? writesWhenClosed;

    /// <summary>How many events are received and neither stored nor set aside. One question at a time.</summary>
    public async Task<long> ReadInFlightAsync(CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        var writes = await connection.ExecuteScalarAsync<long>(new CommandDefinition(ReadWrites, cancellationToken: cancellation));
        if (writes == writesWhenClosed) return 0;
        var balance = await connection.QuerySingleAsync<LedgerBalance>(new CommandDefinition(Read, new { account_id = (string?)null }, cancellationToken: cancellation));
        writesWhenClosed = balance.InFlight == 0 ? writes : null;
        return balance.InFlight;
    }
}
