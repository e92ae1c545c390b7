-- The next events to replay, in the order they were set aside.
select set_aside_id
from set_aside_events
where account_id = @account_id and set_aside_id > @after
  and (@set_aside_id::bigint is null or set_aside_id = @set_aside_id)
  and (@sqlstate::text is null or sqlstate = @sqlstate)
order by set_aside_id
limit @limit;
