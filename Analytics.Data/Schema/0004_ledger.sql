-- The ledger: received = stored + duplicates + set aside + in flight, for every account, at any time.
--
-- The right side is written by workers in the transaction that stores a batch, so it is as exact as the rows themselves. A
-- message that is delivered again after a crash is known by its id and changes nothing. The left side is counted by each API in
-- memory, after the broker's confirm, and written here every second as that process's running total.

create table ledger_deltas ( -- appended by each batch, folded into ledger; no two batches ever touch one row
  account_id text collate "C" not null,
  received_on_bus bigint not null, -- events that came as bare messages, past every API
  stored bigint not null,
  duplicates bigint not null,
  set_aside bigint not null
) with (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 10000);

create index ledger_deltas_account_id on ledger_deltas (account_id);

create table ledger (
  account_id text collate "C" not null,
  received_on_bus bigint not null,
  stored bigint not null,
  duplicates bigint not null,
  set_aside bigint not null,
  constraint ledger_account_id primary key (account_id)
);

create table received_events ( -- running totals, one row an account and API process: written again, they count once
  account_id text collate "C" not null,
  process_id uuid not null,
  events bigint not null,
  updated_at timestamptz not null,
  constraint received_events_account_id_process_id primary key (account_id, process_id)
);

create table stored_messages ( -- what a redelivery is known by; kept for as long as one may come
  message_id uuid not null,
  stored_at timestamptz not null,
  constraint stored_messages_message_id primary key (message_id)
);

create index stored_messages_stored_at on stored_messages using brin (stored_at);
