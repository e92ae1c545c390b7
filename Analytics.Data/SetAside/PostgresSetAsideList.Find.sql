-- One event that was set aside; under one id there may be several, of other days or of other content.
select
  set_aside_id, account_id, event_id, user_id_bytes, type_bytes, occurred_at, received_at, path_bytes, metadata_bytes,
  sqlstate, reason, first_failed_at, last_failed_at, attempts
from set_aside_events
where account_id = @account_id and event_id = @event_id
order by set_aside_id desc
limit 1;
