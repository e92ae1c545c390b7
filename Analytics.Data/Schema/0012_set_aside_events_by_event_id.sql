-- "Where is my event?" asks for one by its id, again and again while it waits. The ids here have at most 400 characters each
-- (PostgresSetAside.Readable), so that an entry always fits into a page.

create index set_aside_events_account_id_event_id on set_aside_events (account_id, event_id);
