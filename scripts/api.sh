#!/usr/bin/env bash
# What the demo and the benchmarks share: a JDK, calls of the API, sign-in, waiting. To be sourced.
# Expects the variables $name (of the script) and $base (address of the service); makes the folder $work, removed at the end.

scripts="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
patience="${NEXUS_PATIENCE:-300}"
passwords="${NEXUS_PASSWORDS_FILE:-$scripts/../data/first-passwords.txt}"
umask 077
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
: >"$work/nobody"

fail() {
    printf '\n%s: %s\n' "${name:?}" "$*" >&2
    exit 1
}

say() {
    printf '\n== %s\n' "$*"
}

# Runs a program of one source file.
source_java() {
    "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "$@"
}

report() {
    source_java "$scripts/DemoReport.java" "$@"
}

# The first value of a member in the last answer; enough for the flat members that the scripts need.
field() {
    grep -o "\"$1\":\(\"[^\"]*\"\|[^,}]*\)" "$work/answer" | head -n 1 | sed 's/^"[^"]*"://; s/^"//; s/"$//' || true
}

# call USER METHOD PATH [curl options]: the answer's body is in $work/answer; ends the script on an error, with its words.
call() {
    local user="$1" method="$2" path="$3" status
    shift 3
    status="$(curl -sS --max-time 600 -X "$method" -H "@$work/$user" -o "$work/answer" -w '%{http_code}' "$@" \
        "${base:?}$path")" || fail "$base does not answer. Start NEXUS with ./mvnw spring-boot:run"
    case "$status" in
        2*) ;;
        *) fail "$method $path answered $status: $(cat "$work/answer")" ;;
    esac
}

# post USER PATH JSON; the body goes through a file, so that no other process sees it
post() {
    local user="$1" path="$2"
    printf '%s' "$3" >"$work/body"
    call "$user" POST "$path" -H 'Content-Type: application/json' --data-binary "@$work/body"
}

# await_status USER PATH STATUS...: until the object has one of the states
await_status() {
    local user="$1" path="$2" since="$SECONDS" status
    shift 2
    while :; do
        call "$user" GET "$path"
        status="$(field status)"
        case " $* " in
            *" $status "*) return ;;
        esac
        case "$status" in
            REJECTED | FAILED | CANCELLED) fail "$path is $status: $(cat "$work/answer")" ;;
        esac
        [ $((SECONDS - since)) -lt "$patience" ] || fail "$path is still $status after $patience s"
        sleep "${NEXUS_POLL:-0.3}"
    done
}

# await_health SECONDS: until the service is ready, its first users made, and healthy
await_health() {
    local since="$SECONDS" status page
    for page in /ready /health; do
        while :; do
            status="$(curl -s --max-time 10 -o "$work/answer" -w '%{http_code}' "$base$page" || true)"
            # an edge shows /health alone
            case "$page $status" in *\ 200 | "/ready 404") break ;; esac
            [ $((SECONDS - since)) -lt "$1" ] ||
                fail "$base$page answers $status, not 200. Start NEXUS with ./mvnw spring-boot:run"
            sleep 0.5
        done
    done
}

password_of() {
    if [ -n "${NEXUS_DEMO_PASSWORD:-}" ]; then
        printf '%s' "$NEXUS_DEMO_PASSWORD"
    elif [ -r "$passwords" ]; then
        awk -v user="$1" '$1 == user { print $2 }' "$passwords"
    fi
}

# sign_in USER...: keeps each user's Authorization header in $work/USER
sign_in() {
    local user password
    for user in "$@"; do
        password="$(password_of "$user" | sed 's/\\/\\\\/g; s/"/\\"/g')"
        [ -n "$password" ] || fail "no password for $user. Set NEXUS_DEMO_PASSWORD, or look for $passwords"
        post nobody /api/v1/auth/login "{\"username\":\"$user\",\"password\":\"$password\"}"
        printf 'Authorization: Bearer %s\n' "$(field accessToken)" >"$work/$user"
        rm -f "$work/body" "$work/answer"
    done
}

# Plans an examination with an examiner and a reviewer, who approves its scope; its path is in $examination.
open_examination() {
    local member
    post lead /api/v1/examinations '{"title":"Payables 2025","institution":"Sample Municipality","periodStart":"2025-01-01","periodEnd":"2025-12-31","currency":"EUR","materiality":"50000.00"}'
    examination="/api/v1/examinations/$(field id)"
    for member in examiner:EXAMINER reviewer:REVIEWER; do
        printf '{"duty":"%s"}' "${member#*:}" >"$work/body"
        call lead PUT "$examination/team/${member%:*}" -H 'Content-Type: application/json' --data-binary "@$work/body"
    done
    post reviewer "$examination/transitions" '{"to":"FIELDWORK"}'
}

# make_ledger SEED ROWS: writes ledger.csv, truth.csv and totals.json into $work
make_ledger() {
    source_java "$scripts/DemoLedger.java" "$1" "$2" "$work"
}

# Uploads $work/ledger.csv; the dataset's path is in $dataset.
upload() {
    call examiner POST "$examination/datasets" -F "file=@$work/ledger.csv;type=text/csv" -F kind=PAYMENTS
    dataset="/api/v1/datasets/$(field id)"
}

# Runs every procedure but those for transfers over $dataset; the run's path is in $run.
start_run() {
    local plan="" procedure
    for procedure in DIG-{1..6} PAY-{1..7} LED-{1..7} ANO-{1,2} SMP-{1..3}; do
        plan="$plan${plan:+,}{\"procedure\":\"$procedure\"}"
    done
    post examiner "$dataset/runs" "{\"plan\":[$plan]}"
    # shellcheck disable=SC2034 # read by the scripts that source this one
    run="/api/v1/runs/$(field id)"
}

# shellcheck source-path=SCRIPTDIR source=java.sh
. "$scripts/java.sh"
command -v curl >/dev/null || fail "curl is missing."
