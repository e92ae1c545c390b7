-- Of some hours of an account those whose slots hold all of them, with the shortest: where the chunk that says so is the hour's only one.
select c.starts_at, c.level
from rollups c
where c.account_id = @account_id and c.grain = 'hour' and c.starts_at = any (@hours) and c.level in (101, 102)
  and not exists (
    select from rollups o
    where o.account_id = c.account_id and o.grain = 'hour' and o.starts_at = c.starts_at and o.ctid <> c.ctid)
  and not exists (select from rollup_deltas d where d.account_id = c.account_id and d.hour = c.starts_at);
