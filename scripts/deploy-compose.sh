#!/usr/bin/env bash
# Brings another version into the running stack of docker-compose.production.yml, one replica after the other, so that no request fails:
# a new replica comes up and is healthy, the old one is taken out of nginx's upstream, finishes what it has begun, and is stopped.
#   scripts/deploy-compose.sh [--help] VERSION
# The images nexus-backend:VERSION and nexus-frontend:VERSION must be on this host. When a new replica does not become healthy, or this
# script is interrupted meanwhile, the replica is removed, the old ones serve on, and the status is not 0. Safe to repeat: what is of
# VERSION already is left as it is.
#   NEXUS_ENV_FILE        variables of the stack, .env.production
#   NEXUS_COMPOSE_FILE    docker-compose.production.yml
#   NEXUS_READY_SECONDS   how long a new replica may take, 180
set -Eeuo pipefail

name=deploy-compose.sh
case "${1:-}" in
    -h | --help)
        sed -n '2,10s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac
cd "$(dirname "${BASH_SOURCE[0]}")/.."
version="${1:-}"
env_file="${NEXUS_ENV_FILE:-.env.production}"
compose_file="${NEXUS_COMPOSE_FILE:-docker-compose.production.yml}"
patience="${NEXUS_READY_SECONDS:-180}"

fail() {
    printf '%s: %s\n' "$name" "$*" >&2
    exit 1
}
say() {
    printf '[%3d s] %s\n' "$SECONDS" "$*"
}
compose() {
    NEXUS_VERSION="$version" docker compose --env-file "$env_file" -f "$compose_file" "$@"
}

[[ "$version" =~ ^[A-Za-z0-9_][A-Za-z0-9._-]*$ ]] || fail "which version? See --help"
[ -r "$env_file" ] || fail "$env_file is missing; set NEXUS_ENV_FILE to the file with the stack's variables"
project="$(compose config --format json | sed -n 's/^ *"name": "\(.*\)",$/\1/p' | head -n 1)"
for image in nexus-backend nexus-frontend; do
    docker image inspect "$image:$version" >/dev/null 2>&1 || fail "there is no image $image:$version on this host"
done

# the files of nginx's upstream as they were, put back whatever happens
kept="$(mktemp -d)"
cp nginx/upstream/*.conf "$kept/"
reload() {
    compose exec -T nginx nginx -t -q </dev/null && compose exec -T nginx nginx -s reload </dev/null 2>/dev/null
}
incoming="" # a new replica that nothing is handed to yet
restore() {
    [ -z "$incoming" ] || docker rm -f "$incoming" >/dev/null 2>&1 || true
    cp "$kept"/*.conf nginx/upstream/
    reload || echo "$name: nginx did not take its files back; see docker compose logs nginx" >&2
    rm -rf "$kept"
}
trap restore EXIT
trap 'exit 130' INT TERM

replicas_of() { compose ps -q "$1"; }
address_of() { docker inspect -f "{{(index .NetworkSettings.Networks \"${project}_edge\").IPAddress}}" "$1"; }
health_of() { docker inspect -f '{{.State.Health.Status}}' "$1" 2>/dev/null || echo gone; }

# serve_from SERVICE VARIABLE CONTAINER...: nginx hands requests to these and to no other
serve_from() {
    local service="$1" variable="$2" container
    shift 2
    {
        printf 'upstream %s_now {\n' "$variable"
        for container in "$@"; do
            printf '    server %s:8080 max_fails=0;\n' "$(address_of "$container")"
        done
        printf '}\nmap "" $%s {\n    default http://%s_now;\n}\n' "$variable" "$variable"
    } >"nginx/upstream/$variable.conf"
    reload || fail "nginx refuses the replicas of $service"
}

# replace SERVICE VARIABLE IMAGE
replace() {
    local service="$1" variable="$2" image="$3" old count before new left one since
    mapfile -t old < <(replicas_of "$service" | while read -r one; do
        [ "$(docker inspect -f '{{.Image}}' "$one")" = "$(docker image inspect -f '{{.Id}}' "$image:$version")" ] || echo "$one"
    done)
    count="$(replicas_of "$service" | wc -l)"
    say "$service: ${#old[@]} of $count replicas are of another version"
    [ "${#old[@]}" -gt 0 ] || return 0
    # a replica that is only coming up is in the name server already, and is not to be asked yet
    mapfile -t left < <(replicas_of "$service")
    serve_from "$service" "$variable" "${left[@]}"
    for one in "${old[@]}"; do
        before="$(replicas_of "$service")"
        compose up -d --no-deps --no-recreate --no-build --scale "$service=$((count + 1))" "$service" >/dev/null 2>&1 ||
            fail "a new replica of $service does not start"
        new="$(comm -13 <(sort <<<"$before") <(replicas_of "$service" | sort) | head -n 1)"
        incoming="$new"
        since="$SECONDS"
        while [ "$(health_of "$new")" != healthy ]; do
            if [ $((SECONDS - since)) -gt "$patience" ] || [ "$(health_of "$new")" = gone ]; then
                fail "the new replica of $service is not healthy after $patience s and was removed; the old ones serve on"
            fi
            sleep 1
        done
        mapfile -t left < <(replicas_of "$service" | grep -v "^$one")
        serve_from "$service" "$variable" "${left[@]}"
        incoming=""
        sleep 3
        docker stop -t 60 "$one" >/dev/null
        docker rm "$one" >/dev/null
        say "  ${one:0:12} is replaced by ${new:0:12}, which took $((SECONDS - since)) s in all"
    done
}

replace nexus-api api nexus-backend
replace nexus-frontend frontend nexus-frontend
say "Done: set NEXUS_VERSION=$version in $env_file, so that the next docker compose up agrees"
