-- Every key that counts, with the version they belong to: in one snapshot, or a change between the two would be missed for good.
select v.version, k.prefix, k.secret_hash, k.scopes, k.account_id
from api_keys_version v
left join api_keys k on k.revoked_at is null
limit @limit;
