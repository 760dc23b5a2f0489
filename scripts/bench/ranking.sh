#!/usr/bin/env bash
# How well the order by points brings planted rows to the front, beside other orders, on ledgers of the seeds given.
#   scripts/bench/ranking.sh [SEED...]          defaults: 101 102 103
#   scripts/bench/ranking.sh --derive [SEEDS]   derives the points from ledgers of the seeds 1 to SEEDS (8), and writes them
#                                               into weights.properties and docs/ranking.md
# Set NEXUS_REFERENCE_DATA to plant in the payments of a real utility too. Never measure on the seeds derived from.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,6s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

cd "$(dirname "$0")/../.."
# shellcheck source-path=SCRIPTDIR source=../java.sh
. scripts/java.sh
weights=src/main/resources/com/nexusplatform/procedure/weights.properties
./mvnw -q -B -Pfast test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
classpath=target/test-classes:target/classes:$(cat target/bench.classpath)
"${java:?}" -cp "$classpath" com.nexusplatform.bench.DistinctWeights "$weights" target/ranking/com/nexusplatform/procedure/weights.properties
bench() {
    "$java" -Xmx3g -cp "target/ranking:$classpath" "com.nexusplatform.bench.$1" "${@:2}"
}

if [ "${1:-}" = --derive ]; then
    bench RankingDerivation "$weights" src/test/resources/ranking/priors.properties docs/ranking.md "${2:-8}"
else
    [ $# -gt 0 ] || set -- 101 102 103
    bench RankingBench "$weights" src/test/resources/ranking/first-form.properties "$@"
fi
