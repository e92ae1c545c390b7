-- Who may ask and send. A key's text is ak_<prefix>_<secret>; of the secret only its SHA-256 is here: it is random and long, so
-- that nothing slower is needed. APIs hold all keys in memory and look at the version, which every change moves, by whatever hand.

create table api_keys (
  prefix text collate "C" not null,
  secret_hash bytea not null,
  name text not null, -- for people
  scopes text[] not null,
  account_id text collate "C", -- null: all accounts
  created_at timestamptz not null,
  revoked_at timestamptz,
  constraint api_keys_prefix primary key (prefix),
  constraint api_keys_secret_hash check (octet_length(secret_hash) = 32),
  constraint api_keys_scopes check (cardinality(scopes) > 0 and scopes <@ array['write', 'read', 'admin']),
  constraint api_keys_account_id check (account_id <> '')
);

create table api_keys_version (version bigint not null);
insert into api_keys_version (version) values (1);

create function note_api_keys_change() returns trigger language plpgsql security definer set search_path = public, pg_temp as $$
begin
  update api_keys_version set version = version + 1;
  return null;
end
$$;

create trigger api_keys_changed after insert or update or delete or truncate on api_keys
for each statement execute function note_api_keys_change();

-- Keys are the owner's to make, and the overseer's to look up; neither workers nor the readers of an account see any.
alter table api_keys enable row level security;
alter table api_keys force row level security;
create policy owner on api_keys to current_user using (true);
grant select on api_keys, api_keys_version to analytics_overseer;
