-- Names and their counts stand in one value, a count list, in place of two arrays: half the bytes, and PostgreSQL neither
-- builds nor checks an element at a time when it is written and read. A count list is one entry after another, in no order,
-- each name once:  name's length in bytes (varint), the name in UTF-8, its count (varint);  a varint holds seven bits a byte,
-- the lowest first, and the high bit says that more follow. The empty value holds nothing.
--
-- What is in one, in psql:  select * from rollups, counts_in(users) where account_id = 'acc_123' and grain = 'day';

create function counts_in(list bytea) returns table (name text, events bigint) language plpgsql immutable strict as $$
declare
  at integer := 0;
  len bigint;
  shift integer;
  byte integer;
  bytes bytea := list || ''::bytea; -- unpacked once, not for every byte
begin
  while at < length(bytes) loop
    len := 0; shift := 0;
    loop
      byte := get_byte(bytes, at); at := at + 1;
      len := len | ((byte & 127)::bigint << shift); shift := shift + 7;
      exit when byte < 128;
    end loop;
    name := convert_from(substr(bytes, at + 1, len::integer), 'UTF8'); at := at + len::integer;
    events := 0; shift := 0;
    loop
      byte := get_byte(bytes, at); at := at + 1;
      events := events | ((byte & 127)::bigint << shift); shift := shift + 7;
      exit when byte < 128;
    end loop;
    return next;
  end loop;
end
$$;

create function pg_temp.varint(n bigint) returns bytea language plpgsql immutable as $$
declare
  bytes bytea := '';
begin
  while n > 127 loop
    bytes := bytes || set_byte('\x00', 0, ((n & 127) | 128)::integer);
    n := n >> 7;
  end loop;
  return bytes || set_byte('\x00', 0, n::integer);
end
$$;

create function pg_temp.count_list(names text[], counts bigint[]) returns bytea language sql immutable as $$
  select coalesce(string_agg(pg_temp.varint(octet_length(c.name)) || convert_to(c.name, 'UTF8') || pg_temp.varint(c.n), ''), '')
  from unnest(names, counts) as c (name, n)
$$;

alter table rollup_deltas
  alter column types type bytea using pg_temp.count_list(types, type_events),
  alter column users type bytea using pg_temp.count_list(users, user_events),
  alter column paths type bytea using pg_temp.count_list(paths, path_events);
alter table rollup_deltas drop column type_events, drop column user_events, drop column path_events;

alter table rollups
  alter column types type bytea using pg_temp.count_list(types, type_events),
  alter column users type bytea using pg_temp.count_list(users, user_events),
  alter column paths type bytea using pg_temp.count_list(paths, path_events);
alter table rollups drop column type_events, drop column user_events, drop column path_events;

-- A third grain between hour and day: a range that begins at some hour is then made of few chunks. The hours serve as its first.
alter table rollups drop constraint rollups_grain;
alter table rollups add constraint rollups_grain check (grain in ('hour', 'six_hours', 'day'));
insert into rollups (account_id, grain, starts_at, level, folded_at, events, names, types, users, paths)
select account_id, 'six_hours', date_bin('6 hours', starts_at, '2000-01-01 00:00Z'), 1, now(), events, names, types, users, paths
from rollups
where grain = 'hour';

-- lz4 unpacks several times faster than the default. A server may have been built without it.
do $$
begin
  alter table rollups alter column types set compression lz4, alter column users set compression lz4, alter column paths set compression lz4;
exception when feature_not_supported then
  raise notice 'rollups keep the default compression: this server has no lz4';
end
$$;
