#!/usr/bin/env bash
# Makes the roles of the database. Runs once when PostgreSQL makes its data folder; by hand, it turns a database from before into
# such a one: what is there is kept, its owner changed, the passwords set.
#   nexus_owner      owns the database and migrates it; the service connects as it for nothing else
#   nexus_writer     owns nothing, reads and writes the tables within the bounds of their triggers; nobody signs in as it
#   nexus_app        the service: a member of nexus_writer, and of nothing else
#   nexus_monitor    sees statistics only
# Passwords come from the files owner-password, app-password and monitor-password of the folder NEXUS_DATABASE_SECRETS
# (/run/secrets/database by default), or, where a file is missing, from OWNER_PASSWORD, APP_PASSWORD and MONITOR_PASSWORD. psql
# reads them from its environment, so that no command line shows them.
set -euo pipefail

folder="${NEXUS_DATABASE_SECRETS:-/run/secrets/database}"
for name in owner app monitor; do
    variable="$(tr '[:lower:]' '[:upper:]' <<<"$name")_PASSWORD"
    [ ! -s "$folder/$name-password" ] || printf -v "$variable" '%s' "$(<"$folder/$name-password")"
    [ -n "${!variable:-}" ] || {
        echo "init-roles.sh: neither $folder/$name-password nor $variable holds a password" >&2
        exit 1
    }
    export "${variable?}"
done

# Images differ in where the server listens while its data folder is made: in the folder of the distribution, or that of PostgreSQL.
if [ -z "${PGHOST:-}" ] && [ ! -S /var/run/postgresql/.s.PGSQL.5432 ] && [ -S /tmp/.s.PGSQL.5432 ]; then
    export PGHOST=/tmp
fi

psql -X -q -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\getenv database POSTGRES_DB
\getenv owner_password OWNER_PASSWORD
\getenv app_password APP_PASSWORD
\getenv monitor_password MONITOR_PASSWORD
select format('create role %I login nosuperuser nocreatedb nocreaterole', name)
from unnest(array['nexus_owner', 'nexus_app', 'nexus_monitor']) name
where not exists (select from pg_roles where rolname = name) \gexec
select 'create role nexus_writer nologin' where not exists (select from pg_roles where rolname = 'nexus_writer') \gexec
alter role nexus_owner password :'owner_password';
alter role nexus_app password :'app_password';
alter role nexus_monitor password :'monitor_password';
grant nexus_writer to nexus_app, nexus_owner;
grant pg_monitor to nexus_monitor;

alter database :"database" owner to nexus_owner;
alter schema public owner to nexus_owner;
revoke all on database :"database" from public;
grant connect on database :"database" to nexus_app, nexus_monitor;

-- of a database from before, whose tables and functions the service or the server's own user owned
select format('alter %s %s owner to nexus_owner', case relkind when 'S' then 'sequence' else 'table' end, c.oid::regclass)
from pg_class c
where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'S') and relowner <> 'nexus_owner'::regrole
      and not exists (select from pg_depend d where d.objid = c.oid and d.deptype in ('a', 'i') and c.relkind = 'S') \gexec
select format('alter function %s owner to nexus_owner', oid::regprocedure)
from pg_proc where pronamespace = 'public'::regnamespace and proowner <> 'nexus_owner'::regrole \gexec
alter default privileges for role nexus_owner in schema public
    grant select, insert, update, delete on tables to nexus_writer;
alter default privileges for role nexus_owner in schema public grant usage, select on sequences to nexus_writer;
SQL
