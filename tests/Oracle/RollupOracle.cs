using Npgsql;
using NpgsqlTypes;

namespace Analytics.Tests.Oracle;

/// <summary>
/// Says whether the rollups tell the truth: for every account, hour and day, the number of events and the counts by type,
/// user and path must be those of GROUP BY over the rows. One statement, so one snapshot: it holds at every instant, also
/// while others append and fold. It reads everything: for tests.
/// </summary>
public static class RollupOracle
{
    const string Differences =
        """
        with grain (grain) as (values ('hour'), ('day')),
        fact as (
          select account_id, g.grain, date_trunc(g.grain, occurred_at, 'UTC') as starts_at, f.kind, f.name collate "C" as name, count(*)::numeric as n
          from events
          cross join grain g
          cross join lateral (values ('events', ''), ('type', type), ('user', user_id), ('path', path)) as f (kind, name)
          where f.name is not null and (@account is null or account_id = @account)
          group by 1, 2, 3, 4, 5
        ),
        chunk as (
          select account_id, grain, starts_at, events, names, types, type_events, users, user_events, paths, path_events
          from rollups
          where @account is null or account_id = @account
          union all
          select account_id, g.grain, date_trunc(g.grain, hour, 'UTC'), events, names, types, type_events, users, user_events, paths, path_events
          from rollup_deltas
          cross join grain g
          where @account is null or account_id = @account
        ),
        part as (
          select account_id, grain, starts_at, 'events' as kind, '' as name, events as n from chunk
          union all
          select account_id, grain, starts_at, 'type', c.name, c.n from chunk, unnest(types, type_events) as c (name, n)
          union all
          select account_id, grain, starts_at, 'user', c.name, c.n from chunk, unnest(users, user_events) as c (name, n)
          union all
          select account_id, grain, starts_at, 'path', c.name, c.n from chunk, unnest(paths, path_events) as c (name, n)
        ),
        rollup_fact as (
          select account_id, grain, starts_at, kind, name collate "C" as name, sum(n) as n
          from part
          group by 1, 2, 3, 4, 5
        )
        select format('%s %s %s %s %L: %s by the rows, %s by the rollups', account_id, grain, starts_at, kind, name, coalesce(f.n, 0), coalesce(r.n, 0))
        from fact f
        full join rollup_fact r using (account_id, grain, starts_at, kind, name)
        where f.n is distinct from r.n
        union all
        select format('%s %s %s: a chunk that says it holds %s names', account_id, grain, starts_at, names)
        from chunk
        where names <> cardinality(types) + cardinality(users) + cardinality(paths)
          or cardinality(types) <> cardinality(type_events)
          or cardinality(users) <> cardinality(user_events)
          or cardinality(paths) <> cardinality(path_events)
          or cardinality(types) <> (select count(distinct t) from unnest(types) as t)
          or cardinality(users) <> (select count(distinct u) from unnest(users) as u)
          or cardinality(paths) <> (select count(distinct p) from unnest(paths) as p)
        limit 20
        """;

    /// <summary>Fails with the differences, when there are any: those of one account, or of all.</summary>
    public static async Task AssertAgreesAsync(string connectionString, string? account = null)
    {
        await using var postgres = NpgsqlDataSource.Create($"{connectionString};Pooling=false");
        await AssertAgreesAsync(postgres, account);
    }

    /// <inheritdoc cref="AssertAgreesAsync(string, string?)"/>
    public static async Task AssertAgreesAsync(NpgsqlDataSource postgres, string? account = null)
    {
        var differences = await DifferencesAsync(postgres, account);
        Assert.True(differences.Count == 0, string.Join('\n', differences));
    }

    static async Task<List<string>> DifferencesAsync(NpgsqlDataSource postgres, string? account)
    {
        await using var connection = await postgres.OpenConnectionAsync();
        await using var command = new NpgsqlCommand(Differences, connection);
        command.Parameters.Add(new NpgsqlParameter("account", NpgsqlDbType.Text) { Value = account ?? (object)DBNull.Value });
        await using var answer = await command.ExecuteReaderAsync();
        var differences = new List<string>();
        while (await answer.ReadAsync()) differences.Add(answer.GetString(0));
        return differences;
    }
}
