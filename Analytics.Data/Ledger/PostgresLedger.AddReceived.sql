-- A process's running totals. Older ones never overwrite newer ones, should two writes of one process cross. The time is
-- PostgreSQL's, as it is where the totals are added up: by another clock a live process could pass for a dead one.
insert into received_events (account_id, process_id, events, updated_at)
select account_id, @process_id, events, now()
from unnest(@account_ids, @totals) as running (account_id, events)
on conflict (account_id, process_id) do update
set events = greatest(received_events.events, excluded.events), updated_at = excluded.updated_at;
