using Analytics.Data.Answers;
using Analytics.Data.Postgres;
using Analytics.Data.Rollups;
using Analytics.Data.Selections;
using Dapper;
using Npgsql;

namespace Analytics.Data.Summaries;

/// <summary>Reads summaries from PostgreSQL: from rollups, and from raw rows where a filter asks what rollups do not know.</summary>
public sealed class PostgresSummaries(AccountReader reader, TimeProvider clock)
{
    /// <summary>Most types that a summary tells apart: who puts an id into the type has millions of them.</summary>
    public const int TypeLimit = 1_000;

    const int TopLimit = 10;

    static readonly string ReadFiltered = EmbeddedSql.Read("PostgresSummaries.ReadFiltered.sql");

    readonly RollupReader rollups = new(reader, clock);

    /// <summary>The exact summary. Throws <see cref="NpgsqlException"/> when PostgreSQL is away or too slow.</summary>
    public Task<Summary> ReadAsync(SelectedEvents selected, CancellationToken cancellation) =>
        selected.Filter.IsEmpty ? ReadRollupsAsync(selected, cancellation) : ReadFilteredAsync(selected, cancellation);

    async Task<Summary> ReadRollupsAsync(SelectedEvents selected, CancellationToken cancellation)
    {
        var asOf = clock.GetUtcNow();
        var (events, types, users) = (0L, 0L, 0L);
        var (topTypes, topUsers, topPaths) = (new TopCounts(TypeLimit), new TopCounts(TopLimit), new TopCounts(TopLimit));
        await rollups.ReadAsync(selected.AccountId, [(selected.From, selected.To)], CountedNames.All, Add, cancellation);
        return new Summary
        {
            Events = events,
            UniqueUsers = users,
            UniqueTypes = types,
            Types = topTypes.ToList(),
            TopUsers = topUsers.ToList(),
            TopPaths = topPaths.ToList(),
            AsOf = asOf,
            Source = AnswerSource.Rollup,
        };

        void Add(int range, RollupChunk sums)
        {
            events += sums.Events;
            users += sums.Users.Present;
            types += sums.Types.Present;
            topTypes.Add(sums.Types);
            topUsers.Add(sums.Users);
            topPaths.Add(sums.Paths);
        }
    }

    async Task<Summary> ReadFilteredAsync(SelectedEvents selected, CancellationToken cancellation)
    {
        var asOf = clock.GetUtcNow();
        var parameters = new DynamicParameters(new
        {
            account_id = selected.AccountId, from = selected.From.UtcDateTime, to = selected.To.UtcDateTime, type_limit = TypeLimit,
        });
        var sql = FilterSql.Apply(selected.Filter, ReadFiltered, parameters);
        await using var connection = await reader.OpenAsync(selected.AccountId, cancellation);
        var counts = (await connection.QueryAsync<Count>(new CommandDefinition(sql, parameters, cancellationToken: cancellation)))
            .ToLookup(count => count.Kind, count => new NamedCount(count.Name, count.N));
        return new Summary
        {
            Events = counts["events"].Single().Events,
            UniqueUsers = counts["users"].Single().Events,
            UniqueTypes = counts["types"].Single().Events,
            Types = [.. counts["type"]],
            TopUsers = [.. counts["user"]],
            TopPaths = [.. counts["path"]],
            AsOf = asOf,
            Source = AnswerSource.Raw,
        };
    }

    sealed record Count(string Kind, string Name, long N);
}
