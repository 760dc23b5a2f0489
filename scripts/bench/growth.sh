#!/usr/bin/env bash
# How time and memory of every procedure grow with the rows: seconds, growth beside that of n log n, bytes a row.
#   scripts/bench/growth.sh [ROWS...]        defaults: 100000 1000000 10000000
# Heap NEXUS_BENCH_HEAP (4g). Fails when a procedure grows worse than n log n by more than a stated margin, or when columns need
# more than 120 bytes a row.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,5s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

root="$(cd "$(dirname "$0")/../.." && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
# shellcheck source-path=SCRIPTDIR source=../java.sh
. "$root/scripts/java.sh"
(cd "$root" && ./mvnw -q -B -Pfast test-compile dependency:build-classpath "-Dmdep.outputFile=$work/classpath")
"${java:?}" -XX:+UseParallelGC "-Xmx${NEXUS_BENCH_HEAP:-4g}" -cp "$root/target/test-classes:$root/target/classes:$(cat "$work/classpath")" \
    com.nexusplatform.bench.GrowthBench "$@"
