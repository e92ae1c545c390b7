-- Which of the events, by their number, are stored: by the whole id, of which the key holds a hash.
select sought.number
from unnest(@account_ids, @event_ids, @days) with ordinality as sought (account_id, event_id, occurred_on, number)
where exists (
  select from events stored
  where stored.account_id = sought.account_id
    and stored.occurred_on = sought.occurred_on
    and event_id_hash(stored.event_id) = event_id_hash(sought.event_id)
    and stored.event_id = sought.event_id
);
