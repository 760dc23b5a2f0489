#!/usr/bin/env bash
# The same ledger and masters in three JVMs of different time zone, language, collector and number of threads must give the same
# hashes, in a run of the whole catalogue.
#   scripts/bench/repeat.sh [ROWS]                 default: 100000 rows
# Starts three NEXUS of its own, one after the other (port NEXUS_BENCH_PORT), and stops them.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,5s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=repeat.sh
rows="${1:-100000}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"
# shellcheck source-path=SCRIPTDIR source=whole.sh
. "$scripts/bench/whole.sh"

# hashes_of NAME [JVM options]: prints content and run hash, the hash of the result, and those of each procedure
hashes_of() {
    local hashes="$work/$1.hashes"
    say "$*"
    start_service "$work/$1" "${@:2}"
    load_whole_ledger
    call examiner GET "$dataset"
    echo "content $(field contentSha256)" >"$hashes"
    start_whole_run
    await_status examiner "$run" SUCCEEDED
    {
        echo "run     $(field runHash)"
        echo "result  $(field resultHash)"
    } >>"$hashes"
    sed 's/^/  /' "$hashes"
    call examiner GET "$run/results"
    grep -o '"procedure":"[A-Z]*-[0-9]*\|"status":"[A-Z_]*"\|"resultHash":"[0-9a-f]*' "$work/answer" |
        sed 's/.*:"//; s/"//' | paste - - - | sort >>"$hashes"
    printf '  %d procedures, of which %d do not apply to so many rows\n' \
        "$(grep -c '^[A-Z]*-[0-9]' "$hashes")" "$(grep -c NOT_APPLICABLE "$hashes" || true)"
    stop_service
}

build_service
make_whole_ledger "$rows"
hashes_of here -Dnexus.analysis.threads=1
hashes_of auckland -Dnexus.analysis.threads=2 -Duser.timezone=Pacific/Auckland -Duser.language=tr -Duser.country=TR
hashes_of apia -Dnexus.analysis.threads=8 -Duser.timezone=Pacific/Apia -Duser.language=ar -Duser.country=EG -XX:+UseSerialGC
for other in auckland apia; do
    diff "$work/here.hashes" "$work/$other.hashes" || fail "the hashes differ"
done
say "The hashes are the same"
