-- The ledger's sums, of one account or of all, in one snapshot. What an API process received in its last second and could not
-- write before it was killed is known only once workers have taken it: hence the greater of the two counts, account by account.
with received as (
  select account_id, sum(events) as events
  from received_events
  where @account_id::text is null or account_id = @account_id
  group by account_id
),
taken as (
  select account_id, sum(received_on_bus) as received_on_bus, sum(stored) as stored, sum(duplicates) as duplicates, sum(set_aside) as set_aside
  from (
    select account_id, received_on_bus, stored, duplicates, set_aside from ledger
    where @account_id::text is null or account_id = @account_id
    union all
    select account_id, received_on_bus, stored, duplicates, set_aside from ledger_deltas
    where @account_id::text is null or account_id = @account_id
  ) as parts
  group by account_id
)
select
  coalesce(sum(greatest(coalesce(r.events, 0) + coalesce(t.received_on_bus, 0), coalesce(t.stored + t.duplicates + t.set_aside, 0))), 0)::bigint as received,
  coalesce(sum(t.stored), 0)::bigint as stored,
  coalesce(sum(t.duplicates), 0)::bigint as duplicates,
  coalesce(sum(t.set_aside), 0)::bigint as "SetAside"
from received r
full join taken t using (account_id);
