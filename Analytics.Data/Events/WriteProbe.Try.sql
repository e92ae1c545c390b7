-- All that a batch needs of the database, and nothing of it left. Rolled back by the caller.
set local lock_timeout = '1s';

-- Somebody may hold one of them for hours.
lock table only events, stored_messages, rollup_deltas, ledger_deltas in row exclusive mode;

-- Half a megabyte of disk, in pages that are new: a row more would find room in an old one. Refused where transactions only read.
create temporary table write_probe on commit drop as
  select n
  from generate_series(1, 16000) as n;
