insert into api_keys (prefix, secret_hash, name, scopes, account_id, created_at)
values (@prefix, @secret_hash, @name, @scopes, @account_id, @created_at);
