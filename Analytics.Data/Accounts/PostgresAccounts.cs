using Npgsql;

namespace Analytics.Data.Accounts;

/// <summary>Which accounts there are.</summary>
public sealed class PostgresAccounts(NpgsqlDataSource postgres)
{
    /// <summary>The first <paramref name="limit"/> account ids that have events, in byte order.</summary>
    public Task<IReadOnlyList<string>> SampleAsync(int limit, CancellationToken cancellation)
    {
        _ = (postgres, limit, cancellation);
        throw new NotSupportedException();
    }
}
