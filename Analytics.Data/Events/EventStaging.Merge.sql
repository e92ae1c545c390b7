-- The staged rows that are new, in key order; staging is empty afterwards. The answer is in the order of the insert, which the
-- caller relies on.
with staged as (
  delete from staged_events
  returning *
)
insert into events
  (account_id, event_id, user_id, type, occurred_at, received_at, occurred_on, path, metadata)
select
  account_id, event_id, user_id, type, occurred_at, received_at, occurred_on, path, metadata
from staged
order by account_id, event_id, occurred_on
on conflict do nothing
returning account_id, event_id, occurred_on;
