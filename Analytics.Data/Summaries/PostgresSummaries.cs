using Npgsql;

namespace Analytics.Data.Summaries;

/// <summary>Reads summaries from PostgreSQL: whole days and hours from rollups, the ragged ends from raw rows.</summary>
public sealed class PostgresSummaries(NpgsqlDataSource postgres, TimeProvider clock)
{
    /// <summary>The exact summary. Throws <see cref="NpgsqlException"/> when PostgreSQL is away or too slow.</summary>
    public Task<Summary> ReadAsync(SummaryQuery query, CancellationToken cancellation)
    {
        _ = (postgres, clock, query, cancellation);
        throw new NotSupportedException();
    }
}
