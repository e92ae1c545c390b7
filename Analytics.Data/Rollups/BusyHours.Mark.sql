-- Says what slots an hour has, unless it is no longer the chunk whose events were counted.
update rollups
set level = @level
where account_id = @account_id and grain = 'hour' and starts_at = @hour
  and level = 100 and folded_at = @folded_at;
