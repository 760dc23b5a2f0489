#!/usr/bin/env bash
# A run of the whole catalogue over generated transactions and masters, with the load of the columns; then each procedure on one
# thread beside DuckDB's SQL for the same question, alternately and over the same rows.
#   scripts/bench/analysis.sh [ROWS] [RUNS] [ROUNDS]        defaults: 2000000 rows, 5 runs, 3 rounds; 0 leaves them out
# Starts a NEXUS of its own (port NEXUS_BENCH_PORT, heap NEXUS_BENCH_HEAP) and stops it before the rounds. The first two runs, in
# which the virtual machine compiles, are printed and not counted. Fails when the median of the others is above 10 s
# (NEXUS_BENCH_SECONDS), when a procedure does not apply or is slower than SQL on one thread, and when the columns need more than
# 120 bytes a row.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,8s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=analysis.sh
rows="${1:-2000000}"
runs="${2:-5}"
warm_up=2
rounds="${3:-3}"
export NEXUS_BENCH_HEAP="${NEXUS_BENCH_HEAP:-2g}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"
# shellcheck source-path=SCRIPTDIR source=whole.sh
. "$scripts/bench/whole.sh"
seconds="${NEXUS_BENCH_SECONDS:-10}"

# cpu_of PROCESS: milliseconds of the processors so far, by ticks of 10; 0 where there is no /proc
cpu_of() {
    awk '{ print ($14 + $15) * 10 }' "/proc/$1/stat" 2>/dev/null || echo 0
}

say "Build, and write $rows rows"
build_service
make_whole_ledger "$rows"

if [ "$runs" -gt 0 ]; then
    say "Start, and load"
    start_service "$work/data"
    load_whole_ledger

    say "Runs of all procedures, from start to end with the load"
    for each in $(seq $((warm_up + runs))); do
        processed="$(cpu_of "$service")"
        start_whole_run
        NEXUS_POLL=1 await_status examiner "$run" SUCCEEDED
        started="$(field startedAt)"
        finished="$(field finishedAt)"
        hash="$(field resultHash)"
        wall="$((($(date -d "$finished" +%s%N) - $(date -d "$started" +%s%N)) / 1000000))"
        if [ "$each" -le $warm_up ]; then
            counted="warming up"
        else
            counted="counted"
            echo "$wall" >>"$work/walls"
        fi
        printf '  %6d ms  CPU %6d ms  result hash %s  %s\n' "$wall" "$(($(cpu_of "$service") - processed))" "$hash" "$counted"
    done
    median="$(sort -n "$work/walls" | sed -n "$(((runs + 1) / 2))p")"
    printf '  median %d ms of at most %d\n' "$median" "$((seconds * 1000))"
    say "Procedures of the last run, by the clock, beside others on the same processors"
    call examiner GET "$run/results"
    grep -o '"procedure":"[A-Z]*-[0-9]*\|"status":"[A-Z_]*"\|"elapsed":[0-9]*' "$work/answer" |
        sed 's/"procedure":"//; s/"elapsed"://; s/"status"://; s/"//g' | paste - - - | sort | awk '{ printf "  %s\n", $0 }'
    stop_service
    if grep -q '"NOT_APPLICABLE"' "$work/answer"; then
        fail "a procedure does not apply to the generated rows"
    fi
    [ "$median" -le $((seconds * 1000)) ] || fail "the runs take longer than $seconds s"
fi

if [ "$rounds" -gt 0 ]; then
    say "Each procedure alone, and DuckDB's SQL for the same question over the same rows; milliseconds, medians of $rounds"
    bench_java "-Xmx$NEXUS_BENCH_HEAP" com.nexusplatform.bench.CatalogueBench "$work/ledger.csv" "$rounds"
fi
