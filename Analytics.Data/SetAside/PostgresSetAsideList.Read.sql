-- One account's events that were set aside, the latest first, from below @before on.
select
  set_aside_id, account_id, event_id, user_id_bytes, type_bytes, occurred_at, received_at, path_bytes, metadata_bytes,
  sqlstate, reason, first_failed_at, last_failed_at, attempts
from set_aside_events
where account_id = @account_id and set_aside_id < @before
order by set_aside_id desc
limit @limit;
