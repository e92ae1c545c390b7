-- The rows of five minutes of one account.
select occurred_at, type, user_id, path
from events
where account_id = @account_id
  and second_of(occurred_at) >= second_of(@from) and second_of(occurred_at) <= second_of(@to)
  and occurred_at >= @from and occurred_at < @to
  and occurred_on = @day;
