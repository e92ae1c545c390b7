-- Raw events, one row each. Summaries hardly read this table: they read the rollups (0002) and only the ragged ends from here.
-- Partitions are made on demand, a month each (Partitions.cs); dropping one is how old events go.
-- collate "C": byte order, the same on every server, and half the price of a linguistic compare.

create table events (
  account_id text collate "C" not null,
  event_id text collate "C" not null,
  user_id text collate "C" not null,
  type text collate "C" not null,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  occurred_on date not null, -- occurred_at's day in UTC, computed by the worker: a partition key cannot be an expression here
  path text collate "C",
  metadata jsonb,
  constraint events_account_id_event_id_occurred_on primary key (account_id, event_id, occurred_on)
) partition by range (occurred_on);

create index events_account_id_occurred_at on events (account_id, occurred_at);
