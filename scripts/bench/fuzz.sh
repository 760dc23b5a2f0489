#!/usr/bin/env bash
# Random requests of every role against a NEXUS over databases of its own, made from the service's own API description.
#   scripts/bench/fuzz.sh [REQUESTS] [SEED] [SAMPLED]      defaults: 100000 requests, seed 7
# One of SAMPLED requests that could change something is compared by a digest of all tables (default 100). Prints seed and
# counts. Fails on a 5xx other than a 503 that says how long to wait, on an answer that tells of the inside of the service, and
# on a refused request that changed something.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,6s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

cd "$(dirname "$0")/../.."
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
if ./mvnw -q -B -Pfast verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=FuzzIT \
    "-Dnexus.fuzz.requests=${1:-100000}" "-Dnexus.fuzz.seed=${2:-7}" "-Dnexus.fuzz.sampled=${3:-100}" >"$log" 2>&1; then
    grep -a '^fuzz: ' "$log"
else
    grep -aE '^fuzz: |^ +"|Expecting' "$log" || tail -50 "$log"
    exit 1
fi
