using Npgsql;

namespace Analytics.Load.Bench;

/// <summary>The figures of a summary from raw rows, each row read once: what a system without rollups would have to do.</summary>
static class RawSummary
{
    const string Sql =
        """
        with selected as materialized (
          select type, user_id, path
          from events
          where account_id = $1
            and second_of(occurred_at) >= second_of($2) and second_of(occurred_at) <= second_of($3)
            and occurred_at >= $2 and occurred_at < $3
            and occurred_on >= ($2 at time zone 'UTC')::date and occurred_on <= ($3 at time zone 'UTC')::date
        ),
        user_total as materialized (select user_id, count(*) as n from selected group by user_id)
        select
          (select count(*) from selected),
          (select count(*) from user_total),
          (select json_agg(t) from (select type, count(*) from selected group by type order by 2 desc, 1) as t),
          (select json_agg(t) from (select user_id, n from user_total order by n desc, user_id limit 10) as t),
          (select json_agg(t) from (select path, count(*) from selected where path is not null group by path order by 2 desc, 1 limit 10) as t)
        """;

    public static async Task<(long Events, long Users)> ReadAsync(NpgsqlDataSource postgres, string account, DateTimeOffset from, DateTimeOffset to, CancellationToken cancellation)
    {
        await using var command = postgres.CreateCommand(Sql);
        command.Parameters.AddWithValue(account);
        command.Parameters.AddWithValue(from.UtcDateTime);
        command.Parameters.AddWithValue(to.UtcDateTime);
        await using var row = await command.ExecuteReaderAsync(cancellation);
        await row.ReadAsync(cancellation);
        return (row.GetInt64(0), row.GetInt64(1));
    }
}
