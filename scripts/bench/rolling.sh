#!/usr/bin/env bash
# Replaces all replicas of the running production stack under a load of reads, writes and uploads through nginx, and counts failures.
#   scripts/bench/rolling.sh [--help] [REPEATS] [RATE]     defaults: 3 repeats, 60 requests a second
# Needs the stack of docker-compose.production.yml on this machine with the users of scripts/demo-users.sh. Each time the images that
# run are given another version (a label more, so another image) and scripts/deploy-compose.sh brings it in. Ends with 1 when any
# request failed, an acknowledged write is missing, or the load ended before the deployment did.
#   NEXUS_URL          https://localhost
#   NEXUS_ROLLING_SECONDS    how long the load lasts, 240
#   NEXUS_ENV_FILE, NEXUS_DEMO_PASSWORD, CURL_CA_BUNDLE    as for scripts/deploy-compose.sh and scripts/demo-users.sh
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,9s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=rolling.sh
repeats="${1:-3}"
rate="${2:-60}"
base="${NEXUS_URL:-https://localhost}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
cd "$scripts/.."
compose() {
    docker compose --env-file "${NEXUS_ENV_FILE:-.env.production}" -f "${NEXUS_COMPOSE_FILE:-docker-compose.production.yml}" "$@"
}
running_image() { docker inspect -f '{{.Config.Image}}' "$(compose ps -q "$1" | head -n 1)"; }

await_health 120
sign_in lead examiner reviewer
open_examination
failed=0
for repeat in $(seq "$repeats"); do
    version="rolling-$repeat-$(date +%s)"
    for service in nexus-api:nexus-backend nexus-frontend:nexus-frontend; do
        printf 'FROM %s\nLABEL rolling=%s\n' "$(running_image "${service%:*}")" "$version" |
            docker build -q -t "${service#*:}:$version" - >/dev/null
    done
    sign_in lead examiner
    say "Repeat $repeat of $repeats: $rate requests a second while every replica is replaced"
    seconds="${NEXUS_ROLLING_SECONDS:-240}"
    "$java" "$scripts/bench/Mix.java" "$base" "${CURL_CA_BUNDLE:--}" "$work/lead" "$work/examiner" "$examination" "$seconds" "$rate" \
        steady >"$work/mix" &
    load=$!
    sleep 5
    "$scripts/deploy-compose.sh" "$version" | sed -u 's/^/  /'
    # what was replaced after its end was replaced without a request
    kill -0 "$load" 2>/dev/null ||
        fail "the load ended before the deployment did, so nothing is shown: set NEXUS_ROLLING_SECONDS higher"
    wait "$load" || failed=1
    cat "$work/mix"
done
[ "$failed" = 0 ] || fail "requests failed"
say "No request failed"
