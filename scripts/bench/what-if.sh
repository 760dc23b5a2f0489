#!/usr/bin/env bash
# Sweeps of the threshold laboratory over generated transactions: twenty values of one parameter, from question to answer.
#   scripts/bench/what-if.sh [ROWS]        default: 2000000 rows
# Starts a NEXUS of its own (port NEXUS_BENCH_PORT, heap NEXUS_BENCH_HEAP).
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,4s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=what-if.sh
rows="${1:-2000000}"
export NEXUS_BENCH_HEAP="${NEXUS_BENCH_HEAP:-2g}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"

# sweep PROCEDURE PARAMETER FIRST: twenty values from the first on, one more each time
sweep() {
    local values since
    values="$(seq -s, "$3" "$(($3 + 19))")"
    since="$(date +%s%N)"
    post examiner "$run/what-if" "{\"procedure\":\"$1\",\"parameter\":\"$2\",\"values\":[$values]}"
    printf '  %-6s %-11s %6d ms  hits %s\n' "$1" "$2" "$((($(date +%s%N) - since) / 1000000))" \
        "$(grep -o '"hits":[0-9]*' "$work/answer" | sed '1d; s/"hits"://' | tr '\n' ' ')"
}

say "Build, start, load $rows rows and run"
build_service
(cd "$root" && ./mvnw -q -B -Pfast test-compile) || fail "the build failed"
"$java" -cp "$root/target/test-classes:$root/target/classes:$(cat "$root/target/bench-classpath")" \
    com.nexusplatform.bench.GeneratedTransactions "$work/ledger.csv" "$rows" 1
start_service "$work/data"
sign_in lead examiner reviewer
open_examination
upload
await_status examiner "$dataset" LOADED
printf '{"rows":%s,"debits":"%s","credits":"%s"}' "$(report get "$work/answer" controlTotals/rows)" \
    "$(report get "$work/answer" controlTotals/debits)" "$(report get "$work/answer" controlTotals/credits)" >"$work/totals.json"
post examiner "$dataset/seal" "$(cat "$work/totals.json")"
start_run
await_status examiner "$run" SUCCEEDED

say "Sweeps of twenty values"
for _ in 1 2; do
    sweep DIG-2 criticalZ 2
    sweep PAY-1 deMinimis 0
    sweep PAY-5 threshold 2
    sweep ANO-1 threshold 2
    sweep PAY-2 days 0
done
