-- The rows of one account, or of all where @account_id is null, within one piece of time of at most an hour, counted by type,
-- user and path. The raw table's index begins with the account, so over all accounts the rollups say which ones to look at.
with account as (
  select @account_id::text as account_id
  where @account_id::text is not null
  union
  select account_id from rollups where @account_id::text is null and grain = 'hour' and starts_at = @hour
  union
  select account_id from rollup_deltas where @account_id::text is null and hour = @hour
),
ragged as materialized (
  select e.type, e.user_id, e.path
  from account a
  cross join lateral (
    select type, user_id, path
    from events
    where account_id = a.account_id and occurred_at >= @from and occurred_at < @to and occurred_on = @day
  ) as e
)
select 'types' as kind, array_send(array_agg(name)) as names, array_send(array_agg(n)) as counts
from (select type as name, count(*) as n from ragged where @types group by type) as types
union all
select 'users', array_send(array_agg(name)), array_send(array_agg(n))
from (select user_id as name, count(*) as n from ragged where @users group by user_id) as users
union all
select 'paths', array_send(array_agg(name)), array_send(array_agg(n))
from (select path as name, count(*) as n from ragged where @paths and path is not null group by path) as paths
union all
select 'events', null, int8send(count(*))
from ragged;
