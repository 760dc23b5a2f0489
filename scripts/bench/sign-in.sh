#!/usr/bin/env bash
# What guessing passwords and floods of sign-ins lead to, and whether known users can be told from unknown ones by time.
#   scripts/bench/sign-in.sh [--help] [SECONDS]     default: 20 seconds of each load
# Starts a NEXUS of its own (port NEXUS_BENCH_PORT) and stops it; addresses are those of the loopback network. Ends with 1 when the
# owner cannot sign in, when times differ by the test of Mann and Whitney (p < 0.01), when an answer to the flood lacks its
# Retry-After, or when reads beside the flood take longer than NEXUS_BENCH_P99 (default 250) milliseconds in the 99th of 100.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,6s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=sign-in.sh
seconds="${1:-20}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"
failed=""

# sign_ins ARGUMENTS: of SignInLoad.java, after the address
sign_ins() {
    source_java "$scripts/bench/SignInLoad.java" "$base" "$@" || failed="$failed $1"
}

# owner_signs_in WHEN: how the owner of the guessed account fares
owner_signs_in() {
    local status
    status="$(curl -sS --max-time 60 -o "$work/answer" -w '%{http_code} in %{time_total} s' -H 'Content-Type: application/json' \
        -d "{\"username\":\"reviewer\",\"password\":\"$NEXUS_DEMO_PASSWORD\"}" "$base/api/v1/auth/login")"
    echo "  the owner signs in $1: $status"
    case "$status" in 200*) ;; *) failed="$failed owner" ;; esac
}

# reads LABEL: quantiles of a list at 100 requests a second
reads() {
    printf '  %-24s' "$1"
    "$java" -XX:+UseSerialGC -Xmx128m "$scripts/bench/Load.java" "$base/api/v1/examinations" "$work/lead" 8 "$seconds" 100 |
        tee "$work/reads" || failed="$failed reads"
}

build_service
start_service "$work/data"
sign_in lead reviewer

say "1,000 wrong passwords of one user from one address"
printf '  '
sign_ins guess reviewer 1000 1 8
owner_signs_in "from another address"

say "1,000 wrong passwords of one user from 1,000 addresses"
printf '  '
sign_ins guess reviewer 1000 1000 8
owner_signs_in "from an address of their own"

say "Times of known and unknown users, 200 each"
printf '  '
sign_ins timing examiner 200

say "A flood of sign-ins over 64 connections beside reads"
reads "reads, warming up"
reads "reads, alone"
sign_ins flood auditor "$seconds" 64 >"$work/flood" &
flood=$!
reads "reads beside the flood"
wait "$flood" || failed="$failed flood"
echo "  $(cat "$work/flood")"
! grep -q FAILED "$work/flood" || failed="$failed flood"
p99="$(grep -o 'p99[^0-9]*[0-9.]*' "$work/reads" | grep -o '[0-9.]*$' | tail -n 1)"
[ "${p99%.*}" -le "${NEXUS_BENCH_P99:-250}" ] || failed="$failed p99"
owner_signs_in "afterwards"

[ -z "$failed" ] || fail "failed:$failed"
echo
echo "  all bounds hold"
