-- Counts per account and UTC hour or day: by type, by user, by path. A row is a chunk; the counts of one hour are the sum of
-- its chunks. Each append adds chunks and touches none that is there, so that workers never wait for one another and
-- never deadlock over a busy account. Folding (PostgresRollups.cs) merges small chunks into larger ones afterwards.
--
-- The hour H of an account is:  rollup_deltas where hour = H   +  rollups where grain = 'hour' and starts_at = H
-- The day D of an account is:   rollup_deltas within D         +  rollups where grain = 'day' and starts_at = D
--
-- Names and counts stand in two arrays of one length; names are distinct within a row, in no order. The column names says how
-- many names the row holds in all: what bounds the memory of whoever merges it.

create table rollup_deltas (
  account_id text collate "C" not null,
  hour timestamptz not null,
  events bigint not null,
  names integer not null,
  types text[] collate "C" not null,
  type_events bigint[] not null,
  users text[] collate "C" not null,
  user_events bigint[] not null,
  paths text[] collate "C" not null,
  path_events bigint[] not null
) with (
  autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000, -- every row here is soon deleted again
  autovacuum_vacuum_insert_scale_factor = 0, autovacuum_vacuum_insert_threshold = 100000
);

create index rollup_deltas_account_id_hour on rollup_deltas (account_id, hour);
create index rollup_deltas_hour on rollup_deltas (hour); -- summaries over all accounts

create table rollups (
  account_id text collate "C" not null,
  grain text collate "C" not null,
  starts_at timestamptz not null,
  level smallint not null, -- how often the counts in it were merged, so that chunks of one level are of like size; 100 is settled
  folded_at timestamptz not null,
  events bigint not null,
  names integer not null,
  types text[] collate "C" not null,
  type_events bigint[] not null,
  users text[] collate "C" not null,
  user_events bigint[] not null,
  paths text[] collate "C" not null,
  path_events bigint[] not null,
  constraint rollups_grain check (grain in ('hour', 'day'))
);

create index rollups_account_id_grain_starts_at on rollups (account_id, grain, starts_at);
create index rollups_grain_starts_at on rollups (grain, starts_at); -- summaries over all accounts
create index rollups_folded_at_unsettled on rollups (folded_at) where level < 100;
