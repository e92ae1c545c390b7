-- An API process adds to received_events what it received since it last did. Whether a write was done whose answer never came is told
-- by its number: sent again, it adds nothing. In a release before this each row was a running total, written over; both stand side by side.

create table received_writes ( -- each API process's last
  process_id uuid not null,
  number bigint not null,
  written_at timestamptz not null,
  constraint received_writes_process_id primary key (process_id)
);

grant select, insert, update, delete on received_writes to analytics_writer;
