#!/usr/bin/env bash
# Steps the clock of one of two instances by an hour, ahead and back, while runs are queued and under way at both. Each run must
# start without waiting, be done once, and the trail be verified when it is due; a token of one must not live longer at the other.
#   scripts/bench/clock-steps.sh [ROWS] [RUNS]     defaults: 300000 rows, 2 runs at each instance and step
# Starts two NEXUS of its own over one database (ports NEXUS_BENCH_PORT and the next, heap NEXUS_BENCH_HEAP) and stops them. Needs
# libfaketime (apt-get install faketime; another place in NEXUS_FAKETIME) and psql.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,6s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=clock-steps.sh
rows="${1:-300000}"
each="${2:-2}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"
faketime="${NEXUS_FAKETIME:-$(find /usr/lib /usr/local/lib -name libfaketimeMT.so.1 2>/dev/null | head -n 1)}"
[ -r "$faketime" ] || fail "libfaketimeMT.so.1 is missing; name it in NEXUS_FAKETIME."
command -v psql >/dev/null || fail "psql is missing."
life=60
skew=5
interval=10
settings=("-Dnexus.identity.access-token-life=${life}s" "-Dnexus.identity.clock-skew=${skew}s" "-Dnexus.audit.verify-interval=${interval}s"
    -Dnexus.analysis.time-limit=30m)
sampler=""

sql() {
    PGPASSWORD="$(cat "$work/one/password")" psql -X -q -A -t -h 127.0.0.1 -p "$database_port" -U nexus -d nexus -c "$1"
}

# step SECONDS: what the second machine's clock is off by from now on
step() {
    printf '%+d\n' "$1" >"$work/step.new"
    mv "$work/step.new" "$work/step"
    sleep 1.5 # libfaketime looks once a second
}

at_one() { base="http://127.0.0.1:$first_port"; }
at_two() { base="http://127.0.0.1:$((first_port + 1))"; }

# The time by which a scheduler says that it verified, as often as it changes.
sample() {
    local last="" now
    while sleep 0.3; do
        now="$(sql "select extract(epoch from last_success) from scheduled_tasks where task_name = 'trail-verification'" || true)"
        [ -z "$now" ] || [ "$now" = "$last" ] || echo "$now"
        last="${now:-$last}"
    done >"$work/verified"
}

# accepted ISSUER AT: seconds for which a token of one instance opens something at the other; sets $accepted
accepted() {
    local since
    "$1"
    sign_in lead
    since="$SECONDS"
    accepted=0
    "$2"
    while [ $((SECONDS - since)) -le $((life + 3 * skew)) ]; do
        if curl -sf --max-time 10 -o /dev/null -H "@$work/lead" "$base/api/v1/me"; then
            accepted=$((SECONDS - since))
        elif [ "$accepted" = 0 ] && [ $((SECONDS - since)) -gt $((2 * skew)) ]; then
            break # refused from the beginning
        fi
        sleep 1
    done
}

say "Start one by the right clock, another an hour ahead over the same database, and make a ledger of $rows rows"
build_service
first_port="$port"
start_service "$work/one" "${settings[@]}"
database_port="$(sed -n 4p "$work/one/postgresql/postmaster.pid")"
mkdir -p "$work/two"
cp "$work/one"/{jwt-secret,encryption-key,trail-key,first-passwords.txt} "$work/two"
step 3600
port=$((first_port + 1))
at_two
export SPRING_DATASOURCE_USERNAME=nexus SPRING_DATASOURCE_PASSWORD
SPRING_DATASOURCE_PASSWORD="$(cat "$work/one/password")"
# without the last one libfaketime lets waits of the virtual machine end at once
LD_PRELOAD="$faketime" FAKETIME_TIMESTAMP_FILE="$work/step" FAKETIME_CACHE_DURATION=1 DONT_FAKE_MONOTONIC=1 \
    FAKETIME_DONT_FAKE_MONOTONIC=1 FAKETIME_FORCE_MONOTONIC_FIX=0 start_service "$work/two" "${settings[@]}" \
    "-Dspring.datasource.url=jdbc:postgresql://127.0.0.1:$database_port/nexus"
unset SPRING_DATASOURCE_USERNAME SPRING_DATASOURCE_PASSWORD
curl -s -D - -o /dev/null "$base/livez" | sed -n 's/^[Dd]ate: /  the second says that it is /p'
echo "  it is $(date -u)"
at_one
sign_in lead examiner reviewer
open_examination
make_ledger 1 "$rows" | sed 's/^/  /'
upload
since="$SECONDS"
while call examiner GET "$dataset" && [ "$(field status)" != LOADED ]; do
    [ $((SECONDS - since)) -lt "$patience" ] || fail "the ledger is $(field status)"
    sleep 1
    sign_in examiner
done
post examiner "$dataset/seal" "$(cat "$work/totals.json")"
sample &
sampler=$!
services="$services $sampler"
verifications="$(sql "select count(*) from audit_verification")"

runs=()
for off in 3600 -3600 0 3600; do
    step "$off" # while those of the step before are under way
    for instance in at_one at_two; do
        "$instance"
        sign_in examiner
        for _ in $(seq "$each"); do
            start_run
            runs+=("${run##*/}")
        done
    done
    say "$off s: ${#runs[@]} runs queued"
    since="$SECONDS"
    until [ "$(sql "select count(*) from run where status = 'RUNNING'")" -gt 0 ]; do
        [ $((SECONDS - since)) -lt "$patience" ] || fail "no run is under way $patience s after it was queued"
        sleep 0.2
    done
    sql "select status || ' ' || count(*) from run group by status" | sed 's/^/  /'
done
since="$SECONDS"
until [ "$(sql "select count(*) from run where status in ('QUEUED', 'RUNNING')")" = 0 ]; do
    [ $((SECONDS - since)) -lt $((patience + 60 * ${#runs[@]})) ] || fail "runs still wait"
    sleep 1
done

say "Each run once"
done_once="$(sql "select count(*) from run where status = 'SUCCEEDED' and attempt = 1")"
echo "  $done_once of ${#runs[@]} succeeded at the first attempt"
sql "select count(*) || ' alerts each, of ' || count(distinct run_id) || ' runs' from alert group by run_id order by 1" | sort | uniq -c
counts="$(sql "select count(distinct alerts) from (select count(alert.id) alerts from run left join alert on run_id = run.id group by run.id) each_run")"
at_one
sign_in auditor
call auditor GET /api/v1/audit/export
for act in RUN_QUEUED RUN_STARTED RUN_SUCCEEDED; do
    for id in "${runs[@]}"; do
        events="$(grep "\"act\":\"$act\"" "$work/answer" | grep -c "\"objectId\":\"$id\"" || true)"
        [ "$events" = 1 ] || fail "$act is in the trail $events times for the run $id"
    done
    echo "  $act: once for each of ${#runs[@]} runs"
done
[ "$done_once $counts" = "${#runs[@]} 1" ] || fail "a run was taken twice, or its alerts differ from another's"

# it may wait until a thread is free of runs, which takes the time of a run and not an hour
say "The trail is verified when it is due"
kept="$(($(sql "select count(*) from audit_verification") - verifications))"
kill "$sampler"
wait "$sampler" 2>/dev/null || true
awk -v interval="$interval" -v kept="$kept" '
    NR > 1 { gap = $1 - last; if (NR == 2 || gap < least) least = gap; if (gap > most) most = gap }
    { last = $1 }
    END {
        printf "  %d verifications, %d kept, %.1f to %.1f s after one another\n", NR, kept, least, most
        exit !(NR > 2 && kept <= NR && kept >= NR - 1 && least >= interval && most < 10 * interval)
    }' "$work/verified" || fail "the verification was doubled or came late"

say "Tokens live $life s, and $skew s of skew"
for off in 0 3600 -3600; do
    step "$off"
    for pair in "at_one at_two" "at_two at_one"; do
        # shellcheck disable=SC2086 # two words
        accepted $pair
        echo "  $off s, of ${pair% *} ${pair#* }: good for $accepted s"
        [ "$accepted" -le $((life + 2 * skew + 1)) ] || fail "a token lived for $accepted s"
        [ "$off" != 0 ] || [ "$accepted" -ge $((life - skew)) ] || fail "a token lived for $accepted s only"
    done
done
say "Clocks that stepped by an hour doubled nothing, delayed nothing, and let no token live longer"
