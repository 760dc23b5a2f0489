#!/usr/bin/env bash
# The same ledger in two JVMs of different time zone and language must give the same hashes.
#   scripts/bench/repeat.sh [ROWS]                 default: 20000 rows
# Starts two NEXUS of its own, one after the other (port NEXUS_BENCH_PORT), and stops them.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,4s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=repeat.sh
rows="${1:-20000}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"

# hashes_of FOLDER [JVM options]: prints content, run and result hash
hashes_of() {
    start_service "$@"
    sign_in lead examiner reviewer
    open_examination
    upload
    await_status examiner "$dataset" LOADED
    echo "content $(field contentSha256)" >"$1.hashes"
    post examiner "$dataset/seal" "$(cat "$work/totals.json")"
    start_run
    await_status examiner "$run" SUCCEEDED
    {
        echo "run     $(field runHash)"
        echo "result  $(field resultHash)"
    } >>"$1.hashes"
    stop_service
    sed 's/^/  /' "$1.hashes"
}

build_service
make_ledger 1 "$rows"
say "Time zone and language of this machine"
hashes_of "$work/here"
say "-Duser.timezone=Pacific/Auckland -Duser.language=tr -Duser.country=TR"
hashes_of "$work/there" -Duser.timezone=Pacific/Auckland -Duser.language=tr -Duser.country=TR
cmp -s "$work/here.hashes" "$work/there.hashes" || fail "the hashes differ"
say "The hashes are the same"
