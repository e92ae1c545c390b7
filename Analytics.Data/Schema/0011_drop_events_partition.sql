-- A month of events goes. It is the owner's to do, and workers may be others. The table first and then its month is the order in
-- which everybody else takes their locks.
create function drop_events_partition(month date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
  lock table only events in access exclusive mode;
  execute format('drop table %I', 'events_' || to_char(month, 'YYYY_MM'));
end
$$;

revoke execute on function drop_events_partition(date) from public;
grant execute on function drop_events_partition(date) to analytics_writer;
