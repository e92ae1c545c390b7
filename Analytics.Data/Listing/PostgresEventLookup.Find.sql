-- One event by its id, of the latest day if there are several. By day, the key's last column, the months come in order and one
-- after the other, and the first row ends it.
select event_id, user_id, type, occurred_at, received_at, path, metadata::text
from events
where account_id = @account_id and event_id = @event_id
order by occurred_on desc
limit 1;
