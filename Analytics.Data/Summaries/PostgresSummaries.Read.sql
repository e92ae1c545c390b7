-- Types, number of users, top users and top paths of one account, or of all where @account_id is null, in one snapshot.
-- The marks are HourRange's. Between commits, a delta is in rollup_deltas or in both grains of rollups, never in none or twice.
with chunk as materialized (
  select types, type_events, users, user_events, paths, path_events
  from rollups
  where (@account_id::text is null or account_id = @account_id)
    and grain = 'day' and starts_at >= @first_day and starts_at < @last_day
  union all
  select types, type_events, users, user_events, paths, path_events
  from rollups
  where (@account_id::text is null or account_id = @account_id)
    and grain = 'hour' and starts_at >= @first_hour and starts_at < @first_day
  union all
  select types, type_events, users, user_events, paths, path_events
  from rollups
  where (@account_id::text is null or account_id = @account_id)
    and grain = 'hour' and starts_at >= @last_day and starts_at < @last_hour
  union all
  select types, type_events, users, user_events, paths, path_events
  from rollup_deltas
  where (@account_id::text is null or account_id = @account_id)
    and hour >= @first_hour and hour < @last_hour
),
-- The raw table's index begins with the account, so over all accounts the rollups say which ones to look at.
ragged_account as (
  select @account_id::text as account_id
  where @account_id::text is not null
  union
  select account_id from rollups
  where @account_id::text is null and grain = 'hour'
    and starts_at in (date_trunc('hour', @from, 'UTC'), date_trunc('hour', @first_hour, 'UTC'), date_trunc('hour', @last_hour, 'UTC'), date_trunc('hour', @to, 'UTC'))
  union
  select account_id from rollup_deltas
  where @account_id::text is null
    and hour in (date_trunc('hour', @from, 'UTC'), date_trunc('hour', @first_hour, 'UTC'), date_trunc('hour', @last_hour, 'UTC'), date_trunc('hour', @to, 'UTC'))
),
ragged as materialized (
  select e.type, e.user_id, e.path
  from ragged_account a
  cross join lateral (
    select type, user_id, path
    from events
    where account_id = a.account_id
      and occurred_at >= @from and occurred_at < @first_hour
      and occurred_on >= (@from at time zone 'UTC')::date and occurred_on <= (@first_hour at time zone 'UTC')::date
    union all
    select type, user_id, path
    from events
    where account_id = a.account_id
      and occurred_at >= @last_hour and occurred_at < @to
      and occurred_on >= (@last_hour at time zone 'UTC')::date and occurred_on <= (@to at time zone 'UTC')::date
  ) as e
),
type_total as (
  select name, sum(n)::bigint as n
  from (
    select c.name, c.n from chunk, unnest(types, type_events) as c (name, n)
    union all
    select type, 1 from ragged
  ) as each_type
  group by name
),
user_total as materialized (
  select name, sum(n)::bigint as n
  from (
    select c.name, c.n from chunk, unnest(users, user_events) as c (name, n)
    union all
    select user_id, 1 from ragged
  ) as each_user
  group by name
),
path_total as (
  select name, sum(n)::bigint as n
  from (
    select c.name, c.n from chunk, unnest(paths, path_events) as c (name, n)
    union all
    select path, 1 from ragged where path is not null
  ) as each_path
  group by name
)
(select 'type' as kind, name, n from type_total order by n desc, name)
union all
select 'users', '', count(*) from user_total
union all
(select 'user', name, n from user_total order by n desc, name limit 10)
union all
(select 'path', name, n from path_total order by n desc, name limit 10);
