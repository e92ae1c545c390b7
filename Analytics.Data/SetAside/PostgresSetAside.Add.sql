-- Set aside again, as by a client that sends it again, it stays one row.
insert into set_aside_events
  (account_id, event_id, sqlstate, reason, account_id_bytes, event_id_bytes, user_id_bytes, type_bytes, path_bytes, metadata_bytes,
   occurred_at, received_at, first_failed_at, last_failed_at, attempts)
values
  (@account_id, @event_id, @sqlstate, @reason, @account_id_bytes, @event_id_bytes, @user_id_bytes, @type_bytes, @path_bytes, @metadata_bytes,
   @occurred_at, @received_at, @failed_at, @failed_at, 1)
on conflict (account_id, occurred_at, content_hash) do update
set last_failed_at = excluded.last_failed_at, attempts = set_aside_events.attempts + 1, sqlstate = excluded.sqlstate, reason = excluded.reason
returning attempts;
