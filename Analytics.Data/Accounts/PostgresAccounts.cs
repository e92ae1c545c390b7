using Analytics.Data.Postgres;
using Dapper;

namespace Analytics.Data.Accounts;

/// <summary>Which accounts there are.</summary>
public sealed class PostgresAccounts(AccountReader reader)
{
    static readonly string Sample = EmbeddedSql.Read("PostgresAccounts.Sample.sql");

    /// <summary>The first <paramref name="limit"/> account ids that have events, in byte order.</summary>
    public async Task<IReadOnlyList<string>> SampleAsync(int limit, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(accountId: null, cancellation);
        var accounts = await connection.QueryAsync<string>(new CommandDefinition(Sample, new { limit }, cancellationToken: cancellation));
        return accounts.AsList();
    }
}
