-- Events and users by bucket, and by bucket and type, of the rows of one account that a filter lets through. Buckets begin at
-- @starts, in order, and touch; the first is number 1.
select bucket, type, count(*) as events, count(distinct user_id) as users
from (
  select width_bucket(occurred_at, @starts) as bucket, type, user_id
  from own_events
  where account_id = @account_id
    and occurred_second >= second_of(@from) and occurred_second <= second_of(@to)
    and occurred_at >= @from and occurred_at < @to
    and occurred_on >= (@from at time zone 'UTC')::date and occurred_on <= (@to at time zone 'UTC')::date
    -- and filter
) as selected
group by grouping sets ((bucket), (bucket, type))
order by bucket, events desc, type;
