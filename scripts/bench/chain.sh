#!/usr/bin/env bash
# What the chain of filters costs: GET of an examination by key with a valid token, beside bare handlers of the same server.
#   scripts/bench/chain.sh [SECONDS] [ROUNDS]      defaults: 5 seconds for each part, 3 rounds, 16 connections
# Starts a NEXUS of its own and a bare server with the same settings in one process, and loads them in turn. Fails when the chain
# answers less than 0.45 of what a bare handler does that reads the same row.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,5s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

cd "$(dirname "$0")/../.."
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
NEXUS_DEMO_PASSWORD="bench-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')"
export NEXUS_DEMO_PASSWORD
# shellcheck source-path=SCRIPTDIR source=../java.sh
. scripts/java.sh
./mvnw -q -B -Pfast test-compile dependency:build-classpath "-Dmdep.outputFile=$work/classpath" -Dmdep.includeScope=test
"${java:?}" --enable-native-access=ALL-UNNAMED -Xmx1g -cp "target/test-classes:target/classes:$(cat "$work/classpath")" \
    com.nexusplatform.bench.ChainBench "$work" "${1:-5}" "${2:-3}"
