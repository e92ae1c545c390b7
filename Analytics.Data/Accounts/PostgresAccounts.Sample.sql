-- The first accounts by name, from one index entry to the next: the cost is by accounts listed, not by events stored.
with recursive account (account_id) as (
  select least((select min(account_id) from rollups), (select min(account_id) from rollup_deltas))
  union all
  select least(
    (select min(r.account_id) from rollups r where r.account_id > account.account_id),
    (select min(d.account_id) from rollup_deltas d where d.account_id > account.account_id))
  from account
  where account.account_id is not null
)
select account_id
from account
where account_id is not null
limit @limit;
