using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.Accounts;

/// <summary>Which accounts there are.</summary>
public sealed class PostgresAccounts(AccountReader reader)
{
    /// <summary>Most accounts whose names are looked into for a text that they do not begin with: some 20 µs each, not measured.</summary>
    const int ScanLimit = 10_000;

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
    /// letters A to Z are large or small; in byte order each. The empty text finds all.
    /// </summary>
    public async Task<AccountsFound> SearchAsync(string search, int limit, CancellationToken cancellation)
    {
        await using var connection = await reader.OpenAsync(accountId: null, cancellation);
        var beginning = await ReadAsync(connection, Beginning, new { search, limit = limit + 1 }, cancellation);
        if (search.Length == 0 || beginning.Count > limit) return new([.. beginning.Take(limit)], beginning.Count <= limit);
        var holding = await ReadAsync(connection, Holding, new { search, limit = limit + 1, scan_limit = ScanLimit }, cancellation);
        List<string> found = [.. beginning.Union(holding.Where(id => id is not null), StringComparer.Ordinal)];
        return new([.. found.Take(limit)], found.Count <= limit && holding is [.., null]);
    }

    static async Task<List<string>> ReadAsync(NpgsqlConnection connection, string sql, object parameters, CancellationToken cancellation) =>
        (await connection.QueryAsync<string>(new CommandDefinition(sql, parameters, cancellationToken: cancellation))).AsList();
}
