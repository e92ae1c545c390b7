-- Events that were accepted and that PostgreSQL refuses to store, each with the reason. Nothing disappears: a row here is
-- as good as a row in events until someone has looked at it. What was refused may be anything, a NUL or broken UTF-8 too,
-- so the event's texts stand here as bytes, as they came; account_id and event_id are made readable where they are not.

create table set_aside_events (
  account_id text collate "C" not null,
  set_aside_id bigint generated always as identity,
  event_id text collate "C" not null,
  sqlstate text not null,
  reason text not null,
  account_id_bytes bytea not null,
  event_id_bytes bytea not null,
  user_id_bytes bytea not null,
  type_bytes bytea not null,
  path_bytes bytea,
  metadata_bytes bytea,
  content_hash bytea not null generated always as (sha256(
    account_id_bytes || '\x00' || event_id_bytes || '\x00' || user_id_bytes || '\x00' || type_bytes || '\x00'
    || coalesce(path_bytes, '') || '\x00' || coalesce(metadata_bytes, ''))) stored,
  occurred_at timestamptz not null,
  received_at timestamptz not null,
  first_failed_at timestamptz not null,
  last_failed_at timestamptz not null,
  attempts integer not null,
  constraint set_aside_events_account_id_set_aside_id primary key (account_id, set_aside_id),
  constraint set_aside_events_account_id_occurred_at_content_hash unique (account_id, occurred_at, content_hash) -- the same event again is one row
);
