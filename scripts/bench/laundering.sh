#!/usr/bin/env bash
# How well the money laundering procedures, with their defaults, rank the transfers and accounts of AMLSim's sample.
#   scripts/bench/laundering.sh          reads amlsim-sample in the folder NEXUS_REFERENCE_DATA; fails where the sum of
#                                        points does not exceed a plain fan rule (average precision 0.083 per transfer)
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,4s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

sample="${NEXUS_REFERENCE_DATA:?name the folder that holds amlsim-sample}/amlsim-sample"
cd "$(dirname "$0")/../.."
# shellcheck source-path=SCRIPTDIR source=../java.sh
. scripts/java.sh
./mvnw -q -B -Pfast test-compile dependency:build-classpath -Dmdep.outputFile=target/bench.classpath -Dmdep.includeScope=test
"${java:?}" -Xmx1g -cp "target/test-classes:target/classes:$(cat target/bench.classpath)" \
    com.nexusplatform.bench.LaunderingRanking "$sample"
