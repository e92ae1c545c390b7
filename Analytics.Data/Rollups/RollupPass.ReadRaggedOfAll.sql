-- The same of all accounts. The raw table's index begins with the account, so the rollups say which ones to look at.
with account as (
  select account_id from rollups where grain = 'hour' and starts_at = @hour
  union
  select account_id from rollup_deltas where hour = @hour
)
select
  case when @types then e.type end as type, case when @users then e.user_id end as user_id, case when @paths then e.path end as path
from account a
cross join lateral (
  select type, user_id, path
  from events
  where account_id = a.account_id
    and second_of(occurred_at) >= second_of(@from) and second_of(occurred_at) <= second_of(@to)
    and occurred_at >= @from and occurred_at < @to
    and occurred_on = @day
) as e;
