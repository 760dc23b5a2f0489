#!/usr/bin/env bash
# Latency of GET /api/v1/examinations at 16 connections, idle and while runs over a large ledger are going on.
#   scripts/bench/latency.sh [ROWS] [SECONDS]      defaults: 2000000 rows, 20 seconds for each part
# Starts a NEXUS of its own (port NEXUS_BENCH_PORT, heap NEXUS_BENCH_HEAP) and stops it. Measures twice while runs go on: with
# NEXUS_BENCH_RATE requests a second (default 300), then with each connection asking again as soon as it is answered.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,5s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=latency.sh
rows="${1:-2000000}"
seconds="${2:-20}"
rate="${NEXUS_BENCH_RATE:-300}"
export NEXUS_BENCH_HEAP="${NEXUS_BENCH_HEAP:-2g}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"

load() {
    "$java" -XX:+UseSerialGC -Xmx128m "$work/Load.java" "$base/api/v1/examinations" "$work/lead" 16 "$1" "$2"
}

cp "$scripts/bench/Load.java" "$work"
say "Start, and load $rows rows"
build_service
start_service "$work/data"
sign_in lead examiner reviewer
for _ in $(seq 60); do
    open_examination
done
make_ledger 1 "$rows" | sed 's/^/  /'
upload
await_status examiner "$dataset" LOADED
post examiner "$dataset/seal" "$(cat "$work/totals.json")"

say "GET /api/v1/examinations (page of 50), 16 connections"
printf '  warming up            '
load "$seconds" 0
printf '  idle                  '
load "$seconds" 0

# runs one after the other until the load has ended
(
    trap - EXIT
    runs=0
    while [ ! -e "$work/enough" ]; do
        start_run
        NEXUS_POLL=0.5 await_status examiner "$run" SUCCEEDED
        runs=$((runs + 1))
        echo "$runs" >"$work/runs"
    done
) &
runner=$!
trap 'kill "$runner" 2>/dev/null || true; stop_everything; rm -rf "$work"' EXIT
sleep 1
printf '  during runs, %4s/s   ' "$rate"
load "$seconds" "$rate"
printf '  during runs           '
load "$seconds" 0
: >"$work/enough"
wait "$runner"
echo "  $(cat "$work/runs") runs of $rows rows finished meanwhile"
