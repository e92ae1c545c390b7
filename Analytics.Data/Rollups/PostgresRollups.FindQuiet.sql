-- Hours and days in several chunks, or in one that is not settled, that nothing was added to since @before, as many as
-- @name_limit names allow.
select account_id, grain, starts_at, level
from (
  select u.account_id, u.grain, u.starts_at, 100::smallint as level, sum(sum(r.names)) over (order by u.starts_at, u.account_id, u.grain) as names_so_far
  from (
    select account_id, grain, starts_at
    from rollups
    where level < 100
    group by account_id, grain, starts_at
    having max(folded_at) < @before
    limit 1000
  ) as u
  join rollups r using (account_id, grain, starts_at)
  group by u.account_id, u.grain, u.starts_at
  having sum(r.names) <= @name_limit
) as quiet
where names_so_far <= @name_limit;
