#!/usr/bin/env bash
# What backup.sh, restore.sh and restore-drill.sh share: where the database is, what a sound dump is, how one is restored. To be
# sourced. Expects the variables $name (of the script) and $here (folder of the scripts). Programs of PostgreSQL run beside the database: in its pod, in its container,
# or here; passwords come from there or from the environment, never from a command line.

mode="${NEXUS_MODE:-}"
namespace="${NAMESPACE:-nexus-production}"
compose_file="${NEXUS_COMPOSE_FILE:-docker-compose.production.yml}"
env_file="${NEXUS_ENV_FILE:-.env.production}"
backup_dir="${BACKUP_DIR:-}"
database=""
owner=""
umask 077

fail() {
    printf '%s: %s\n' "${name:?}" "$*" >&2
    exit 1
}

say() {
    printf '%s %s\n' "$(date -u +%H:%M:%S)" "$*"
}

# compose ARGUMENT...: of the stack, with its variables where they are at hand
compose() {
    if [ -r "$env_file" ]; then
        docker compose --env-file "$env_file" -f "$compose_file" "$@"
    else
        docker compose -f "$compose_file" "$@"
    fi
}

# at_server PROGRAM [ARGUMENT...]: runs it where the database is, with the input of this call
at_server() {
    case "$mode" in
        k8s) kubectl exec -i -n "$namespace" statefulset/postgres -- "$@" ;;
        compose) compose exec -T db "$@" ;;
        url) "$@" ;;
    esac
}

# sql DATABASE [psql options]: runs the statements of the input; the first error ends it
sql() {
    local where="$1"
    shift
    at_server psql -X -q -A -t -v ON_ERROR_STOP=1 -U "$owner" -d "$where" "$@"
}

percent_decoded() {
    local text="${1//+/%2B}"
    printf '%b' "${text//%/\\x}"
}

# Sets the PG... variables from DATABASE_URL, for the programs of PostgreSQL: in an argument every process could read the password.
use_database_url() {
    local url="${DATABASE_URL#jdbc:}" rest query=""
    rest="${url#*://}"
    case "$url" in
        postgres://* | postgresql://*) ;;
        *) fail "DATABASE_URL is not of the form postgresql://user:password@host:5432/name" ;;
    esac
    case "$rest" in *\?*)
        query="${rest#*\?}"
        rest="${rest%%\?*}"
        ;;
    esac
    if [[ "$rest" == *@* ]]; then
        local who="${rest%@*}"
        rest="${rest##*@}"
        PGUSER="$(percent_decoded "${who%%:*}")"
        export PGUSER
        if [[ "$who" == *:* ]]; then
            PGPASSWORD="$(percent_decoded "${who#*:}")"
            export PGPASSWORD
        fi
    fi
    local place="${rest%%/*}"
    PGDATABASE="$(percent_decoded "${rest#*/}")"
    PGHOST="${place%%:*}"
    case "$place" in *:*) PGPORT="${place##*:}" ;; *) PGPORT=5432 ;; esac
    export PGDATABASE PGHOST PGPORT
    if [[ "&$query" =~ \&sslmode=([a-z-]+) ]]; then
        export PGSSLMODE="${BASH_REMATCH[1]}"
    fi
}

# Where backups are, when neither --dir nor BACKUP_DIR says so: in the stack the folder that its profile `backup` writes to; in the
# cluster the claim that the CronJob writes to, of which a backup that is wanted is copied to ./backups first.
claim=""
find_backups() {
    [ -z "$backup_dir" ] || return 0
    case "$mode" in
        k8s)
            claim=nexus-backups
            backup_dir=./backups
            ;;
        compose)
            backup_dir="${BACKUP_FOLDER:-}"
            if [ -z "$backup_dir" ] && [ -r "$env_file" ]; then
                backup_dir="$(sed -n "s/^BACKUP_FOLDER=[\"']\{0,1\}\([^\"']*\)[\"']\{0,1\}\$/\1/p" "$env_file" | tail -n 1)"
            fi
            backup_dir="${backup_dir:-./backups}"
            # compose takes it from where its file is
            case "$backup_dir" in /*) ;; *) backup_dir="$(dirname "$compose_file")/$backup_dir" ;; esac
            ;;
        url) backup_dir=/backups ;;
    esac
}

# Finds out where the database is, its name and its owner, and where its backups are.
find_database() {
    if [ -z "$mode" ]; then
        if [ -n "${DATABASE_URL:-}" ] || [ -n "${PGHOST:-}" ]; then
            mode=url
        elif command -v kubectl >/dev/null && kubectl get statefulset/postgres -n "$namespace" >/dev/null 2>&1; then
            mode=k8s
        elif command -v docker >/dev/null && compose ps db >/dev/null 2>&1; then
            mode=compose
        else
            fail "no database found. Give --mode k8s, --mode compose, or DATABASE_URL"
        fi
    fi
    case "$mode" in
        url)
            [ -n "${PGHOST:-}" ] || [ -z "${DATABASE_URL:-}" ] || use_database_url
            database="${PGDATABASE:-nexus_production}"
            owner="${PGUSER:-nexus}"
            ;;
        k8s | compose)
            database="${NEXUS_DATABASE:-$(at_server printenv POSTGRES_DB </dev/null)}" ||
                fail "the database does not answer: is it running?"
            owner="${NEXUS_DATABASE_OWNER:-$(at_server printenv POSTGRES_USER </dev/null)}"
            ;;
        *) fail "there is no mode $mode; there are k8s, compose and url" ;;
    esac
    find_backups
    [[ "$database" =~ ^[A-Za-z_][A-Za-z0-9_]*$ ]] || fail "the name of the database, '$database', is not a plain one"
}

# Counts, in the statements of a dump, the rows of each table, and finds the version of the schema.
# shellcheck disable=SC2016 # a program for awk
counting='
/^COPY / && !inside {
    table = $2; inside = 1; rows = 0
    if (table ~ /flyway_schema_history$/) {
        head = $0; sub(/^[^(]*[(]/, "", head); sub(/[)].*/, "", head)
        n = split(head, columns, ", "); history = 1
        for (i = 1; i <= n; i++) { if (columns[i] == "version") v = i; if (columns[i] == "success") s = i }
    }
    next
}
inside && $0 == "\\." { print "rows " table " " rows; inside = 0; history = 0; next }
inside { rows++; if (history) { split($0, cells, "\t"); if (cells[s] == "t" && cells[v] > version) version = cells[v] } }
END { print "schema " version }'

# counts_of DUMP: reads the whole dump, and prints the rows of each table and the version of the schema; fails on a broken one
counts_of() {
    # shellcheck disable=SC2016 # for the shell beside the database
    at_server bash -c 'set -o pipefail; pg_restore --file=- | LC_ALL=C awk "$1" | LC_ALL=C sort' counts "$counting" <"$1"
}

# counts_in DATABASE: the same of a database that lives
counts_in() {
    {
        sql "$1" <<'SQL'
select format('select %L || count(*) from only %I.%I', 'rows ' || n.nspname || '.' || c.relname || ' ', n.nspname, c.relname)
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where c.relkind = 'r' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema' \gexec
select 'schema ' || coalesce(max(version), '') from flyway_schema_history where success;
SQL
    } | LC_ALL=C sort
}

# facts_in DATABASE: what never changes any more, one line each: sealed datasets with their hashes and totals, finished runs and
# results with their hashes, and sums over the records themselves
facts_in() {
    {
        sql "$1" <<'SQL'
select concat_ws(' ', 'dataset', id, rows, file_sha256, content_sha256, mapping_sha256, control_totals)
from dataset where status = 'SEALED';
select concat_ws(' ', 'records', d.id, count(r.*), sum(r.amount), sum(r.line), min(r.row_no), max(r.row_no))
from dataset d left join record r on r.dataset = d.number where d.status = 'SEALED' group by d.id;
select concat_ws(' ', 'run', id, run_hash, result_hash) from run where status = 'SUCCEEDED';
select concat_ws(' ', 'result', run_id, ordinal, result_hash, alert_count) from result;
select concat_ws(' ', 'alerts', run_id, count(*)) from alert group by run_id;
SQL
    } | LC_ALL=C sort
}

sha256_of() {
    if command -v sha256sum >/dev/null; then
        sha256sum "$1" | cut -d ' ' -f 1
    else
        shasum -a 256 "$1" | cut -d ' ' -f 1
    fi
}

# newest_backup: the path of the newest finished backup in the folder
newest_backup() {
    local newest
    newest="$(find "$backup_dir" -maxdepth 1 -name 'nexus_backup_*.dump' 2>/dev/null | LC_ALL=C sort | tail -n 1)"
    [ -n "$newest" ] || fail "there is no backup in $backup_dir"
    printf '%s\n' "$newest"
}

# chosen_backup FILE: sets $file to the path of that backup, the newest where it is `latest`; out of the claim where that is the place
chosen_backup() {
    file="$1"
    if [ -n "$claim" ] && [ ! -e "$file" ]; then
        fetch_from_claim "$file"
    elif [ "$file" = latest ]; then
        file="$(newest_backup)"
    elif [ ! -e "$file" ] && [ -e "$backup_dir/$file" ]; then
        file="$backup_dir/$file"
    fi
}

# plain_copy FILE: says of a backup that lies on the machine of who calls this that anybody who gets at the machine can read it
plain_copy() {
    [ "$mode" != k8s ] || say "$1 lies here unencrypted. When it is not needed any more: rm $1 $1.sha256 $1.counts"
}

# fetch_from_claim NAME: copies a backup of the claim, and what belongs to it, to $backup_dir by a pod that can do nothing but read it
fetch_from_claim() {
    local wanted="$1" reader image part
    reader="nexus-backup-reader-$(date -u +%H%M%S)-$$"
    image="$(kubectl get cronjob nexus-backup -n "$namespace" -o 'jsonpath={.spec.jobTemplate.spec.template.spec.containers[0].image}')" ||
        fail "there is no CronJob nexus-backup in $namespace; give --dir with a folder of backups"
    # shellcheck disable=SC2064 # as it is now
    trap "kubectl delete pod $reader -n $namespace --ignore-not-found --wait=false >/dev/null || true; rm -rf '$work'" EXIT
    kubectl create -n "$namespace" -f - >/dev/null <<YAML || fail "the claim $claim cannot be looked into"
apiVersion: v1
kind: Pod
metadata:
  name: $reader
  labels: {app: nexus-backup-reader}
spec:
  restartPolicy: Never
  activeDeadlineSeconds: 7200
  automountServiceAccountToken: false
  enableServiceLinks: false
  securityContext: {runAsNonRoot: true, runAsUser: 999, runAsGroup: 999, fsGroup: 999, fsGroupChangePolicy: OnRootMismatch, seccompProfile: {type: RuntimeDefault}}
  containers:
    - name: reader
      image: $image
      command: ["sleep", "7200"]
      resources: {requests: {cpu: 100m, memory: 128Mi}, limits: {cpu: 500m, memory: 128Mi}}
      securityContext: {allowPrivilegeEscalation: false, readOnlyRootFilesystem: true, capabilities: {drop: ["ALL"]}}
      volumeMounts: [{name: backups, mountPath: /backups, readOnly: true}]
  volumes: [{name: backups, persistentVolumeClaim: {claimName: $claim}}]
YAML
    kubectl wait "pod/$reader" -n "$namespace" --for=condition=Ready --timeout=180s >/dev/null ||
        fail "the pod that reads the claim does not start: kubectl describe pod $reader -n $namespace"
    if [ "$wanted" = latest ]; then
        wanted="$(kubectl exec -n "$namespace" "$reader" -- find /backups -maxdepth 1 -name 'nexus_backup_*.dump' | LC_ALL=C sort | tail -n 1)"
        [ -n "$wanted" ] || fail "there is no backup in the claim $claim; an old one: --dir with its folder"
    fi
    wanted="$(basename "$wanted")"
    say "Copying $wanted from the claim $claim to $backup_dir"
    mkdir -p "$backup_dir" || fail "$backup_dir cannot be made"
    for part in "$wanted.sha256" "$wanted.counts" "$wanted"; do
        kubectl exec -n "$namespace" "$reader" -- cat "/backups/$part" >"$backup_dir/$part.part" || {
            rm -f "$backup_dir/$part.part"
            fail "$part cannot be copied from the claim $claim. Nothing was touched."
        }
        mv "$backup_dir/$part.part" "$backup_dir/$part"
    done
    kubectl delete pod "$reader" -n "$namespace" --ignore-not-found --wait=false >/dev/null || true
    trap 'rm -rf "$work"' EXIT
    file="$backup_dir/$wanted"
}

# check_backup DUMP: refuses one that is missing, changed, truncated, or not what its own list says
check_backup() {
    local dump="$1" part
    for part in "$dump" "$dump.sha256" "$dump.counts"; do
        [ -s "$part" ] || fail "$part is missing or empty. Nothing was touched."
    done
    [ "$(sha256_of "$dump")" = "$(cut -d ' ' -f 1 "$dump.sha256")" ] ||
        fail "$dump is not the file whose SHA-256 was written down: changed, or truncated. Nothing was touched."
    counts_of "$dump" >"$work/counts" || fail "$dump cannot be read to its end. Nothing was touched."
    cmp -s "$work/counts" "$dump.counts" || fail "$dump does not hold the rows that $dump.counts says. Nothing was touched."
}

# restore_into DUMP NEW: makes a database of that name beside the live one, with its encoding, owner and grants, and fills it
restore_into() {
    local dump="$1" new="$2"
    sql postgres -v new="$new" -v like="$database" <<'SQL' || fail "the database $new cannot be made"
select format('create database %I owner %I template template0 encoding %L lc_collate %L lc_ctype %L', :'new',
              pg_get_userbyid(datdba), pg_encoding_to_char(encoding), datcollate, datctype)
from pg_database where datname = :'like' \gexec
select format('revoke all on database %I from public', :'new') from pg_database where datname = :'like' and datacl is not null \gexec
select format('grant %s on database %I to %s', privilege_type, :'new',
              case when grantee = 0 then 'public' else quote_ident(pg_get_userbyid(grantee)) end)
from pg_database, aclexplode(datacl) where datname = :'like' and grantee <> datdba \gexec
SQL
    sql postgres <<<'do $$ begin create role nexus_writer nologin; exception when duplicate_object then null; end $$' >&2 ||
        fail "the role nexus_writer, which the dump grants to, cannot be made"
    # by psql, so that a setting that only a newer server has can be left out: pg_restore of 17 sends one that 16 does not know
    # shellcheck disable=SC2016 # for the shell beside the database
    at_server bash -c 'set -o pipefail
        pg_restore --file=- | LC_ALL=C sed "1,60{/^SET transaction_timeout = 0;\$/d}" |
            psql -X -q -w -v ON_ERROR_STOP=1 -U "$1" -d "$2" >/dev/null' restore "$owner" "$new" <"$dump" ||
        fail "the dump cannot be restored; the half-made database $new can be dropped, the live one is untouched"
}

# verify_restored DUMP NEW: the restored database has the rows and the schema that the dump has
verify_restored() {
    counts_in "$2" >"$work/restored" || fail "the rows of $2 cannot be counted"
    diff "$1.counts" "$work/restored" >"$work/difference" || {
        cat "$work/difference" >&2
        fail "$2 does not hold what $1 holds"
    }
    say "  $(grep -c '^rows ' "$work/restored") tables, $(awk '/^rows /{n+=$3} END{printf "%d", n}' "$work/restored") rows, $(grep '^schema ' "$work/restored")"
}

# trail_key: the public half of the key that signs checkpoints: of NEXUS_TRAIL_PUBLIC_KEY (a file, or base64), or of the stack's own key
trail_key() {
    local private=""
    if [ -n "${NEXUS_TRAIL_PUBLIC_KEY:-}" ]; then
        printf '%s\n' "$NEXUS_TRAIL_PUBLIC_KEY"
        return
    fi
    case "$mode" in
        k8s) private="$(kubectl get secret nexus-secrets -n "$namespace" -o 'jsonpath={.data.trail-key}' 2>/dev/null | base64 -d || true)" ;;
        compose)
            # of a container that may be stopped
            private="$(compose ps -a -q nexus-api 2>/dev/null | head -n 1 |
                xargs -r docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' | sed -n 's/^NEXUS_TRAIL_KEY=//p' || true)"
            ;;
        url) private="${NEXUS_TRAIL_KEY:-}" ;;
    esac
    [ -z "$private" ] || base64 -d <<<"$private" | openssl pkey -inform DER -pubout -outform DER | base64 | tr -d '\n'
}

# verify_trail DATABASE: every hash and link of the trail, and the signed checkpoints where the key is at hand. NEXUS_AUDIT_CHECKPOINT_EVENTS
# is what nexus.audit.checkpoint-events is set to
verify_trail() {
    local key
    sql "$1" <"${here:?}/trail-export.sql" >"$work/trail" || fail "the trail of $1 cannot be read"
    [ -s "$work/trail" ] || fail "$1 has no trail"
    key="$(trail_key)" || fail "the key of the trail cannot be read"
    if [ -n "$key" ]; then
        "$here/verify-trail.sh" "$work/trail" --public-key "$key" --checkpoint-events "${NEXUS_AUDIT_CHECKPOINT_EVENTS:-1000}" \
            >"$work/verdict" ||
            fail "the trail of $1 is $(cat "$work/verdict")"
    else
        grep -v '^{"signature":' "$work/trail" >"$work/links"
        "$here/verify-trail.sh" "$work/links" >"$work/verdict" || fail "the trail of $1 is $(cat "$work/verdict")"
        say "  its checkpoints were not looked at: set NEXUS_TRAIL_PUBLIC_KEY"
    fi
    say "  the trail is $(cat "$work/verdict")"
}

# swap_databases NEW OLD: the live database becomes OLD, NEW becomes the live one, at once or not at all
swap_databases() {
    sql postgres -v live="$database" -v new="$1" -v old="$2" <<'SQL'
select pg_terminate_backend(pid) from pg_stat_activity where datname in (:'live', :'new') and pid <> pg_backend_pid();
begin;
alter database :"live" rename to :"old";
alter database :"new" rename to :"live";
commit;
SQL
}

work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
