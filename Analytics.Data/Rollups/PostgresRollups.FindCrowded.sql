-- Of the given stretches, those with @merge_threshold chunks of one level, as many as @name_limit names allow. A name of more than 50 bytes
-- counts as several: it is memory that the limit is for.
select account_id, grain, starts_at, level
from (
  select account_id, grain, starts_at, level, sum(sum(names)) over (order by starts_at, account_id, grain, level) as names_so_far
  from (
    select
      account_id, grain, starts_at, r.level,
      greatest(r.names, (octet_length(r.types) + octet_length(r.users) + octet_length(r.paths)) / 50) as names
    from (select distinct * from unnest(@accounts, @grains, @starts)) as touched (account_id, grain, starts_at)
    join rollups r using (account_id, grain, starts_at)
    where r.level < 99
  ) as chunks
  group by account_id, grain, starts_at, level
  having count(*) >= @merge_threshold and sum(names) <= @name_limit
) as crowded
where names_so_far <= @name_limit;
