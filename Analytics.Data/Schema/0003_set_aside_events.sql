-- Events that were accepted and that PostgreSQL refuses to store, each with the reason. Nothing disappears: a row here is
-- as good as a row in events until someone has looked at it. What was refused may be anything, a NUL or broken UTF-8 too,
-- so the event's texts stand here as bytes, as they came.

create table set_aside_events (
  account_id text collate "C" not null, -- readable, with what text cannot hold replaced; the account's bytes are in the payload
  set_aside_id uuid not null,
  event_id text collate "C" not null,
  sqlstate text not null,
  reason text not null,
  payload bytea not null, -- the event alone in a frame (Analytics.Contracts, EventFrame): exactly what could not be stored
  payload_hash bytea not null generated always as (sha256(payload)) stored,
  first_failed_at timestamptz not null,
  last_failed_at timestamptz not null,
  attempts integer not null,
  constraint set_aside_events_account_id_set_aside_id primary key (account_id, set_aside_id),
  constraint set_aside_events_account_id_payload_hash unique (account_id, payload_hash)
);
