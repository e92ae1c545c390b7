-- The two indexes of the raw rows in half their room (DECISIONS.md, 2026-11-30). Both are of expressions, which functions name. Each
-- function is one expression, so that PostgreSQL puts that in its place and calls nothing; "or replace", since whoever builds the
-- indexes of a large table ahead of this (RUNBOOK.md, "A new release") makes them first.

-- Equal times are kept once for all their rows.
create or replace function second_of(at timestamptz) returns timestamptz language sql immutable parallel safe
  return date_bin('1 second', at, timestamptz '2000-01-01 00:00:00+00');

-- An event's id in eight bytes. Two of an account and day that only share them are told apart (EventStaging.FindKnown.sql).
create or replace function event_id_hash(id text) returns bigint language sql immutable parallel safe
  return hashtextextended(id, 0);

-- While they are built nobody writes events: workers wait, and events in RabbitMQ. Readers go on.
create unique index events_account_id_occurred_on_event_id on events (account_id, occurred_on, event_id_hash(event_id));
create index events_account_id_second on events (account_id, second_of(occurred_at));

alter table events drop constraint events_account_id_event_id_occurred_on;
drop index events_account_id_occurred_at;

-- What readers read in place of events. Under row-level security PostgreSQL uses an index of an expression for no condition but the
-- policy's own; so here the policy's condition stands in a view, whose owner is past it.
create view own_events as
select
  *,
  second_of(occurred_at) as occurred_second,
  event_id_hash(event_id) as event_id_hash
from events
where account_id = nullif(current_setting('analytics.account_id', true), '');

grant select on own_events to analytics_reader;

-- Who is given a view must be one who could have made it.
do $$
declare
  might_already constant boolean := has_schema_privilege('analytics_overseer', 'public', 'create');
begin
  if not might_already then
    grant create on schema public to analytics_overseer;
  end if;
  alter view own_events owner to analytics_overseer;
  if not might_already then
    revoke create on schema public from analytics_overseer;
  end if;
exception
  when insufficient_privilege then
    raise insufficient_privilege using message =
      'the view own_events cannot be given to analytics_overseer; let the owner of schema public run once: grant create on schema public to analytics_overseer';
end
$$;
