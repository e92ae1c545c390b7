-- The latest by their own time, along the index of each month; ties by id, so that the same question has one answer.
select
  event_id as "EventId",
  user_id as "UserId",
  type as "Type",
  occurred_at as "OccurredAt",
  received_at as "ReceivedAt",
  path as "Path"
from events
where account_id = @account_id
order by occurred_at desc, event_id desc
limit @limit;
