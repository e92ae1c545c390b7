using Npgsql;
using NpgsqlTypes;

namespace Analytics.Tests.Oracle;

/// <summary>
/// Says whether the rollups tell the truth: for every account, hour, six hours and day, and for the slots of hours that are counted
/// in them, the number of events and the counts by type, user and path must be those of GROUP BY over the rows. One statement, so one snapshot: it holds at every instant, also
/// while others append and fold. It reads everything: for tests.
/// </summary>
public static class RollupOracle
{
    const string Differences =
        """
        with grain (grain, length, hour_level) as (
          values ('hour', interval '1 hour', 0), ('six_hours', '6 hours', 0), ('day', '1 day', 0), ('five_minutes', '5 minutes', 101), ('minute', '1 minute', 102)
        ),
        counted_in_slots as (
          select account_id, starts_at as hour, max(level) as level
          from rollups h
          where grain = 'hour' and not exists (select from rollup_deltas d where d.account_id = h.account_id and d.hour = h.starts_at)
          group by account_id, starts_at
          having count(*) = 1 and max(level) in (101, 102)
        ),
        fact as (
          select account_id, g.grain, date_bin(g.length, occurred_at, '2000-01-01 00:00Z') as starts_at, f.kind, f.name collate "C" as name, count(*)::numeric as n
          from events
          cross join grain g
          cross join lateral (values ('events', ''), ('type', type), ('user', user_id), ('path', path)) as f (kind, name)
          where f.name is not null and (@account is null or account_id = @account)
            and (g.hour_level = 0 or exists (
              select from counted_in_slots s
              where s.account_id = events.account_id and s.hour = date_trunc('hour', events.occurred_at) and s.level >= g.hour_level))
          group by 1, 2, 3, 4, 5
        ),
        chunk as (
          select account_id, grain, starts_at, events, names, types, users, paths
          from rollups r
          join grain g using (grain)
          where (@account is null or account_id = @account)
            and (g.hour_level = 0 or exists (
              select from counted_in_slots s
              where s.account_id = r.account_id and s.hour = date_trunc('hour', r.starts_at) and s.level >= g.hour_level))
          union all
          select account_id, g.grain, date_bin(g.length, hour, '2000-01-01 00:00Z'), events, names, types, users, paths
          from rollup_deltas
          cross join grain g
          where (@account is null or account_id = @account) and g.hour_level = 0
        ),
        part as (
          select account_id, grain, starts_at, 'events' as kind, '' as name, events as n from chunk
          union all
          select account_id, grain, starts_at, 'type', c.name, c.n from chunk, counts_in(types) as c (name, n)
          union all
          select account_id, grain, starts_at, 'user', c.name, c.n from chunk, counts_in(users) as c (name, n)
          union all
          select account_id, grain, starts_at, 'path', c.name, c.n from chunk, counts_in(paths) as c (name, n)
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
        where names <> (
          select sum(names)
          from (
            select count(distinct name) as names from counts_in(types)
            union all select count(distinct name) from counts_in(users)
            union all select count(distinct name) from counts_in(paths)
          ) as each
        )
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
