-- Adds what processes received that have long written nothing to one row an account, under the process id @ended, and forgets them.
with forgotten as (
  delete from received_writes
  where written_at < now() - @writes_retention
),
old as (
  delete from received_events
  where updated_at < now() - @retention and process_id <> @ended
  returning *
),
added as (
  insert into received_events (account_id, process_id, events, updated_at)
  select account_id, @ended, sum(events), max(updated_at)
  from old
  group by account_id
  order by account_id
  on conflict (account_id, process_id) do update
  set events = received_events.events + excluded.events
)
select count(*) from old;
