-- One staging table a connection, emptied by each commit. The worker's connections are not reset between uses, so it stays.
create temporary table if not exists staged_events (like events) on commit delete rows;
