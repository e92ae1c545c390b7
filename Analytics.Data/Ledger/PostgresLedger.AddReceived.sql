-- Adds what a process received since its last write, unless that was done under the same number before. The time is PostgreSQL's, as it
-- is where counts are added up: by another clock a live process could pass for a dead one.
with turn as (
  insert into received_writes as last (process_id, number, written_at)
  values (@process_id, @number, now())
  on conflict (process_id) do update
  set number = excluded.number, written_at = excluded.written_at
  where last.number < excluded.number
  returning process_id
)
insert into received_events (account_id, process_id, events, updated_at)
select account_id, process_id, events, now()
from turn, unnest(@account_ids, @events) as received (account_id, events)
on conflict (account_id, process_id) do update
set events = received_events.events + excluded.events, updated_at = excluded.updated_at;
