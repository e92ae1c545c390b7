using Analytics.Data.Events;
using Analytics.Data.Postgres;
using Dapper;

namespace Analytics.Data.Ledger;

/// <summary>
/// Keeps the ledger small: folds its deltas, and forgets messages that cannot be delivered again. What is old is told by
/// PostgreSQL's clock, which also stamped it: a worker whose own clock is hours ahead must not forget what was stored just now.
/// </summary>
public sealed class LedgerFold(WriterDataSource writer)
{
    /// <summary>
    /// How long a stored message is remembered. RabbitMQ gives up on a silent consumer after 30 minutes, and on a dead one at once;
    /// what it then delivers again comes first in the queue.
    /// </summary>
    public static readonly TimeSpan MessageRetention = TimeSpan.FromHours(2);

    /// <summary>
    /// Counts that no process has added to for so long are added up. A running process may well add to them later; one of a release
    /// before, which writes totals, must not, and begins anew every quarter of an hour.
    /// </summary>
    static readonly TimeSpan CountsRetention = TimeSpan.FromHours(1);

    /// <summary>How long it is known what an API process wrote last: far longer than it will try again.</summary>
    static readonly TimeSpan WritesRetention = TimeSpan.FromDays(30);

    static readonly string FoldReceived = EmbeddedSql.Read("LedgerFold.FoldReceived.sql");
    static readonly string Fold = EmbeddedSql.Read("LedgerFold.Fold.sql");

    /// <summary>Folds some deltas; returns how many.</summary>
    public async Task<int> FoldAsync(CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(Fold, cancellationToken: cancellation));
    }

    /// <summary>Adds up what processes received that have long written nothing; returns how many rows that saved.</summary>
    public async Task<int> FoldReceivedAsync(CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        return await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            FoldReceived,
            new { retention = CountsRetention, ended = Guid.Empty, writes_retention = WritesRetention },
            cancellationToken: cancellation));
    }

    /// <summary>Forgets messages stored longer ago than <see cref="MessageRetention"/>; returns how many.</summary>
    public async Task<int> ForgetMessagesAsync(CancellationToken cancellation)
    {
        await using var connection = await writer.OpenAsync(cancellation);
        return await connection.ExecuteAsync(new CommandDefinition(
            "delete from stored_messages where stored_at < now() - @retention",
            new { retention = MessageRetention },
            cancellationToken: cancellation));
    }
}
