#!/usr/bin/env bash
# Every procedure on ledgers made to break it: seconds, alerts, and the bounds that it says it met.
#   scripts/bench/bounds.sh [SHARE] [CODES]        defaults: 1 (2,000 accounts that all pay each other, 1,000,000 names), all
# Heap NEXUS_BENCH_HEAP (4g). Fails when a procedure takes more than a minute and names no bound.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,4s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

root="$(cd "$(dirname "$0")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
# shellcheck source-path=SCRIPTDIR source=../java.sh
. "$root/scripts/java.sh"
(cd "$root" && ./mvnw -q -B -Pfast test-compile dependency:build-classpath "-Dmdep.outputFile=$work/classpath")
"${java:?}" "-Xmx${NEXUS_BENCH_HEAP:-4g}" -cp "$root/target/test-classes:$root/target/classes:$(cat "$work/classpath")" \
    com.nexusplatform.bench.BoundsBench "$@"
