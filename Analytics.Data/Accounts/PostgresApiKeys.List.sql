select prefix, name, scopes, account_id as "AccountId", created_at as "CreatedAt", revoked_at as "RevokedAt"
from api_keys
order by created_at, prefix;
