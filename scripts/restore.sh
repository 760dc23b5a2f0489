#!/usr/bin/env bash
# Puts a backup in the place of the live database: into a new database first, checked there, then swapped by renaming.
#   scripts/restore.sh [--mode k8s|compose|url] [--yes] [--dir FOLDER] [--help] [FILE]
#   scripts/restore.sh [--mode k8s|compose|url] [--yes] --undo DATABASE
# FILE is a dump of backup.sh, the newest by default. It is looked for in --dir or BACKUP_DIR; else in mode compose in BACKUP_FOLDER of
# the stack, in mode url in /backups, and in mode k8s in the claim nexus-backups, from where a pod of its own copies it to ./backups.
# The service stands still from the swap's beginning until it is healthy again, and not before: a backup that is missing, changed or
# truncated is refused while everything still runs. What was live stays as a database named ..._before_..., and the last line is the
# command that goes back to it: --undo, which stops the service, swaps that database with the live one, and starts the service.
# When this fails or is ended while the service stands still, it starts the service again.
# In mode url the service must be stopped by whoever runs this; it is refused while others are connected.
#   NEXUS_COMPOSE_FILE, NAMESPACE, DATABASE_URL   where, as in backup.sh
set -Eeuo pipefail

name=restore.sh
here="$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source-path=SCRIPTDIR source=database.sh
. "$here/database.sh"
# shellcheck source-path=SCRIPTDIR source=deployment.sh
. "$here/deployment.sh"

yes=""
file=""
undo=""
while [ $# -gt 0 ]; do
    case "$1" in
        -h | --help)
            sed -n '2,13s/^# \{0,1\}//p' "$0"
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
        --undo)
            undo="${2:?--undo needs the name of the database that was live before}"
            shift 2
            ;;
        -*) fail "there is no option $1; see --help" ;;
        *)
            file="$1"
            shift
            ;;
    esac
done

find_database
stamp="$(date -u +%Y%m%d_%H%M%S)"
old="${database}_before_$stamp"
if [ -n "$undo" ]; then
    [ -z "$file" ] || fail "--undo takes no backup, and $file was given"
    [[ "$undo" == "${database}"_before_* ]] || fail "$undo is not what a restore left of $database: that is ${database}_before_..."
    new="$undo"
    [ "$(sql postgres -v name="$new" <<<"select count(*) from pg_database where datname = :'name'")" = 1 ] || fail "there is no database $new"
    source="$new"
else
    chosen_backup "${file:-latest}"
    new="${database}_restore_$stamp"
    source="$(basename "$file")"
fi

others() {
    sql postgres -v live="$database" <<<"select count(*) from pg_stat_activity where datname = :'live' and pid <> pg_backend_pid()"
}

stopped=""
swapping=""
# way_back: the command that makes what was live before live again
way_back() {
    printf '%s/restore.sh --mode %s --undo %s' "$here" "$mode" "$old"
}

# shellcheck disable=SC2317,SC2329 # called by the trap
finish() {
    local status=$?
    trap - EXIT
    # ends the waiting until it is up again, not what starts it
    trap 'end_child' INT TERM
    end_child
    if [ -n "$stopped" ]; then
        say "Starting the service again" >&2
        start_service >&2 || say "The service is not up yet: scripts/health-check.sh, and docs/runbook.md, Pods do not start" >&2
    fi
    if [ -n "$cut_off" ] && [ -n "$swapping" ]; then
        say "If there is a database $old now, it was swapped already; back: $(way_back)" >&2
    fi
    rm -rf "$work"
    exit "$status"
}

# Deployments and how many of each there were, so that as many are started again.
stop_service() {
    case "$mode" in
        k8s)
            local one count
            for one in nexus-backend nexus-worker; do
                count="$(kubectl get "deployment/$one" -n "$namespace" -o 'jsonpath={.spec.replicas}')" ||
                    fail "how many of $one there are cannot be seen; nothing was stopped or swapped"
                say "  deployment/$one: $count replicas"
                printf '%s %s\n' "$one" "$count" >>"$work/replicas"
            done
            stopped=yes
            # at nought replicas the HorizontalPodAutoscaler rests
            kubectl scale deployment/nexus-backend deployment/nexus-worker -n "$namespace" --replicas=0 >/dev/null ||
                fail "the service cannot be stopped; nothing was swapped"
            patiently kubectl wait pod -l 'app in (nexus-backend, nexus-worker)' -n "$namespace" --for=delete --timeout=120s >/dev/null ||
                fail "the service does not stop within 120 s, so nothing was swapped: kubectl get pods -n $namespace"
            ;;
        compose)
            stopped=yes
            compose stop nexus-api || fail "the service cannot be stopped; nothing was swapped"
            ;;
        url)
            [ "$(others)" = 0 ] || fail "others are connected to $database: stop the service first. Nothing was swapped, and $new is there still."
            ;;
    esac
}

start_service() {
    case "$mode" in
        k8s)
            local one replicas
            while read -r one replicas; do
                [ "${replicas:-0}" -gt 0 ] || replicas=3
                say "  deployment/$one: to $replicas replicas"
                kubectl scale "deployment/$one" -n "$namespace" --replicas="$replicas" </dev/null >/dev/null || return 1
            done <"$work/replicas"
            stopped=""
            patiently kubectl rollout status deployment/nexus-backend -n "$namespace" --timeout=420s &&
                patiently kubectl rollout status deployment/nexus-worker -n "$namespace" --timeout=420s
            ;;
        compose) compose up -d --no-recreate --wait nexus-api && stopped="" ;;
        url) say "Start the service, then see scripts/health-check.sh" ;;
    esac
}

if [ -z "$undo" ]; then
    say "Checking $file"
    check_backup "$file"
fi

if [ -z "$yes" ]; then
    [ -t 0 ] || fail "this replaces $database ($mode); say --yes where nobody can be asked"
    printf 'Replace %s (%s) by %s? Type the name of the database: ' "$database" "$mode" "$source"
    read -r answer
    [ "$answer" = "$database" ] || fail "nothing was done"
fi

if [ -z "$undo" ]; then
    say "Restoring into $new"
    restore_into "$file" "$new"
    say "Comparing with the dump"
    verify_restored "$file" "$new"
    verify_trail "$new"
fi

say "Stopping the service"
still="$SECONDS"
trap finish EXIT
end_by_signals
stop_service
say "Swapping: $database becomes $old"
swapping=yes
if ! swap_databases "$new" "$old"; then
    swapping=""
    fail "the swap failed and nothing was renamed; the service goes on with the old database, and $new is there still"
fi
say "Starting the service"
if ! start_service; then
    stopped="" # it would not come up a second time either
    fail "the service does not come up on $source. To go back: $(way_back)"
fi
case "$mode" in
    url) ;;
    *) patiently "$here/health-check.sh" --mode "$mode" || fail "swapped, but not healthy. To go back: $(way_back)" ;;
esac
say "Done in $SECONDS s, of which the service stood still for $((SECONDS - still)) s"
[ -n "$undo" ] || plain_copy "$file"
say "What was live is $old. When it is not needed any more: drop database $old"
say "To go back to it: $(way_back)"
