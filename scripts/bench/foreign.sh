#!/usr/bin/env bash
# Whether a clock tells a foreign object from an absent one: medians of 200 calls each, by kind of object, beside the noise.
#   scripts/bench/foreign.sh
# Fails where the medians are further apart than the noise, the distance between the first and the third quartile.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,4s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

cd "$(dirname "$0")/../.."
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
if ./mvnw -q -B -Pfast verify -Dtest=None -Dsurefire.failIfNoSpecifiedTests=false -Dit.test=ForeignAndAbsentIT >"$log" 2>&1; then
    grep ' foreign again ' "$log"
else
    grep -E ' foreign again |ERROR' "$log" || tail -50 "$log"
    exit 1
fi
