-- One event by its id, of the latest day if there are several. An id is looked for in one day after another of those that the account
-- has, the latest first, and the first row ends it: some 15 µs a day.
with recursive day as (
  select (select occurred_on from own_events where account_id = @account_id order by occurred_on desc limit 1) as day
  union all
  select (select occurred_on from own_events where account_id = @account_id and occurred_on < day.day order by occurred_on desc limit 1)
  from day
  where day.day is not null
)
select found.*
from day
cross join lateral (
  select event_id, user_id, type, occurred_at, received_at, path, metadata::text
  from own_events
  where account_id = @account_id
    and occurred_on = day.day
    and event_id_hash = event_id_hash(@event_id)
    and event_id = @event_id
) as found
limit 1;
