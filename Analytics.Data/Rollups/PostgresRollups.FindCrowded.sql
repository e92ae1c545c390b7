-- Of the given stretches, those with @merge_threshold chunks of one level, as many as @name_limit names allow.
select account_id, grain, starts_at, level
from (
  select r.account_id, r.grain, r.starts_at, r.level, sum(sum(r.names)) over (order by r.starts_at, r.account_id, r.grain, r.level) as names_so_far
  from (select distinct * from unnest(@accounts, @grains, @starts)) as touched (account_id, grain, starts_at)
  join rollups r using (account_id, grain, starts_at)
  where r.level < 99
  group by r.account_id, r.grain, r.starts_at, r.level
  having count(*) >= @merge_threshold and sum(r.names) <= @name_limit
) as crowded
where names_so_far <= @name_limit;
