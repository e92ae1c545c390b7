-- Adds the deltas to the ledger. Returns how many there were.
with taken as (
  delete from ledger_deltas
  where ctid = any (array(select ctid from ledger_deltas limit 50000))
  returning *
),
folded as (
  insert into ledger (account_id, received_on_bus, stored, duplicates, set_aside)
  select account_id, sum(received_on_bus), sum(stored), sum(duplicates), sum(set_aside)
  from taken
  group by account_id
  order by account_id -- two workers folding meet the accounts in one order
  on conflict (account_id) do update
  set received_on_bus = ledger.received_on_bus + excluded.received_on_bus,
      stored = ledger.stored + excluded.stored,
      duplicates = ledger.duplicates + excluded.duplicates,
      set_aside = ledger.set_aside + excluded.set_aside
)
select count(*) from taken;
