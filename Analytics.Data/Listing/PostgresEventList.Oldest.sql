-- The oldest events of a month after a place, those that the filter lets through. However few they are, @scan_limit rows are looked at,
-- with what else the last one's second has: the last of those comes back in any case, to go on from. They are read second by second along
-- the index, also where PostgreSQL knows little of the month yet and would sort all of it.
set local enable_sort = off;
select
  event_id, user_id, type, occurred_at, received_at, path, metadata::text, place,
  (true
    -- and filter
  ) as matches
from (
  select *, row_number() over (order by occurred_second, occurred_at, event_id) as place
  from (
    select event_id, user_id, type, occurred_second, occurred_at, received_at, path, metadata
    from own_events
    where account_id = @account_id
      and occurred_on >= @month and occurred_on < @month_end
      and occurred_second >= second_of(@after_at) and occurred_second <= second_of(@to)
      and occurred_at >= @from and occurred_at < @to
      and occurred_at >= @after_at and (occurred_at > @after_at or @after_id::text is null or event_id > @after_id)
    order by occurred_second, occurred_at, event_id
    limit @scan_limit
  ) as in_order
) as scanned
where place = @scan_limit or (true
    -- and filter
  )
order by occurred_second, occurred_at, event_id
limit @limit;
