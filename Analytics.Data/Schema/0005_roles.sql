-- Who may do what. The login that migrates owns the tables; each of our data sources puts one of these roles on at session start:
--   analytics_writer    workers and the count of received events; past row-level security, because COPY is refused under it
--   analytics_reader    questions about one account: sees the rows of the account that its transaction names, else none
--   analytics_overseer  questions about all accounts, and API keys; reads only
-- Roles belong to the whole cluster: other databases' migrations may be making them right now, or have made them before.

do $$
declare
  wanted record;
  missing constant text := 'role % cannot be made by %; let a superuser run once: create role analytics_writer bypassrls; '
    'create role analytics_reader; create role analytics_overseer bypassrls; grant analytics_writer, analytics_reader, analytics_overseer to %';
begin
  for wanted in
    select * from (values ('analytics_writer', true), ('analytics_reader', false), ('analytics_overseer', true)) as role (name, bypasses)
  loop
    if not exists (select from pg_roles where rolname = wanted.name) then
      begin
        execute format('create role %I nologin %s', wanted.name, case when wanted.bypasses then 'bypassrls' else 'nobypassrls' end);
      exception
        when duplicate_object or unique_violation then null; -- made a moment ago, by another database's migration
        when insufficient_privilege then
          raise insufficient_privilege using message = replace(replace(missing, 'role %', 'role ' || wanted.name), '%', current_user);
      end;
    end if;

    if exists (select from pg_roles where rolname = wanted.name and (rolsuper or rolbypassrls <> wanted.bypasses)) then
      raise 'role % is there but %', wanted.name, case when wanted.bypasses then 'does not bypass row-level security, and must' else 'bypasses row-level security, and must not' end;
    end if;

    -- A superuser may put on any role.
    if not pg_has_role(current_user, wanted.name, 'usage') then
      begin
        execute format('grant %I to %I', wanted.name, current_user);
      exception
        when duplicate_object or unique_violation then null;
        when insufficient_privilege then
          raise insufficient_privilege using message = replace(replace(missing, 'role %', 'role ' || wanted.name), '%', current_user);
      end;
    end if;
  end loop;
end
$$;
