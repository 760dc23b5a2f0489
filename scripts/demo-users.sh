#!/usr/bin/env bash
# Makes the users lead, examiner, reviewer and auditor in a production stack, to try it with scripts/demo.sh or to measure it.
#   scripts/demo-users.sh [--help] BASE_URL        https://localhost
#   NEXUS_ADMIN_PASSWORD   the administrator's password, as it is now; at the very first sign-in it is changed to NEXUS_DEMO_PASSWORD
#   NEXUS_DEMO_PASSWORD    the password that all of them have afterwards
#   NEXUS_ADMIN_SEED_FILE  where the secret of the administrator's second factor is kept, to repeat this script (default data/admin-seed)
#   CURL_CA_BUNDLE         certificates to trust: ssl/ca.crt of scripts/dev-certs.sh
# Safe to repeat: users that can sign in are left as they are. Not for a stack with data that matters.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,8s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name="demo-users.sh"
base="${1:?which stack? See --help}"
base="${base%/}"
# shellcheck source-path=SCRIPTDIR source=api.sh
. "$(dirname "$0")/api.sh"
seed="${NEXUS_ADMIN_SEED_FILE:-$scripts/../data/admin-seed}"
demo="${NEXUS_DEMO_PASSWORD:?set the password that all of them are to have}"

# signs_in USER PASSWORD [CODE]: keeps the Authorization header, or answers no
signs_in() {
    printf '{"username":"%s","password":"%s"%s}' "$1" "$2" "${3:+,\"code\":\"$3\"}" >"$work/body"
    [ "$(curl -sS --max-time 30 -o "$work/answer" -w '%{http_code}' -H 'Content-Type: application/json' --data-binary "@$work/body" \
        "$base/api/v1/auth/login")" = 200 ] || return 1
    printf 'Authorization: Bearer %s\n' "$(field accessToken)" >"$work/$1"
}

# change_password USER OLD NEW: and signs in anew, since the change ends every session
change_password() {
    printf '{"current":"%s","new":"%s"}' "$2" "$3" >"$work/body"
    call "$1" PUT /api/v1/me/password -H 'Content-Type: application/json' --data-binary "@$work/body"
    signs_in "$1" "$3" || fail "$1 cannot sign in with the new password: $(cat "$work/answer")"
}

# asks_for_code: whether the last answer asks for the code of a second factor
asks_for_code() {
    case "$(field type)" in */second-factor-required) ;; *) return 1 ;; esac
}

# administers PASSWORD: signs the administrator in, by a code where one is asked for; each code is good once, so the next one is tried too
administers() {
    signs_in admin "$1" && return
    asks_for_code || return 1
    [ -r "$seed" ] || fail "the administrator has a second factor, and $seed is not its secret. Set NEXUS_ADMIN_SEED_FILE"
    signs_in admin "$1" "$("$scripts/totp.sh" "$seed")" || signs_in admin "$1" "$("$scripts/totp.sh" "$seed" 30)"
}

# Enrols the administrator's second factor where it is demanded, as production does; its secret goes into the file.
enrol() {
    printf '{"password":"%s"}' "$demo" >"$work/body"
    call admin POST /api/v1/me/second-factor -H 'Content-Type: application/json' --data-binary "@$work/body"
    mkdir -p "$(dirname "$seed")"
    field secret >"$seed"
    post admin /api/v1/me/second-factor/confirm "{\"code\":\"$("$scripts/totp.sh" "$seed")\"}"
    echo "the administrator's second factor is in $seed"
}

await_health 120
if ! administers "$demo"; then
    administers "${NEXUS_ADMIN_PASSWORD:?set it to the password of admin}" ||
        fail "the administrator cannot sign in: $(cat "$work/answer")"
    call admin GET /api/v1/me
    [ "$(field mustChangePassword)" != true ] || change_password admin "$NEXUS_ADMIN_PASSWORD" "$demo"
fi
call admin GET /api/v1/me
[ "$(field mustEnrolSecondFactor)" != true ] || enrol
for one in lead:LEAD_EXAMINER examiner:EXAMINER reviewer:REVIEWER auditor:AUDITOR; do
    user="${one%:*}"
    if ! signs_in "$user" "$demo"; then
        first="first-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')"
        post admin /api/v1/users "{\"username\":\"$user\",\"displayName\":\"$user\",\"password\":\"$first\",\"roles\":[\"${one#*:}\"]}"
        signs_in "$user" "$first" || fail "$user cannot sign in: $(cat "$work/answer")"
        change_password "$user" "$first" "$demo"
    fi
    echo "$user signs in"
done
