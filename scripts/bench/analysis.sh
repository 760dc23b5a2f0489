#!/usr/bin/env bash
# A run of all procedures over generated transactions, with the load of the columns, and each procedure beside DuckDB's SQL.
#   scripts/bench/analysis.sh [ROWS] [RUNS]        defaults: 2000000 rows, 3 runs
# Starts a NEXUS of its own (port NEXUS_BENCH_PORT, heap NEXUS_BENCH_HEAP) and stops it before DuckDB is timed.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,4s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=analysis.sh
rows="${1:-2000000}"
runs="${2:-3}"
export NEXUS_BENCH_HEAP="${NEXUS_BENCH_HEAP:-2g}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"

# The programs of com.nexusplatform.bench, with the libraries that only tests have.
bench_java() {
    "$java" --enable-native-access=ALL-UNNAMED -cp "$root/target/test-classes:$root/target/classes:$(cat "$work/classpath")" "$@"
}

say "Build, start, and load $rows rows"
build_service
(cd "$root" && ./mvnw -q -B -Pfast test-compile dependency:build-classpath "-Dmdep.outputFile=$work/classpath") ||
    fail "the build failed"
bench_java com.nexusplatform.bench.GeneratedTransactions "$work/ledger.csv" "$rows" 1
start_service "$work/data"
sign_in lead examiner reviewer
open_examination
upload
await_status examiner "$dataset" LOADED
printf '{"rows":%s,"debits":"%s","credits":"%s"}' "$(report get "$work/answer" controlTotals/rows)" \
    "$(report get "$work/answer" controlTotals/debits)" "$(report get "$work/answer" controlTotals/credits)" >"$work/totals.json"
post examiner "$dataset/seal" "$(cat "$work/totals.json")"

say "Runs of all procedures, from start to end with the load"
for _ in $(seq "$runs"); do
    start_run
    NEXUS_POLL=0.2 await_status examiner "$run" SUCCEEDED
    started="$(field startedAt)"
    finished="$(field finishedAt)"
    printf '  %6d ms  result hash %s\n' "$((($(date -d "$finished" +%s%N) - $(date -d "$started" +%s%N)) / 1000000))" \
        "$(field resultHash)"
done
call examiner GET "$run/results"
grep -o '"procedure":"[A-Z]*-[0-9]*\|"elapsed":[0-9]*' "$work/answer" | sed 's/"procedure":"//; s/"elapsed"://' | paste - - |
    sort >"$work/ours"
stop_service

say "DuckDB's SQL for the same questions, over the same file in its own table"
bench_java com.nexusplatform.bench.DuckDbReference "$work/ledger.csv" | tee "$work/duckdb" | grep '^#' | sed 's/^# /  /'
printf '  %-9s %10s %18s %18s\n' procedure 'NEXUS ms' 'DuckDB 1 thread' 'DuckDB all threads'
grep -v '^#' "$work/duckdb" | sort | join -a 1 -e - -o 0,1.2,2.2,2.3 "$work/ours" - |
    while read -r procedure ours one all; do
        printf '  %-9s %10s %18s %18s\n' "$procedure" "$ours" "$one" "$all"
    done
