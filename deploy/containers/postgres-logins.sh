#!/usr/bin/env bash
# Run once, by PostgreSQL's image, as its superuser, when the database is made. Who they are: deploy/SECURITY.md.
# The owner is no superuser, so the roles that its migration would make are made here; each login of the API has one role and no other.
set -euo pipefail

psql --set=ON_ERROR_STOP=1 --no-psqlrc --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" << 'SQL'
\getenv owner_password ANALYTICS_PASSWORD
\getenv api_password ANALYTICS_API_PASSWORD
create role analytics_writer bypassrls;
create role analytics_reader;
create role analytics_overseer bypassrls;
create role analytics login password :'owner_password';
grant analytics_writer, analytics_reader, analytics_overseer to analytics;
create role analytics_api_writer login password :'api_password' in role analytics_writer;
create role analytics_api_reader login password :'api_password' in role analytics_reader;
create role analytics_api_overseer login password :'api_password' in role analytics_overseer;
alter database analytics owner to analytics;
SQL
