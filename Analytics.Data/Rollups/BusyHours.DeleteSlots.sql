-- What an hour was counted in before events came late.
delete from rollups
where account_id = @account_id and grain in ('five_minutes', 'minute')
  and starts_at >= @hour and starts_at < @hour + interval '1 hour';
