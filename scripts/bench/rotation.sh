#!/usr/bin/env bash
# Changes ENCRYPTION_KEY and JWT_SECRET of the running production stack under a load of reads, writes and uploads through nginx, by the
# steps of docs/keys.md and docs/sign-in.md, and counts failures.
#   scripts/bench/rotation.sh [--help] [RATE]     60 requests a second
# Needs the stack of docker-compose.production.yml on this machine with the users of scripts/demo-users.sh. The new keys stand in the
# file with the stack's variables afterwards. Ends with 1 when any request failed, an acknowledged write is missing, a value is still
# sealed with the former key, or something that was read before is not read the same after. Not for a stack with data that matters.
#   NEXUS_URL          https://localhost
#   NEXUS_ENV_FILE, NEXUS_DEMO_PASSWORD, CURL_CA_BUNDLE, NEXUS_ADMIN_SEED_FILE    as for scripts/deploy-compose.sh and demo-users.sh
#   NEXUS_ROTATION_SECONDS   how long the load lasts, 600; access tokens live for 900
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,10s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=rotation.sh
rate="${1:-60}"
base="${NEXUS_URL:-https://localhost}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
cd "$scripts/.."
env_file="${NEXUS_ENV_FILE:-.env.production}"
seed="${NEXUS_ADMIN_SEED_FILE:-data/admin-seed}"
compose() {
    docker compose --env-file "$env_file" -f "${NEXUS_COMPOSE_FILE:-docker-compose.production.yml}" "$@"
}
running_image() { docker inspect -f '{{.Config.Image}}' "$(compose ps -q "$1" | head -n 1)"; }

# value NAME: of a variable in the file
value() { sed -n "s/^$1=//p" "$env_file" | tail -n 1; }

# put NAME VALUE: the file keeps its mode and owner; no value is on a command line
put() {
    grep -v "^$1=" "$env_file" >"$work/env" || true
    printf '%s=%s\n' "$1" "$2" >>"$work/env"
    cat "$work/env" >"$env_file"
}

# bring_in STEP: the same images under another name, with the variables as they stand now
bring_in() {
    local version one
    version="keys-$1-$(date +%s)"
    for one in nexus-api:nexus-backend nexus-frontend:nexus-frontend; do
        docker tag "$(running_image "${one%:*}")" "${one#*:}:$version"
    done
    scripts/deploy-compose.sh "$version" | sed -u 's/^/  /'
    kill -0 "$load" 2>/dev/null || fail "the load ended before the last deployment did: set NEXUS_ROTATION_SECONDS higher"
}

# Each code is good once, so that the next one is tried, too.
administers() {
    local password moment
    password="$(password_of admin | sed 's/\\/\\\\/g; s/"/\\"/g')"
    for moment in 0 30; do
        printf '{"username":"admin","password":"%s","code":"%s"}' "$password" "$(scripts/totp.sh "$seed" $moment)" >"$work/body"
        if curl -fsS --max-time 30 -o "$work/answer" -H 'Content-Type: application/json' --data-binary "@$work/body" \
            "$base/api/v1/auth/login" 2>/dev/null; then
            printf 'Authorization: Bearer %s\n' "$(field accessToken)" >"$work/admin"
            return
        fi
    done
    fail "the administrator cannot sign in: $(cat "$work/answer")"
}

# what_is_sealed FILE: rows of the dataset, and the explanation of an alert
what_is_sealed() {
    local alert
    call examiner GET "$dataset/records?limit=20"
    cat "$work/answer" >"$1"
    call examiner GET "$run/alerts?limit=1"
    alert="$(field id)"
    call examiner GET "/api/v1/alerts/$alert"
    cat "$work/answer" >>"$1"
}

await_health 120
sign_in lead examiner reviewer
administers
say "Something to be sealed"
open_examination
make_ledger 1 20000
upload
await_status examiner "$dataset" LOADED
post examiner "$dataset/seal" "$(cat "$work/totals.json")"
start_run
await_status examiner "$run" SUCCEEDED
what_is_sealed "$work/before"

sign_in lead examiner
say "$rate requests a second, with tokens that the former JWT_SECRET signed"
"$java" "$scripts/bench/Mix.java" "$base" "${CURL_CA_BUNDLE:--}" "$work/lead" "$work/examiner" "$examination" \
    "${NEXUS_ROTATION_SECONDS:-600}" "$rate" steady >"$work/mix" &
load=$!
sleep 5
former="$(value ENCRYPTION_KEY)"
former_jwt="$(value JWT_SECRET)"
next="$(openssl rand -base64 32)"
next_jwt="$(openssl rand -base64 32)"

say "1. Every replica accepts the next keys"
put ENCRYPTION_KEY_OTHERS "$next"
put JWT_SECRET_OTHERS "$next_jwt"
bring_in 1

say "2. Every replica seals and signs with them"
put ENCRYPTION_KEY "$next"
put ENCRYPTION_KEY_OTHERS "$former"
put JWT_SECRET "$next_jwt"
put JWT_SECRET_OTHERS "$former_jwt"
bring_in 2

say "3. Until nothing is sealed with the former key"
since="$SECONDS"
while call admin GET /api/v1/keys && [ "$(field waiting)" != 0 ]; do
    [ $((SECONDS - since)) -lt 120 ] || fail "values are still sealed with the former key: $(cat "$work/answer")"
    sleep 1
done
echo "  $(grep -o '"values":[0-9]*' "$work/answer" | tr '\n' ' ')by key, the present one first"

say "4. Every replica forgets the former ENCRYPTION_KEY"
put ENCRYPTION_KEY_OTHERS ""
bring_in 3

status=0
wait "$load" || status=1
cat "$work/mix"
[ "$status" = 0 ] || fail "requests failed"
sign_in examiner
what_is_sealed "$work/after"
cmp -s "$work/before" "$work/after" || fail "what was sealed before is not read the same after"
administers # whose seed was sealed with the former key
say "No request failed; what was sealed with the former key is read the same without it"
