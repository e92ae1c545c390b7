using Analytics.Data.SetAside;
using Npgsql;
using NpgsqlTypes;

namespace Analytics.Data.Ledger;

/// <summary>COPY of ledger rows, one an account.</summary>
static class LedgerCopy
{
    public static async Task IntoDeltasAsync(NpgsqlConnection connection, Dictionary<ReadOnlyMemory<byte>, LedgerCounts> accounts, CancellationToken cancellation)
    {
        await using var writer = await connection.BeginBinaryImportAsync(
            "copy ledger_deltas (account_id, received_on_bus, stored, duplicates, set_aside) from stdin (format binary)", cancellation);
        foreach (var (account, counts) in accounts)
        {
            await writer.StartRowAsync(cancellation);
            await writer.WriteAsync(PostgresSetAside.Readable(account), NpgsqlDbType.Text, cancellation);
            await writer.WriteAsync(counts.ReceivedOnBus, NpgsqlDbType.Bigint, cancellation);
            await writer.WriteAsync(counts.Stored, NpgsqlDbType.Bigint, cancellation);
            await writer.WriteAsync(counts.Duplicates, NpgsqlDbType.Bigint, cancellation);
            await writer.WriteAsync(counts.SetAside, NpgsqlDbType.Bigint, cancellation);
        }

        await writer.CompleteAsync(cancellation);
    }
}
