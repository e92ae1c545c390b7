-- Accounts whose names hold a text, in upper or lower case, among the first @scan_limit by name. A row without a name comes last
-- when there are no more accounts: what it does not end is not complete.
with recursive account (account_id, place) as (
  select least((select min(account_id) from rollups), (select min(account_id) from rollup_deltas)), 1
  union all
  select
    least(
      (select min(r.account_id) from rollups r where r.account_id > account.account_id),
      (select min(d.account_id) from rollup_deltas d where d.account_id > account.account_id)),
    place + 1
  from account
  where account.account_id is not null and place < @scan_limit
)
select account_id
from account
where account_id is null or strpos(lower(account_id), lower(@search)) > 0
limit @limit;
