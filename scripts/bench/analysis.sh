#!/usr/bin/env bash
# A run of the whole catalogue over generated transactions and masters, with the load of the columns; then each procedure on one
# thread beside DuckDB's SQL for the same question, alternately and over the same rows.
#   scripts/bench/analysis.sh [ROWS] [RUNS] [ROUNDS]        defaults: 2000000 rows, 3 runs, 3 rounds; 0 leaves them out
# Starts a NEXUS of its own (port NEXUS_BENCH_PORT, heap NEXUS_BENCH_HEAP) and stops it before the rounds.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,5s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=analysis.sh
rows="${1:-2000000}"
runs="${2:-3}"
rounds="${3:-3}"
export NEXUS_BENCH_HEAP="${NEXUS_BENCH_HEAP:-2g}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"

# The programs of com.nexusplatform.bench, with the libraries that only tests have.
bench_java() {
    "$java" --enable-native-access=ALL-UNNAMED -cp "$root/target/test-classes:$root/target/classes:$(cat "$work/classpath")" "$@"
}

# cpu_of PROCESS: milliseconds of the processors so far, by ticks of 10; 0 where there is no /proc
cpu_of() {
    awk '{ print ($14 + $15) * 10 }' "/proc/$1/stat" 2>/dev/null || echo 0
}

# seal_ledger: seals $dataset with the control totals that it was found to have
seal_ledger() {
    await_status examiner "$dataset" LOADED
    printf '{"rows":%s,"debits":"%s","credits":"%s"}' "$(report get "$work/answer" controlTotals/rows)" \
        "$(report get "$work/answer" controlTotals/debits)" "$(report get "$work/answer" controlTotals/credits)" >"$work/totals.json"
    post examiner "$dataset/seal" "$(cat "$work/totals.json")"
}

# load_master KIND FILE: a second dataset of the examination, sealed
load_master() {
    call examiner POST "$examination/datasets" -F "file=@$2;type=text/csv;filename=$1.csv" -F "kind=$1"
    dataset="/api/v1/datasets/$(field id)"
    await_status examiner "$dataset" LOADED
    post examiner "$dataset/seal" "{\"rows\":$(($(wc -l <"$2") - 1))}"
}

# Every procedure, with the parameters that have no default.
start_whole_run() {
    local plan="" procedure
    for procedure in DIG-{1..6} PAY-{1,2,5,6,7} LED-{1..7} AML-{1..6} ANO-{1,2} SMP-{2,3}; do
        plan="$plan{\"procedure\":\"$procedure\"},"
    done
    for procedure in PAY-3 PAY-4; do
        plan="$plan{\"procedure\":\"$procedure\",\"parameters\":{\"limits\":[\"1000\",\"5000\"]}},"
    done
    plan="$plan{\"procedure\":\"SMP-1\",\"parameters\":{\"tolerableMisstatement\":\"200000\"}}"
    post examiner "$transactions/runs" "{\"plan\":[$plan]}"
    run="/api/v1/runs/$(field id)"
}

say "Build, and write $rows rows"
build_service
(cd "$root" && ./mvnw -q -B -Pfast test-compile dependency:build-classpath "-Dmdep.outputFile=$work/classpath") ||
    fail "the build failed"
bench_java com.nexusplatform.bench.GeneratedTransactions "$work/ledger.csv" "$rows" 1 whole

if [ "$runs" -gt 0 ]; then
    say "Start, and load"
    start_service "$work/data"
    sign_in lead examiner reviewer
    open_examination
    load_master VENDORS "$work/ledger.csv.vendors"
    load_master EMPLOYEES "$work/ledger.csv.employees"
    upload
    seal_ledger
    transactions="$dataset"

    say "Runs of all procedures, from start to end with the load"
    for _ in $(seq "$runs"); do
        processed="$(cpu_of "$service")"
        start_whole_run
        NEXUS_POLL=0.2 await_status examiner "$run" SUCCEEDED
        started="$(field startedAt)"
        finished="$(field finishedAt)"
        hash="$(field resultHash)"
        printf '  %6d ms  CPU %6d ms  result hash %s\n' \
            "$((($(date -d "$finished" +%s%N) - $(date -d "$started" +%s%N)) / 1000000))" \
            "$(($(cpu_of "$service") - processed))" "$hash"
    done
    say "Procedures of the last run, by the clock, beside others on the same processors"
    call examiner GET "$run/results"
    grep -o '"procedure":"[A-Z]*-[0-9]*\|"status":"[A-Z_]*"\|"elapsed":[0-9]*' "$work/answer" |
        sed 's/"procedure":"//; s/"elapsed"://; s/"status"://; s/"//g' | paste - - - | sort | awk '{ printf "  %s\n", $0 }'
    stop_service
fi

if [ "$rounds" -gt 0 ]; then
    say "Each procedure alone, and DuckDB's SQL for the same question over the same rows; milliseconds, medians of $rounds"
    bench_java "-Xmx$NEXUS_BENCH_HEAP" com.nexusplatform.bench.CatalogueBench "$work/ledger.csv" "$rounds"
fi
