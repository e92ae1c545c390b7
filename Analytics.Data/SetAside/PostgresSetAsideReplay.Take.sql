-- Takes one event out. A second replay of it waits here and then finds nothing.
delete from set_aside_events
where account_id = @account_id and set_aside_id = @set_aside_id
returning account_id_bytes, event_id_bytes, user_id_bytes, type_bytes, occurred_at, received_at, path_bytes, metadata_bytes;
