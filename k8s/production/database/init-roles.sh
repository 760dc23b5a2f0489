#!/usr/bin/env bash
# Runs once, when PostgreSQL makes its data folder: the role nexus_app owns the database and is nobody else's master, the role
# nexus_writer owns nothing and is what the service works as once it has migrated the schema, the role
# nexus_monitor sees statistics only. Passwords are read from files by psql itself, so that no command line shows them.
#   NEXUS_DATABASE_SECRETS    folder with the files app-password and monitor-password; /run/secrets/database by default
set -euo pipefail

export NEXUS_DATABASE_SECRETS="${NEXUS_DATABASE_SECRETS:-/run/secrets/database}"
for name in app-password monitor-password; do
    [ -s "$NEXUS_DATABASE_SECRETS/$name" ] || {
        echo "init-roles.sh: $NEXUS_DATABASE_SECRETS/$name is missing or empty" >&2
        exit 1
    }
done

psql -v ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
\getenv database POSTGRES_DB
\set app_password `cat "$NEXUS_DATABASE_SECRETS/app-password"`
\set monitor_password `cat "$NEXUS_DATABASE_SECRETS/monitor-password"`
create role nexus_app login nosuperuser nocreatedb nocreaterole password :'app_password';
alter database :"database" owner to nexus_app;
alter schema public owner to nexus_app;
revoke all on database :"database" from public;
grant connect on database :"database" to nexus_app;
create role nexus_writer nologin;
grant nexus_writer to nexus_app;
create role nexus_monitor login nosuperuser nocreatedb nocreaterole password :'monitor_password';
grant pg_monitor to nexus_monitor;
grant connect on database :"database" to nexus_monitor;
SQL
