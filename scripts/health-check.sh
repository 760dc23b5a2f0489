#!/usr/bin/env bash
# Judges the whole in less than 30 seconds: replicas, database, Redis, API, workbench. Exits with 1 and a list when something is not well.
#   scripts/health-check.sh [--mode k8s|compose|url] [--help] [URL]
# With a URL and no mode only that service is asked. The mode is found out where neither is given.
#   NAMESPACE, NEXUS_COMPOSE_FILE    nexus-production, docker-compose.production.yml
#   API_URL, FRONTEND_URL            https://api.nexusplatform.com, https://nexusplatform.com; in mode compose https://localhost
#   CURL_CA_BUNDLE                   certificates to trust, of a private authority; in mode compose ssl/ca.crt where it is there
set -Eeuo pipefail

name=health-check.sh
case "${1:-}" in
    -h | --help)
        sed -n '2,7s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

if [ -z "${NEXUS_HEALTH_STARTED:-}" ]; then
    export NEXUS_HEALTH_STARTED=yes
    status=0
    timeout 30 bash "$0" "$@" || status=$?
    [ "$status" -ne 124 ] || echo "$name: no verdict within 30 seconds, which counts as a failure" >&2
    exit "$status"
fi

mode="${NEXUS_MODE:-}"
namespace="${NAMESPACE:-nexus-production}"
compose_file="${NEXUS_COMPOSE_FILE:-docker-compose.production.yml}"
env_file="${NEXUS_ENV_FILE:-.env.production}"
[ -r "$env_file" ] || env_file=""
root="$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)"
url=""
while [ $# -gt 0 ]; do
    case "$1" in
        --mode)
            mode="${2:?--mode needs k8s, compose or url}"
            shift 2
            ;;
        -*)
            echo "$name: there is no option $1; see --help" >&2
            exit 2
            ;;
        *)
            url="${1%/}"
            mode="${mode:-url}"
            shift
            ;;
    esac
done
if [ -z "$mode" ]; then
    if command -v kubectl >/dev/null && kubectl get namespace "$namespace" >/dev/null 2>&1; then
        mode=k8s
    elif [ -f "$compose_file" ] && command -v docker >/dev/null; then
        mode=compose
    else
        mode=url
    fi
fi

bad=0
well() {
    printf 'ok    %s\n' "$*"
}
ill() {
    printf 'FAIL  %s\n' "$*"
    bad=$((bad + 1))
}

# least KIND/NAME WANTED: how many must be ready. While an autoscaler adds pods that is its least number, as the new ones take a minute to
# start and those that are there serve
least() {
    local least=""
    case "$1" in
        deployment/*)
            least="$(kubectl get horizontalpodautoscaler "${1#*/}-hpa" -n "$namespace" --request-timeout=5s --ignore-not-found \
                -o 'jsonpath={.spec.minReplicas}' 2>/dev/null)" || least=""
            ;;
    esac
    if [ -n "$least" ] && [ "$least" -lt "$2" ]; then echo "$least"; else echo "$2"; fi
}

# replicas KIND/NAME: as many are ready, and of the present version, as are needed
replicas() {
    local wanted ready updated needed
    if ! IFS='|' read -r wanted ready updated < <(kubectl get "$1" -n "$namespace" --request-timeout=5s \
        -o 'jsonpath={.spec.replicas}|{.status.readyReplicas}|{.status.updatedReplicas}{"\n"}' 2>/dev/null); then
        ill "$1 is not there"
        return
    fi
    needed="${wanted:-0}"
    if [ "${ready:-0}" -lt "$needed" ] || [ "${updated:-0}" -lt "$needed" ]; then
        needed="$(least "$1" "$needed")"
    fi
    if [ "$needed" -gt 0 ] && [ "${ready:-0}" -ge "$needed" ] && [ "${updated:-0}" -ge "$needed" ]; then
        well "$1: $ready of $wanted ready"
    else
        ill "$1: ${ready:-0} of ${wanted:-0} ready, ${updated:-0} of the present version"
    fi
}

# service NAME: a container of the compose service runs and is healthy, and none is otherwise
service() {
    local lines
    lines="$(docker compose ${env_file:+--env-file "$env_file"} -f "$compose_file" ps -a --format '{{.State}} {{.Health}}' "$1" 2>/dev/null || true)"
    if [ -z "$lines" ]; then
        ill "$1 does not run"
    elif printf '%s\n' "$lines" | grep -qvE '^running (healthy)?$'; then
        ill "$1: $(printf '%s' "$lines" | sort | uniq -c | tr -s ' \n' ' ')"
    else
        well "$1: $(printf '%s\n' "$lines" | wc -l | tr -d ' ') running"
    fi
}

# answer URL: its body, whatever the status, so that a 503 says what is unhealthy
answer() {
    curl -sS --max-time 5 --retry 2 --retry-delay 1 --retry-connrefused -w '\n%{http_code}' "$1" 2>&1 || true
}

ask_health() {
    local body status part
    body="$(answer "$1/health")"
    status="${body##*$'\n'}"
    for part in database redis; do
        case "$body" in
            *"\"$part\":\"healthy\""*) well "$part, says $1/health" ;;
            *) ill "$part, says $1/health: ${body%%$'\n'*}" ;;
        esac
    done
    if [ "$status" = 200 ]; then
        well "$1/health"
    else
        ill "$1/health answers $status"
    fi
}

ask_page() {
    local status
    status="$(answer "$1/" | tail -n 1)"
    if [ "$status" = 200 ]; then well "$1/"; else ill "$1/ answers $status"; fi
}

case "$mode" in
    k8s)
        for one in statefulset/postgres deployment/redis deployment/nexus-backend deployment/nexus-worker deployment/nexus-frontend; do
            replicas "$one"
        done
        ask_health "${API_URL:-https://api.nexusplatform.com}"
        ask_page "${FRONTEND_URL:-https://nexusplatform.com}"
        ;;
    compose)
        if [ -z "${CURL_CA_BUNDLE:-}" ] && [ -r "$root/ssl/ca.crt" ]; then
            export CURL_CA_BUNDLE="$root/ssl/ca.crt"
        fi
        for one in db redis nexus-api nexus-frontend nginx; do
            service "$one"
        done
        ask_health "${API_URL:-https://localhost}"
        ask_page "${FRONTEND_URL:-https://localhost}"
        ;;
    url)
        ask_health "${url:-${API_URL:-http://localhost:8080}}"
        [ -z "${FRONTEND_URL:-}" ] || ask_page "$FRONTEND_URL"
        ;;
    *)
        echo "$name: there is no mode $mode; there are k8s, compose and url" >&2
        exit 2
        ;;
esac

if [ "$bad" -gt 0 ]; then
    printf '%s: %d things are not well (%d s)\n' "$name" "$bad" "$SECONDS" >&2
    exit 1
fi
printf 'All is well (%d s)\n' "$SECONDS"
