-- The months that have a partition, by name, which sorts as they do.
select c.relname::text
from pg_inherits i
join pg_class c on c.oid = i.inhrelid
where i.inhparent = 'events'::regclass
  and c.relname >= @first and c.relname <= @last
order by c.relname;
