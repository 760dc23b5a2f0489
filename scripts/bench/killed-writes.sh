#!/usr/bin/env bash
# kill -9 of the service, and of the database that it brings along, at random moments under a mixed load of writes. What was
# acknowledged is compared with what is there and with the trail: nothing acknowledged is lost, nothing is done twice, no act is
# without its event and no event without its act. What got no answer is repeated under its idempotency key.
#   scripts/bench/killed-writes.sh [CYCLES]        100 by default
# Starts a NEXUS of its own (port NEXUS_BENCH_PORT, heap NEXUS_BENCH_HEAP) and stops it. NEXUS_BENCH_SECONDS is the longest load
# before a kill, 6. Ends with 1 when the comparison finds anything.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,7s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=killed-writes.sh
cycles="${1:-100}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"
longest="${NEXUS_BENCH_SECONDS:-6}"

# Most of the time goes into starting virtual machines a hundred times over; they live for seconds, and compile for as long.
quick=-XX:TieredStopAtLevel=1

writes() {
    "$java" "$quick" -cp "$work/classes" KilledWrites "$1" "$base" "$work"
}

say "Start, and make what is written to"
build_service
"${java%/*}/javac" -d "$work/classes" "$scripts/bench/KilledWrites.java"
start_service "$work/data" "$quick"
writes prepare

for cycle in $(seq "$cycles"); do
    writes write &
    load=$!
    # the JVM of the load needs a moment before its first write
    begun="$(wc -l <"$work/model")"
    while [ "$(wc -l <"$work/model")" = "$begun" ]; do sleep 0.1; done
    sleep "$((RANDOM % longest)).$((RANDOM % 10))"
    kill_service
    wait "$load" || true
    echo "  kill $cycle of $cycles after $(($(grep -c '^BEGUN' "$work/model") - $(head -n "$begun" "$work/model" | grep -c '^BEGUN' || true))) writes"
    start_service "$work/data" "$quick"
    writes repeat
done

say "What was acknowledged, what is there, what the trail tells"
writes compare || fail "the model and the service differ"
say "$cycles kills: nothing acknowledged lost, nothing twice, no act without its event, no event without its act"
