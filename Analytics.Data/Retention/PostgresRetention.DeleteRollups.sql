-- Some old rows at a time. What folding has in hand right now is left to the next time: nobody waits for anybody.
delete from rollups
where ctid = any (array(
  select ctid
  from rollups
  where grain = any (@grains) and starts_at < @cutoff
  limit @limit
  for update skip locked
));
