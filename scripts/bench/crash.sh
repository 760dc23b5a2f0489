#!/usr/bin/env bash
# kill -9 of the service while it loads a ledger and while it runs procedures; after a new start both must end, with every row
# and every alert exactly once.
#   scripts/bench/crash.sh [ROWS] [ROUNDS]         defaults: 1000000 rows, 1 round
# Starts a NEXUS of its own (port NEXUS_BENCH_PORT, heap NEXUS_BENCH_HEAP) and stops it.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,5s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=crash.sh
rows="${1:-1000000}"
rounds="${2:-1}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"

# kill_while PATH STATUS: as soon as the object is in the state, and a moment later in later rounds
kill_while() {
    local since="$SECONDS"
    while :; do
        call examiner GET "$1"
        case "$(field status)" in
            "$2") break ;;
            LOADED | SUCCEEDED | FAILED | REJECTED) fail "$1 was $(field status) before it could be killed; use more rows" ;;
        esac
        [ $((SECONDS - since)) -lt "$patience" ] || fail "$1 never became $2"
    done
    sleep "0.$((round * 3 % 10))"
    kill_service
    echo "  killed while $2 (progress $(field progress)), starting again"
    start_service "$work/data"
    sign_in lead examiner reviewer
}

# Counts the alerts of $run by reading them all, and their distinct ids.
count_alerts() {
    local cursor=""
    : >"$work/ids"
    while :; do
        call examiner GET "$run/alerts?limit=500${cursor:+&cursor=$cursor}"
        grep -o '"id":"[0-9]*"' "$work/answer" >>"$work/ids" || true
        cursor="$(field nextCursor)"
        case "$cursor" in "" | null) break ;; esac
    done
    wc -l <"$work/ids" | tr -d ' '
}

say "Start, and make a ledger of $rows rows"
build_service
start_service "$work/data"
sign_in lead examiner reviewer
open_examination
make_ledger 1 "$rows" | sed 's/^/  /'

for round in $(seq "$rounds"); do
    say "Round $round: loading"
    upload
    kill_while "$dataset" LOADING
    await_status examiner "$dataset" LOADED
    echo "  loaded $(field rows) rows, control totals $(report get "$work/answer" controlTotals)"
    # sealing compares rows and sums with those that the maker of the ledger wrote down
    post examiner "$dataset/seal" "$(cat "$work/totals.json")"
    echo "  $(field status): rows and sums are exactly those of the file"

    say "Round $round: running"
    start_run
    kill_while "$run" RUNNING
    await_status examiner "$run" SUCCEEDED
    hash="$(field resultHash)"
    call examiner GET "$run/results"
    expected="$(grep -o '"alertCount":[0-9]*' "$work/answer" | awk -F: '{ sum += $2 } END { print sum + 0 }')"
    found="$(count_alerts)"
    distinct="$(sort -u "$work/ids" | wc -l | tr -d ' ')"
    echo "  result hash $hash"
    echo "  alerts: $expected reported by the procedures, $found read, $distinct distinct"
    [ "$expected $found" = "$found $distinct" ] || fail "alerts are missing or there twice"
    post examiner "$run/reperform" '{}'
    await_status examiner "/api/v1/runs/$(field id)" SUCCEEDED
    [ "$(field resultHash) $(field identical)" = "$hash true" ] || fail "an undisturbed run differs"
    echo "  an undisturbed run says the same"
done
say "Both ended after every kill, rows and alerts exactly once"
