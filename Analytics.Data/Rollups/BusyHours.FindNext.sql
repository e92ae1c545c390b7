-- The hour that has been at rest for longest of those with many events and without slots; 2,048 is what its index says.
select account_id, starts_at, events, folded_at
from rollups
where grain = 'hour' and level = 100 and events >= 2048 and folded_at < @before
order by folded_at
limit 1;
