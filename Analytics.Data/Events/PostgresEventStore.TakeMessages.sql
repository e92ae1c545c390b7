-- Notes the messages as stored; those that do not come back were stored before. A message that another worker is storing right
-- now is waited for.
insert into stored_messages (message_id, stored_at)
select unnest(@message_ids), now()
on conflict do nothing
returning message_id;
