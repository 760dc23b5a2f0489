#!/usr/bin/env bash
# Times the loading of generated transactions beside PostgreSQL's own \copy, alternately, with 512 MB of heap.
# Usage: scripts/bench/ingest.sh [ROWS] [REPEATS]      defaults: 2000000 3
# Prints wall and CPU seconds of each load, the ratio of the medians, and the heap.
set -euo pipefail
cd "$(dirname "$0")/../.."
rows=${1:-2000000}
repeats=${2:-3}
# shellcheck source-path=SCRIPTDIR source=../java.sh
. scripts/java.sh
./mvnw -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
classpath=target/test-classes:target/classes:$(cat target/bench.classpath)
file=target/bench-$rows.csv
[ -f "$file" ] || "${java:?}" -cp "$classpath" com.nexusplatform.bench.GeneratedTransactions "$file" "$rows" 1
exec "$java" -Xmx512m --enable-native-access=ALL-UNNAMED -cp "$classpath" com.nexusplatform.bench.Ingest "$file" "$rows" "$repeats"
