#!/usr/bin/env bash
# The whole catalogue over generated transactions with masters of vendors and employees. To be sourced after service.sh.

# The programs of com.nexusplatform.bench, with the libraries that only tests have.
bench_java() {
    "${java:?}" --enable-native-access=ALL-UNNAMED -cp "${root:?}/target/test-classes:$root/target/classes:$(cat "${work:?}/classpath")" "$@"
}

# make_whole_ledger ROWS: writes ledger.csv and the masters that fit it into $work
make_whole_ledger() {
    (cd "$root" && ./mvnw -q -B -Pfast test-compile dependency:build-classpath "-Dmdep.outputFile=$work/classpath") ||
        fail "the build failed"
    bench_java com.nexusplatform.bench.GeneratedTransactions "$work/ledger.csv" "$1" 1 whole
}

# load_whole_ledger: an examination with both masters and the ledger, all sealed; the ledger's path is in $dataset
load_whole_ledger() {
    sign_in lead examiner reviewer
    open_examination
    load_master VENDORS "$work/ledger.csv.vendors"
    load_master EMPLOYEES "$work/ledger.csv.employees"
    upload
    seal_ledger
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
    call examiner POST "${examination:?}/datasets" -F "file=@$2;type=text/csv;filename=$1.csv" -F "kind=$1"
    dataset="/api/v1/datasets/$(field id)"
    await_status examiner "$dataset" LOADED
    post examiner "$dataset/seal" "{\"rows\":$(($(wc -l <"$2") - 1))}"
}

# Runs every procedure over $dataset, with the parameters that have no default; the run's path is in $run.
start_whole_run() {
    local plan="" procedure
    for procedure in DIG-{1..6} PAY-{1,2,5,6,7} LED-{1..7} AML-{1..6} ANO-{1,2} SMP-{2,3}; do
        plan="$plan{\"procedure\":\"$procedure\"},"
    done
    for procedure in PAY-3 PAY-4; do
        plan="$plan{\"procedure\":\"$procedure\",\"parameters\":{\"limits\":[\"1000\",\"5000\"]}},"
    done
    plan="$plan{\"procedure\":\"SMP-1\",\"parameters\":{\"tolerableMisstatement\":\"200000\"}}"
    post examiner "$dataset/runs" "{\"plan\":[$plan]}"
    # shellcheck disable=SC2034 # read by the scripts that source this one
    run="/api/v1/runs/$(field id)"
}
