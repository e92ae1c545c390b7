-- How many events of some accounts are stored, from the ledger alone: the cheapest question that shows whether anything changed.
select account_id, sum(stored)::bigint as stored
from (
  select account_id, stored from ledger
  where account_id = any(@account_ids)
  union all
  select account_id, stored from ledger_deltas
  where account_id = any(@account_ids)
) as parts
group by account_id;
