-- Takes the chunks of the given stretches out: those of one level, or all of them when they are to be settled (100). Account by account.
with taken as (
  delete from rollups r
  using unnest(@accounts, @grains, @starts, @levels) as chosen (account_id, grain, starts_at, level)
  where r.account_id = chosen.account_id and r.grain = chosen.grain and r.starts_at = chosen.starts_at
    and (r.level = chosen.level or chosen.level = 100)
  returning
    r.account_id, r.grain, r.starts_at, chosen.level,
    r.events, r.types, r.users, r.paths
)
select account_id, grain, starts_at, level, events, types, users, paths from taken order by account_id;
