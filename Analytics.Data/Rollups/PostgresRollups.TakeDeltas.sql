-- Takes the first deltas out, up to @event_limit events, and answers them account by account. An event whose names take more than 80 bytes
-- counts as several: it is memory that the limit is for. By ctid: a delta has no key of its own, and a statement sees one snapshot.
with taken as (
  delete from rollup_deltas
  where ctid = any (array(
    select place
    from (
      select place, sum(weight) over (order by place) - weight as weight_before
      from (
        select ctid as place, greatest(events, (octet_length(types) + octet_length(users) + octet_length(paths)) / 80) as weight
        from rollup_deltas
      ) as weighed
    ) as deltas
    where weight_before < @event_limit
  ))
  returning account_id, hour, events, types, users, paths
)
select account_id, hour, events, types, users, paths from taken order by account_id;
