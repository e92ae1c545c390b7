-- The largest counts by one dimension of the rows of one account that a filter lets through; or the counts of @names. Total is of
-- all rows, those without a value (name null) included, and stands in every row of the answer, of which there is always one.
with value as (
  select
    case @dimension when 'types' then type when 'users' then user_id when 'paths' then path else metadata ->> @metadata_key end collate "C" as name,
    count(*) as n
  from own_events
  where account_id = @account_id
    and occurred_second >= second_of(@from) and occurred_second <= second_of(@to)
    and occurred_at >= @from and occurred_at < @to
    and occurred_on >= (@from at time zone 'UTC')::date and occurred_on <= (@to at time zone 'UTC')::date
    -- and filter
  group by 1
)
select top.name, top.n, total.n as total
from (select coalesce(sum(n), 0)::bigint as n from value) as total
left join lateral (
  select name, n
  from value
  where name is not null and (@names::text[] is null or name = any (@names))
  order by n desc, name
  limit @limit
) as top on true
order by top.n desc, top.name;
