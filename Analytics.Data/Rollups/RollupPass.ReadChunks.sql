-- The chunks that some ranges are made of, range by range, each with the sign it counts with; of one account, or of all where
-- @account_id is null. A delta is part of every grain. In one snapshot it is in rollup_deltas or in all grains of rollups.
-- names_in_range bounds the memory that the range's sums will take, before the first of them is unpacked: a name of more than 50 bytes
-- counts as several. A range with more than @name_limit comes without its names, as it is then read otherwise.
with part as materialized (
  select range, grain, starts_at, ends_at, sign
  from unnest(@ranges, @grains, @starts, @ends, @signs) as p (range, grain, starts_at, ends_at, sign)
)
select
  range, names_in_range, sign, events,
  case when names_in_range <= @name_limit then types end as types,
  case when names_in_range <= @name_limit then users end as users,
  case when names_in_range <= @name_limit then paths end as paths
from (
  select
    range,
    sum(greatest(names, (coalesce(octet_length(types), 0) + coalesce(octet_length(users), 0) + coalesce(octet_length(paths), 0)) / 50))
      over (partition by range)::bigint as names_in_range,
    sign, events, types, users, paths
  from (
    select p.range, c.names, p.sign, c.events,
      case when @types then c.types end as types, case when @users then c.users end as users, case when @paths then c.paths end as paths
    from part p
    join rollups c on c.grain = p.grain and c.starts_at >= p.starts_at and c.starts_at < p.ends_at
    where @account_id::text is null or c.account_id = @account_id
    union all
    select p.range, d.names, p.sign, d.events,
      case when @types then d.types end, case when @users then d.users end, case when @paths then d.paths end
    from part p
    join rollup_deltas d on d.hour >= p.starts_at and d.hour < p.ends_at
    where @account_id::text is null or d.account_id = @account_id
  ) as chunk
) as measured
order by range;
