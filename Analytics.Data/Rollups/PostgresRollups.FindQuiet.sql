-- Stretches in several chunks, or in one that is not settled, that nothing was added to since @before, as many as @name_limit names allow.
-- The oldest come first, along the index of what is not settled: after an import of many hours there are millions. A name of more than 50
-- bytes counts as several.
select account_id, grain, starts_at, 100::smallint as level
from (
  select account_id, grain, starts_at, sum(names) over (order by starts_at, account_id, grain) as names_so_far
  from (
    select distinct account_id, grain, starts_at, names
    from (
      select u.account_id, u.grain, u.starts_at, stretch.names
      from rollups u
      cross join lateral (
        select
          max(folded_at) filter (where level < 100) as folded_at,
          sum(greatest(names, (octet_length(types) + octet_length(users) + octet_length(paths)) / 50)) as names
        from rollups r
        where r.account_id = u.account_id and r.grain = u.grain and r.starts_at = u.starts_at
      ) as stretch
      where u.level < 100 and u.folded_at < @before and stretch.folded_at < @before and stretch.names <= @name_limit
      order by u.folded_at
      limit 1000
    ) as oldest
  ) as quiet
) as counted
where names_so_far <= @name_limit;
