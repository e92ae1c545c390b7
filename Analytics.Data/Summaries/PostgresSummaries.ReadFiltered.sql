-- Number of events and of types, the largest types, number of users, top users and top paths of the rows of one account that a filter lets through.
with selected as materialized (
  select type, user_id, path
  from own_events
  where account_id = @account_id
    and occurred_second >= second_of(@from) and occurred_second <= second_of(@to)
    and occurred_at >= @from and occurred_at < @to
    and occurred_on >= (@from at time zone 'UTC')::date and occurred_on <= (@to at time zone 'UTC')::date
    -- and filter
),
type_total as materialized (
  select type as name, count(*) as n
  from selected
  group by type
),
user_total as materialized (
  select user_id as name, count(*) as n
  from selected
  group by user_id
)
select 'events' as kind, '' as name, coalesce(sum(n), 0)::bigint as n from type_total
union all
select 'types', '', count(*) from type_total
union all
(select 'type', name, n from type_total order by n desc, name limit @type_limit)
union all
select 'users', '', count(*) from user_total
union all
(select 'user', name, n from user_total order by n desc, name limit 10)
union all
(select 'path', path, count(*) as n from selected where path is not null group by path order by n desc, path limit 10);
