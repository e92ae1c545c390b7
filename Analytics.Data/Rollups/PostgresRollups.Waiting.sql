-- How much waits to be folded. The table is small: folding keeps it so.
select count(*) as deltas, coalesce(sum(events), 0)::bigint as events
from rollup_deltas;
