-- Some old rows at a time. What folding has in hand right now is left to the next time: nobody waits for anybody.
delete from rollup_deltas
where ctid = any (array(
  select ctid
  from rollup_deltas
  where hour < @cutoff
  limit @limit
  for update skip locked
));
