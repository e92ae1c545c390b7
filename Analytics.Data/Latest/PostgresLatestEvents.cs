using Analytics.Data.Postgres;
using Dapper;

namespace Analytics.Data.Latest;

/// <summary>
/// Reads an account's events with the latest timestamps, so many that what is stored next is among them: not in the order of their
/// receipt, by which nothing is found, and of which nobody else asks. Costs the same for accounts of any size.
/// </summary>
public sealed class PostgresLatestEvents(AccountReader reader)
{
    /// <summary>How many are read at most.</summary>
    public const int Limit = 100;

    static readonly string Read = EmbeddedSql.Read("PostgresLatestEvents.Read.sql");

    /// <summary>At most <see cref="Limit"/> events, the latest timestamp first; which of them is newer to the reader is his to find out.</summary>
    public async Task<IReadOnlyList<LatestEvent>> ReadAsync(string accountId, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(accountId, cancellation);
        var command = new CommandDefinition(Read, new { account_id = accountId, limit = Limit }, cancellationToken: cancellation);
        return (await connection.QueryAsync<LatestEvent>(command)).AsList();
    }
}
