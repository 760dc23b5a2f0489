#!/usr/bin/env bash
# What the trail costs: the same writes without and with it, from sixteen writers on three replicas over one database.
# Usage: scripts/bench/trail.sh [SECONDS] [ROUNDS]      defaults: 8 5
# Prints writes per second of each round, the cost, the time until the last event was linked, and whether the chain is whole. Each
# write is flushed to the disk, as in earnest. Ends with 1 when the median cost is above 25 %, when fewer than 1,000 events a second
# are written, and when the chain is not whole. Before, 1,000 random edits by the owner of the database are looked for by
# scripts/verify-trail.sh (OfflineVerificationIT, of which every build makes 200); ends with 1 when one is not found with its place.
set -euo pipefail
cd "$(dirname "$0")/../.."
# shellcheck source-path=SCRIPTDIR source=../java.sh
. scripts/java.sh
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
if ./mvnw -q -B -Pfast verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=OfflineVerificationIT \
    -Dnexus.trail.offline-edits=1000 >"$log" 2>&1; then
    grep -a '^edits of the trail' "$log"
else
    grep -aE '^edits of the trail|Expecting|^ +"' "$log" || tail -50 "$log"
    exit 1
fi
./mvnw -q -B test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
classpath=target/test-classes:target/classes:$(cat target/bench.classpath)
"${java:?}" -Dnexus.test.durable=true -Dlogback.statusListenerClass=ch.qos.logback.core.status.NopStatusListener -cp "$classpath" com.nexusplatform.audit.TrailBench "${1:-8}" "${2:-5}"
