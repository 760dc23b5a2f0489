#!/usr/bin/env bash
# Examines a sample ledger with planted schemes, from sign-in to recall and precision.
#   scripts/demo.sh [--help] [BASE_URL]        BASE_URL defaults to http://localhost:8080
# Needs a running NEXUS in its local default (./mvnw spring-boot:run), curl and a JDK 25.
# Passwords come from NEXUS_DEMO_PASSWORD or from data/first-passwords.txt. Safe to repeat: each time has its own examination.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,5s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=demo.sh
base="${1:-http://localhost:8080}"
base="${base%/}"
seed="${NEXUS_DEMO_SEED:-20260101}"
rows="${NEXUS_DEMO_ROWS:-20000}"
# shellcheck source-path=SCRIPTDIR source=api.sh
. "$(dirname "$0")/api.sh"

say "Health of $base"
await_health 60
echo "  $(cat "$work/answer")"

say "Sign in as lead, examiner and reviewer"
sign_in lead examiner reviewer

say "Plan an examination and name its team"
open_examination
echo "  $examination is in $(field status): the reviewer, who prepared nothing in it, approved the scope"

say "Make a ledger with planted schemes (seed $seed)"
make_ledger "$seed" "$rows" | sed 's/^/  /'

say "Upload it"
upload
await_status examiner "$dataset" LOADED
echo "  $dataset: $(field rows) rows, $(field rejectedRows) rejected"
echo "  file     $(field fileSha256)"
echo "  content  $(field contentSha256)"
echo "  mapping  $(report get "$work/answer" mapping/fields)"

say "Agree the control totals with those that the ledger's maker wrote down, and seal"
echo "  loaded   $(report get "$work/answer" controlTotals)"
echo "  agreed   $(cat "$work/totals.json")"
post examiner "$dataset/seal" "$(cat "$work/totals.json")"
echo "  $(field status)"

say "Run the procedures"
start_run
await_status examiner "$run" SUCCEEDED
run_hash="$(field runHash)"
result_hash="$(field resultHash)"
echo "  run hash     $run_hash"
echo "  result hash  $result_hash"
call examiner GET "$run/results"
report results "$work/answer"

say "The strongest alert of some procedures, with its arithmetic"
first_alert=""
for procedure in PAY-1 PAY-5 LED-6 DIG-2; do
    call examiner GET "$run/alerts?procedure=$procedure&limit=1"
    alert="$(field id)"
    [ -n "$alert" ] || continue
    first_alert="${first_alert:-$alert}"
    call examiner GET "/api/v1/alerts/$alert"
    report alert "$work/answer"
done
[ -n "$first_alert" ] || fail "the run raised no alert"

say "Perform it again and compare"
post examiner "$run/reperform" '{}'
again="/api/v1/runs/$(field id)"
await_status examiner "$again" SUCCEEDED
echo "  run hash     $(field runHash)"
echo "  result hash  $(field resultHash)"
[ "$(field runHash)" = "$run_hash" ] || fail "the run hashes differ"
[ "$(field resultHash)" = "$result_hash" ] || fail "the result hashes differ"
[ "$(field identical)" = true ] || fail "the service says that the runs differ: $(cat "$work/answer")"
echo "  identical"

say "Disposition of one alert"
post examiner "/api/v1/alerts/$first_alert/disposition" \
    '{"outcome":"CONFIRMED","reason":"The supplier confirms that the invoice was paid twice."}'
echo "  alert $first_alert is $(field state)"

say "What was planted, and what was found"
call examiner GET "$run/scores" -H 'Accept: text/csv'
report recall "$work/truth.csv" "$work/answer" || fail "a planted scheme was recalled below 0.95"

printf '\nDone. GET %s%s/alerts shows the rest.\n' "$base" "$run"
