#!/usr/bin/env bash
# Puts a backup in the place of the live database: into a new database first, checked there, then swapped by renaming.
#   scripts/restore.sh [--mode k8s|compose|url] [--yes] [--dir FOLDER] [--help] [FILE]
# FILE is a dump of backup.sh, the newest by default. It is looked for in --dir or BACKUP_DIR; else in mode compose in BACKUP_FOLDER of
# the stack, in mode url in /backups, and in mode k8s in the claim nexus-backups, from where a pod of its own copies it to ./backups.
# The service stands still from the swap's beginning until it is healthy again, and not before: a backup that is missing, changed or
# truncated is refused while everything still runs. What was live stays as a database named ..._before_..., and the last lines say
# how to go back to it.
# In mode url the service must be stopped by whoever runs this; it is refused while others are connected.
#   NEXUS_COMPOSE_FILE, NAMESPACE, DATABASE_URL   where, as in backup.sh
set -Eeuo pipefail

name=restore.sh
here="$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source-path=SCRIPTDIR source=database.sh
. "$here/database.sh"

yes=""
file=""
while [ $# -gt 0 ]; do
    case "$1" in
        -h | --help)
            sed -n '2,11s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
        --mode)
            mode="${2:?--mode needs k8s, compose or url}"
            shift 2
            ;;
        --dir)
            backup_dir="${2:?--dir needs a folder}"
            shift 2
            ;;
        --yes)
            yes=yes
            shift
            ;;
        -*) fail "there is no option $1; see --help" ;;
        *)
            file="$1"
            shift
            ;;
    esac
done

find_database
chosen_backup "${file:-latest}"
stamp="$(date -u +%Y%m%d_%H%M%S)"
new="${database}_restore_$stamp"
old="${database}_before_$stamp"

others() {
    sql postgres -v live="$database" <<<"select count(*) from pg_stat_activity where datname = :'live' and pid <> pg_backend_pid()"
}

# Deployments and how many of each there were, so that as many are started again.
stop_service() {
    case "$mode" in
        k8s)
            local one
            for one in nexus-backend nexus-worker; do
                printf '%s %s\n' "$one" "$(kubectl get "deployment/$one" -n "$namespace" -o 'jsonpath={.spec.replicas}')"
            done >"$work/replicas"
            # at nought replicas the HorizontalPodAutoscaler rests
            kubectl scale deployment/nexus-backend deployment/nexus-worker -n "$namespace" --replicas=0 >/dev/null
            kubectl wait pod -l 'app in (nexus-backend, nexus-worker)' -n "$namespace" --for=delete --timeout=120s >/dev/null
            ;;
        compose) compose stop nexus-api ;;
        url)
            [ "$(others)" = 0 ] || fail "others are connected to $database: stop the service first. Nothing was touched but $new, which can be dropped."
            ;;
    esac
}

start_service() {
    case "$mode" in
        k8s)
            local one replicas
            while read -r one replicas; do
                [ "${replicas:-0}" -gt 0 ] || replicas=3
                kubectl scale "deployment/$one" -n "$namespace" --replicas="$replicas" >/dev/null
            done <"$work/replicas"
            kubectl rollout status deployment/nexus-backend -n "$namespace" --timeout=420s
            kubectl rollout status deployment/nexus-worker -n "$namespace" --timeout=420s
            ;;
        compose) compose up -d --no-recreate --wait nexus-api ;;
        url) say "Start the service, then see scripts/health-check.sh" ;;
    esac
}

say "Checking $file"
check_backup "$file"

if [ -z "$yes" ]; then
    [ -t 0 ] || fail "this replaces $database ($mode); say --yes where nobody can be asked"
    printf 'Replace %s (%s) by %s? Type the name of the database: ' "$database" "$mode" "$(basename "$file")"
    read -r answer
    [ "$answer" = "$database" ] || fail "nothing was done"
fi

say "Restoring into $new"
restore_into "$file" "$new"
say "Comparing with the dump"
verify_restored "$file" "$new"
verify_trail "$new"

say "Stopping the service"
still="$SECONDS"
stop_service
say "Swapping: $database becomes $old"
if ! swap_databases "$new" "$old"; then
    start_service || true
    fail "the swap failed and nothing was renamed; the service runs on the old database, and $new can be dropped"
fi
say "Starting the service"
if ! start_service; then
    fail "the service does not come up on the restored database. To go back: rename $database away and $old to $database"
fi
case "$mode" in
    url) ;;
    *) "$here/health-check.sh" --mode "$mode" || fail "restored, but not healthy. To go back: rename $database away and $old to $database" ;;
esac
say "Done in $SECONDS s, of which the service stood still for $((SECONDS - still)) s"
say "What was live is $old. When it is not needed any more: drop database $old"
