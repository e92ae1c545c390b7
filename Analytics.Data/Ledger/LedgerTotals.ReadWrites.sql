-- How often anything was written to the count of received events, by PostgreSQL's own statistics: they come some seconds late and
-- are forgotten in a crash, and either only makes the ledger be added up once more.
select pg_stat_get_tuples_inserted(received.oid) + pg_stat_get_tuples_updated(received.oid)
from (select 'received_events'::regclass::oid as oid) as received;
