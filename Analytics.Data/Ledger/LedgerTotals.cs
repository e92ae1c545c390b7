using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Dapper;

namespace Analytics.Data.Ledger;

/// <summary>The ledger as a worker reads it: of all accounts, over its own connections. Its cost grows with the accounts.</summary>
public sealed class LedgerTotals(WriterDataSource writer)
{
    static readonly string Read = EmbeddedSql.Read("PostgresLedger.Read.sql");

    /// <summary>How many events are received and neither stored nor set aside.</summary>
    public async Task<long> ReadInFlightAsync(CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        var balance = await connection.QuerySingleAsync<LedgerBalance>(new CommandDefinition(Read, new { account_id = (string?)null }, cancellationToken: cancellation));
        return balance.InFlight;
    }
}
