using Analytics.Data.Selections;
using Analytics.Data.Postgres;
using Dapper;
using Npgsql;

namespace Analytics.Data.Summaries;

/// <summary>Reads summaries from PostgreSQL: whole days and hours from rollups, the ragged ends from raw rows.</summary>
public sealed class PostgresSummaries(AccountReader reader, TimeProvider clock)
{
    static readonly string Read = EmbeddedSql.Read("PostgresSummaries.Read.sql");

    /// <summary>The exact summary. Throws <see cref="NpgsqlException"/> when PostgreSQL is away or too slow.</summary>
    public async Task<Summary> ReadAsync(SelectedEvents query, CancellationToken cancellation)
    {
        var asOf = clock.GetUtcNow();
        var range = HourRange.Between(query.From, query.To);
        await using var connection = await reader.OpenAsync(query.AccountId, cancellation);
        var counts = (await connection.QueryAsync<Count>(new CommandDefinition(
            Read,
            new
            {
                account_id = query.AccountId,
                from = range.From,
                first_hour = range.FirstHour,
                first_day = range.FirstDay,
                last_day = range.LastDay,
                last_hour = range.LastHour,
                to = range.To,
            },
            cancellationToken: cancellation))).ToLookup(count => count.Kind, count => new NamedCount(count.Name, count.N));
        return new Summary
        {
            Events = counts["type"].Sum(type => type.Events),
            UniqueUsers = counts["users"].Single().Events,
            Types = [.. counts["type"]],
            TopUsers = [.. counts["user"]],
            TopPaths = [.. counts["path"]],
            AsOf = asOf,
        };
    }

    sealed record Count(string Kind, string Name, long N);
}
