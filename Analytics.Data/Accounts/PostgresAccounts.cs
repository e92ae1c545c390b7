using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.Accounts;

/// <summary>Which accounts there are.</summary>
public sealed class PostgresAccounts(AccountReader reader)
{
    /// <summary>
    /// Most accounts whose names are looked into for a text that they do not begin with: 8 µs each, measured with 10,000. Just after
    /// many were folded it was more than 250 µs, until the deltas' old index entries were vacuumed away; hence the time limit.
    /// </summary>
    const int ScanLimit = 10_000;

    /// <summary>For the rest of the transaction, in milliseconds.</summary>
    const string LimitTime = "select set_config('statement_timeout', '1000', true)";

    static readonly string Sample = EmbeddedSql.Read("PostgresAccounts.Sample.sql");
    static readonly string Beginning = EmbeddedSql.Read("PostgresAccounts.Beginning.sql");
    static readonly string Holding = EmbeddedSql.Read("PostgresAccounts.Holding.sql");

    /// <summary>The first <paramref name="limit"/> account ids that have events, in byte order.</summary>
    public async Task<IReadOnlyList<string>> SampleAsync(int limit, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(accountId: null, cancellation);
        return await ReadAsync(connection, Sample, new { limit }, cancellation);
    }

    /// <summary>
    /// At most <paramref name="limit"/> account ids: those that begin with the text, then those that hold it anywhere, whether its
    /// letters A to Z are large or small; in byte order each. The empty text finds all. Those that hold it are left out, and the
    /// answer is not complete, when looking for them takes more than a second.
    /// </summary>
    public async Task<AccountsFound> SearchAsync(string search, int limit, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(accountId: null, cancellation);
        var beginning = await ReadAsync(connection, Beginning, new { search, limit = limit + 1 }, cancellation);
        if (search.Length == 0 || beginning.Count > limit) return new([.. beginning.Take(limit)], beginning.Count <= limit);
        var holding = await HoldingAsync(connection, search, limit, cancellation);
        List<string> found = [.. beginning.Union(holding.Where(id => id is not null), StringComparer.Ordinal)];
        return new([.. found.Take(limit)], found.Count <= limit && holding is [.., null]);
    }

    /// <summary>Ends with null when all accounts were looked at; empty when there was not time enough.</summary>
    static async Task<List<string>> HoldingAsync(NpgsqlConnection connection, string search, int limit, CancellationToken cancellation)
    {
        try
        {
            await connection.ExecuteAsync(new CommandDefinition(LimitTime, cancellationToken: cancellation));
            return await ReadAsync(connection, Holding, new { search, limit = limit + 1, scan_limit = ScanLimit }, cancellation);
        }
        catch (PostgresException slow) when (slow.SqlState == PostgresErrorCodes.QueryCanceled)
        {
            return [];
        }
    }

    static async Task<List<string>> ReadAsync(NpgsqlConnection connection, string sql, object parameters, CancellationToken cancellation) =>
        (await connection.QueryAsync<string>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).AsList();
}
