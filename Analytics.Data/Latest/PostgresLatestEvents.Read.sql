-- The latest by their own time, second by second along the index of each month, not by sorting them all; ties by id, so that the same
-- question has one answer.
set local enable_sort = off;
select
  event_id as "EventId",
  user_id as "UserId",
  type as "Type",
  occurred_at as "OccurredAt",
  received_at as "ReceivedAt",
  path as "Path"
from own_events
where account_id = @account_id
order by occurred_second desc, occurred_at desc, event_id desc
limit @limit;
