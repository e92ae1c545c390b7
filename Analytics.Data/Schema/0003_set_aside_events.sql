-- Events that were accepted and that PostgreSQL refuses to store, each with the reason. Nothing disappears: a row here is
-- as good as a row in events until someone has looked at it.

create table set_aside_events (
  account_id text collate "C" not null,
  set_aside_id uuid not null,
  event_id text collate "C" not null,
  sqlstate text not null,
  reason text not null,
  payload bytea not null, -- the event as packed for its frame, behind the frame's version byte: exactly what could not be stored
  received_at timestamptz not null,
  first_failed_at timestamptz not null,
  last_failed_at timestamptz not null,
  attempts integer not null,
  constraint set_aside_events_account_id_set_aside_id primary key (account_id, set_aside_id)
);

create unique index set_aside_events_account_id_payload on set_aside_events (account_id, md5(payload)); -- set aside twice, it is one row
