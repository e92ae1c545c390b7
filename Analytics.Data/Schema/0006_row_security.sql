-- An account sees its own rows: by each statement's own filter, and, should one forget it, by this. The reader names its account
-- within the transaction (AccountReader.cs); where it names none, no row is there.

-- For every table that has an account, also those of later migrations.
create function guard_account_table(guarded regclass) returns void language plpgsql as $$
begin
  execute format('alter table %s enable row level security', guarded);
  execute format('alter table %s force row level security', guarded); -- for the owner too
  execute format('create policy own_account on %s using (account_id = nullif(current_setting(''analytics.account_id'', true), ''''))', guarded);
  execute format('grant select on %s to analytics_reader, analytics_overseer', guarded);
  execute format('grant select, insert, update, delete on %s to analytics_writer', guarded);
end
$$;

select guard_account_table(name::regclass)
from unnest(array['events', 'rollup_deltas', 'rollups', 'set_aside_events', 'ledger_deltas', 'ledger', 'received_events']) as guarded (name);

grant select, insert, update, delete on stored_messages to analytics_writer;

-- A month of events. Attaching is the owner's to do, and workers are not the owner. Nobody is granted the month itself: all go
-- through the table, whose policy counts then; what is forced here is that the month alone shows nothing.
create function add_events_partition(month date) returns void language plpgsql security definer set search_path = public, pg_temp as $$
declare
  name constant text := 'events_' || to_char(month, 'YYYY_MM');
begin
  execute format('create table %I (like events including defaults including constraints)', name);
  execute format('alter table %I enable row level security', name);
  execute format('alter table %I force row level security', name);
  execute format(
    'alter table events attach partition %I for values from (%L) to (%L)', name, date_trunc('month', month)::date, (date_trunc('month', month) + interval '1 month')::date);
end
$$;

revoke execute on function guard_account_table(regclass) from public;
revoke execute on function add_events_partition(date) from public;
grant execute on function add_events_partition(date) to analytics_writer;

do $$
declare
  month regclass;
begin
  for month in select inhrelid::regclass from pg_inherits where inhparent = 'events'::regclass
  loop
    execute format('alter table %s enable row level security', month);
    execute format('alter table %s force row level security', month);
  end loop;
end
$$;
