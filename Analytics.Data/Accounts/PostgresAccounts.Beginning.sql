-- Accounts whose names begin with a text, from one index entry to the next, as in PostgresAccounts.Sample.sql.
with recursive account (account_id) as (
  select least(
    (select min(account_id) from rollups where account_id >= @search),
    (select min(account_id) from rollup_deltas where account_id >= @search))
  union all
  select least(
    (select min(r.account_id) from rollups r where r.account_id > account.account_id),
    (select min(d.account_id) from rollup_deltas d where d.account_id > account.account_id))
  from account
  where starts_with(account.account_id, @search)
)
select account_id
from account
where starts_with(account_id, @search)
limit @limit;
