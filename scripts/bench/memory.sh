#!/usr/bin/env bash
# Fifty uploads and ten runs at once in a small heap: each ends with an answer, and none with an out-of-memory error.
#   scripts/bench/memory.sh [ROWS] [HEAP]      defaults: 100000 rows a file, 512m
# Starts a NEXUS of its own (port NEXUS_BENCH_PORT). Fails on an answer other than 202, 429 with Retry-After or 503 with
# Retry-After, on a run or load that fails, on an OutOfMemoryError in the log, and when the service does not answer at the end.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,5s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=memory.sh
rows="${1:-100000}"
export NEXUS_BENCH_HEAP="${2:-512m}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"

# answers LABEL FILE...: counts statuses, and fails on one that is not allowed or says not how long to wait
answers() {
    local label="$1" file status
    shift
    printf '  %-8s' "$label"
    cat "$@" | awk '{ print $1 }' | sort | uniq -c | awk '{ printf " %s x %s", $2, $1 }'
    echo
    for file in "$@"; do
        read -r status wait <"$file"
        case "$status" in
            202) ;;
            429 | 503) [ -n "$wait" ] || fail "$label: $status without Retry-After" ;;
            *) fail "$label: answered $status" ;;
        esac
    done
}

# one OUT PATH [curl options]: posts, and notes the status and how long to wait
one() {
    local out="$1" path="$2"
    shift 2
    curl -sS --max-time 600 -X POST -H "@$work/examiner" -o "$out.body" -w '%{http_code} %header{retry-after}\n' "$@" \
        "$base$path" >"$out" || echo 000 >"$out"
}

say "Start with $NEXUS_BENCH_HEAP, and load $rows rows"
build_service
start_service "$work/data" -XX:+ExitOnOutOfMemoryError
sign_in lead examiner reviewer
open_examination
make_ledger 1 "$rows" | sed 's/^/  /'
upload
await_status examiner "$dataset" LOADED
post examiner "$dataset/seal" "$(cat "$work/totals.json")"

say "50 uploads of $(wc -c <"$work/ledger.csv") bytes and 10 runs, all at once"
pids=""
for i in $(seq 50); do
    one "$work/upload-$i" "$examination/datasets" -F "file=@$work/ledger.csv;type=text/csv" -F kind=PAYMENTS &
    pids="$pids $!"
done
for i in $(seq 10); do
    one "$work/run-$i" "$dataset/runs" -H 'Content-Type: application/json' --data '{}' &
    pids="$pids $!"
done
# shellcheck disable=SC2086 # one word a process
wait $pids
answers uploads "$work"/upload-*[0-9]
answers runs "$work"/run-*[0-9]

say "What was accepted ends"
for file in "$work"/upload-*.body "$work"/run-*.body; do
    [ "$(cut -d' ' -f1 "${file%.body}")" = 202 ] || continue
    cp "$file" "$work/answer"
    kind=datasets
    case "$file" in */run-*) kind=runs ;; esac
    NEXUS_PATIENCE=900 await_status examiner "/api/v1/$kind/$(field id)" LOADED SUCCEEDED
done
! grep -q OutOfMemoryError "$work/service.log" || fail "the service ran out of memory"
await_health 30
printf '  all of them; resident %s MB\n' "$(($(ps -o rss= -p "$service") / 1024))"
