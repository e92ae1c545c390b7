using Analytics.EndToEnd.Tests.Systems;

namespace Analytics.EndToEnd.Tests.Reading;

/// <summary>Accounts with more events than a test would want to send.</summary>
static class FilledAccount
{
    /// <summary>Stores events of one second each, every seventh marked so.</summary>
    public static async Task FillAsync(this RunningSystem system, string account, int events, int metadataBytes) => await system.QueryAsync<int>(
        """
        do $$ begin
          if to_regclass('events_2026_02') is null then perform add_events_partition('2026-02-01'); end if;
        end $$;
        insert into events (account_id, event_id, user_id, type, occurred_at, received_at, occurred_on, metadata)
        select @account, 'e' || to_char(i, 'FM000000'), 'u', 't', at, at, at::date, jsonb_build_object('text', repeat('x', @metadataBytes), 'seventh', i % 7 = 0)
        from (select i, timestamptz '2026-02-01Z' + i * interval '1 second' as at from generate_series(1, @events) as i) as made
        """,
        new { account, events, metadataBytes });
}
