#!/usr/bin/env bash
# Latency of GET /api/v1/examinations, alone and beside slow clients: slow headers, slow bodies, slow readers of pages, slow
# readers of a file.
#   scripts/bench/slow-clients.sh [CONNECTIONS] [SECONDS]      defaults: 500 connections, 30 seconds for each kind
# NEXUS_BENCH_RATE requests a second (default 300). Starts a NEXUS of its own (port NEXUS_BENCH_PORT, heap NEXUS_BENCH_HEAP) and
# stops it. Needs a JDK and curl, and two open files a connection (ulimit -n). Ends with 1 when the p99 beside a kind of slow
# clients is more than NEXUS_BENCH_FACTOR times (default 3) the one alone, and above 50 ms.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,7s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name="slow-clients.sh"
connections="${1:-500}"
seconds="${2:-30}"
rate="${NEXUS_BENCH_RATE:-300}"
factor="${NEXUS_BENCH_FACTOR:-3}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"

load() {
    "$java" -XX:+UseSerialGC -Xmx128m "$work/Load.java" "$base/api/v1/examinations?limit=10" "$work/lead" 16 "$1" "$rate" | tee "$work/line"
}

p99() {
    sed -n 's/.*p99 \([0-9.]*\).*/\1/p' "$work/line"
}

# beside KIND URL: measures while that many slow clients are connected
beside() {
    "$java" -XX:+UseSerialGC -Xmx256m "$work/SlowClients.java" "$1" "$2" "$work/lead" "$connections" "$((seconds + 10))" >"$work/slow" &
    local slow=$!
    sleep 8
    printf '  beside %-14s ' "$3"
    load "$seconds"
    wait "$slow"
    sed 's/^/    /' "$work/slow"
    if awk -v p="$(p99)" -v alone="$alone" -v factor="$factor" 'BEGIN { exit !(p > 50 && p > factor * alone) }'; then
        late="$late $3"
    fi
}

cp "$scripts/bench/Load.java" "$scripts/bench/SlowClients.java" "$work"
say "Start, and load a ledger of 200000 rows"
build_service
start_service "$work/data"
sign_in lead examiner reviewer
for _ in $(seq 20); do
    open_examination
done
make_ledger 1 200000 | sed 's/^/  /'
upload
await_status examiner "$dataset" LOADED

say "GET /api/v1/examinations at $rate requests a second, $connections slow clients"
late=""
printf '  warming up            '
load "$seconds"
printf '  alone                 '
load "$seconds"
alone="$(p99)"
beside headers "$base/api/v1/me" headers
beside body "$base/api/v1/auth/login" bodies
beside read "$base$dataset/records?limit=500" pages
beside read "$base$dataset/file" files
[ -z "$late" ] || fail "reads became late beside slow$late"
