-- Takes the first deltas out, up to @event_limit events, and answers them account by account. By ctid: a delta has no key of its own, and a
-- statement sees one snapshot.
with taken as (
  delete from rollup_deltas
  where ctid = any (array(
    select place
    from (select ctid as place, sum(events) over (order by ctid) - events as events_before from rollup_deltas) as deltas
    where events_before < @event_limit
  ))
  returning account_id, hour, events, types, users, paths
)
select account_id, hour, events, types, users, paths from taken order by account_id;
