-- The oldest month of events before @cutoff, and about how many events it holds.
select c.relname::text as name, nullif(c.reltuples, -1)::bigint as events
from pg_inherits i
join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'events'::regclass
  and c.relname < @cutoff
order by c.relname
limit 1;
