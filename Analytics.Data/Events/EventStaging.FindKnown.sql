-- Which of the events, by their number, are stored: by the whole id, of which the key holds a hash. One after the other along the key
-- ("limit"): a join could read the whole table.
select sought.number
from unnest(@account_ids, @event_ids, @days) with ordinality as sought (account_id, event_id, occurred_on, number)
cross join lateral (
  select from events
  where account_id = sought.account_id
    and occurred_on = sought.occurred_on
    and event_id_hash(event_id) = event_id_hash(sought.event_id)
    and event_id = sought.event_id
  limit 1
) as stored;
