#!/usr/bin/env bash
# Makes faults in the running production stack under a load of reads, writes and uploads, and compares what was acknowledged with what
# is there afterwards.
#   scripts/bench/faults.sh [--help] [FAULT...]            every fault, in this order, when none is named:
#     api-killed          kill -9 of a replica of the service
#     run-killed          kill -9 of the replica that performs a run; the run must end once, with the hash of an undisturbed one
#     redis-restarted     Redis restarted
#     redis-slow          Redis answers nothing for 2 s, ten times
#     redis-full          Redis without memory, refusing writes, for 20 s
#     redis-gone          Redis cut off for 20 s
#     postgres-restarted  PostgreSQL restarted
#     postgres-killed     kill -9 of PostgreSQL's postmaster
#     postgres-locked     a table that writes need, locked for 20 s
#     postgres-gone       PostgreSQL cut off for 20 s
# Needs the stack of docker-compose.production.yml on this machine with the users of scripts/demo-users.sh. Ends with 1 when an
# acknowledged write is lost or there twice, when a refusal is no problem document with Retry-After, or when the service does not
# recover by itself within two minutes. What is cut off, full or locked is taken back, when it fails or is interrupted as well.
#   NEXUS_URL          https://localhost
#   NEXUS_FAULT_SECONDS, NEXUS_FAULT_RATE    seconds of load around each fault, 60, and requests a second, 30
#   NEXUS_FAULT_ROWS   rows of the ledger of run-killed, 1000000
#   NEXUS_ENV_FILE, NEXUS_DEMO_PASSWORD, CURL_CA_BUNDLE    as for scripts/deploy-compose.sh and scripts/demo-users.sh
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,21s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=faults.sh
base="${NEXUS_URL:-https://localhost}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=undo.sh
. "$scripts/bench/undo.sh"
cd "$scripts/.."
seconds="${NEXUS_FAULT_SECONDS:-60}"
rate="${NEXUS_FAULT_RATE:-30}"
rows="${NEXUS_FAULT_ROWS:-1000000}"
compose() {
    docker compose --env-file "${NEXUS_ENV_FILE:-.env.production}" -f "${NEXUS_COMPOSE_FILE:-docker-compose.production.yml}" "$@"
}
container() { compose ps -q "$1" | head -n 1; }
# shellcheck disable=SC2016 # expanded in the container
database() {
    compose exec -T db sh -c 'exec psql -qAtX -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB"'
}
# shellcheck disable=SC2016 # expanded in the container
redis() {
    compose exec -T redis sh -c 'REDISCLI_AUTH="$REDIS_PASSWORD" exec redis-cli "$@"' redis-cli "$@"
}
load=""
end() {
    local status=$?
    take_all_back || status=1
    [ -z "$load" ] || kill "$load" 2>/dev/null || true
    rm -rf "$work"
    exit "$status"
}
trap end EXIT
trap 'exit 130' INT TERM
network_of() { docker inspect -f '{{range $name, $one := .NetworkSettings.Networks}}{{$name}} {{end}}' "$1" | tr ' ' '\n' | grep _data; }

# cut_off SERVICE: without a network for 20 s, its connections standing
cut_off() {
    cut="$(container "$1")"
    cut_name="$1"
    cut_network="$(network_of "$cut")"
    undoing undo_cut_off
    docker network disconnect "$cut_network" "$cut"
    sleep 20
    taken_back
}
undo_cut_off() {
    docker network connect --alias "$cut_name" "$cut_network" "$cut" || network_of "$cut" >/dev/null # it may be there still
}
undo_full_redis() { redis config set maxmemory 768mb >/dev/null && redis config set maxmemory-policy volatile-lru >/dev/null; }
# the session goes on when its client has gone, and with it the lock
undo_locked_table() {
    echo "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()" |
        database >/dev/null
}

fault() {
    local one turn
    case "$1" in
        api-killed)
            one="$(container nexus-api)"
            # the engine does not start again what it was told to kill; a process that dies by itself, it does
            kill_process "$one"
            ;;
        run-killed) kill_performer ;;
        redis-restarted) docker restart -t 5 "$(container redis)" >/dev/null ;;
        redis-slow)
            for turn in $(seq 10); do
                redis client pause 2000 all >/dev/null
                sleep 2
            done
            ;;
        redis-full)
            undoing undo_full_redis
            redis config set maxmemory-policy noeviction >/dev/null
            redis config set maxmemory 1mb >/dev/null
            sleep 20
            taken_back
            ;;
        redis-gone) cut_off redis ;;
        postgres-restarted) docker restart -t 60 "$(container db)" >/dev/null ;;
        postgres-killed) kill_process "$(container db)" ;;
        postgres-locked)
            undoing undo_locked_table
            echo 'begin; lock table examination in access exclusive mode; select pg_sleep(20); commit;' | database >/dev/null
            taken_back
            ;;
        postgres-gone) cut_off db ;;
        *) fail "there is no fault $1; see --help" ;;
    esac
}

# kill_process CONTAINER: kill -9 of its first process, as the kernel would do it without memory
kill_process() {
    kill -9 "$(docker inspect -f '{{.State.Pid}}' "$1")"
}

# Starts a run, kills the replica that has taken it, and keeps its path for judge_run.
kill_performer() {
    local performer="" turn
    start_run
    for turn in $(seq 200); do
        performer="$(echo "select picked_by from scheduled_tasks where picked and task_name like '%run%' limit 1" | database)"
        [ -z "$performer" ] || break
        sleep 0.1
    done
    [ -n "$performer" ] || fail "no replica took the run"
    sleep 1
    for turn in $(compose ps -q nexus-api); do
        if [ "$(docker inspect -f '{{.Config.Hostname}}' "$turn")" = "${performer%%[!0-9a-f]*}" ]; then
            kill_process "$turn"
            echo "  killed $performer, which performed the run"
            return
        fi
    done
    fail "the performer $performer is no replica of this stack"
}

# The killed run must have ended, and say what an undisturbed one says.
judge_run() {
    local hash status
    status="$(patience=180 await_status examiner "$run" SUCCEEDED && field status)"
    call examiner GET "$run"
    hash="$(field resultHash)"
    post examiner "$run/reperform" '{}'
    await_status examiner "/api/v1/runs/$(field id)" SUCCEEDED
    [ "$(field identical)" = true ] || fail "an undisturbed run differs"
    echo "  the run that lost its replica is $status, and an undisturbed one has the same hash $hash"
}

await_health 120
sign_in lead examiner reviewer
open_examination
faults=("$@")
if [ "${#faults[@]}" = 0 ]; then
    faults=(api-killed run-killed redis-restarted redis-slow redis-full redis-gone
        postgres-restarted postgres-killed postgres-locked postgres-gone)
fi
case " ${faults[*]} " in
    *" run-killed "*)
        say "A ledger of $rows rows for the run that loses its replica"
        make_ledger 1 "$rows" | sed 's/^/  /'
        upload
        await_status examiner "$dataset" LOADED
        post examiner "$dataset/seal" "$(cat "$work/totals.json")"
        ;;
esac
broken=""
for one in "${faults[@]}"; do
    say "$one, under $rate requests a second"
    sign_in lead examiner
    "$java" "$scripts/bench/Mix.java" "$base" "${CURL_CA_BUNDLE:--}" "$work/lead" "$work/examiner" "$examination" "$seconds" "$rate" \
        faults >"$work/mix" 2>&1 &
    load=$!
    sleep 10
    begin="$(date +%s%N)"
    fault "$one"
    over="$(date +%s%N)"
    await_health 120
    echo "  the fault took $(((over - begin) / 1000000)) ms; healthy $((($(date +%s%N) - over) / 1000000)) ms after it"
    wait "$load" || broken="$broken $one"
    load=""
    cat "$work/mix"
    [ "$one" != run-killed ] || judge_run
done
[ -z "$broken" ] || fail "not as it should be:$broken"
say "Nothing that was acknowledged is lost or there twice"
