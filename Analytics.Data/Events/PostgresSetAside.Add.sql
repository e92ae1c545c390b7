-- Set aside again, as after a crash between this and the acknowledgement, it stays one row.
insert into set_aside_events
  (account_id, set_aside_id, event_id, sqlstate, reason, payload, first_failed_at, last_failed_at, attempts)
values
  (@account_id, @set_aside_id, @event_id, @sqlstate, @reason, @payload, @failed_at, @failed_at, 1)
on conflict (account_id, payload_hash) do update
set last_failed_at = excluded.last_failed_at, attempts = set_aside_events.attempts + 1;
