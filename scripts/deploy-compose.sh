#!/usr/bin/env bash
# Brings another version into the running stack of docker-compose.production.yml without a request that fails: as many replicas of it as
# there are of the old one come up beside them, one after the other; when all are healthy nginx hands what comes to them alone, and the
# old ones finish what they have begun and are stopped. nginx is not reloaded. For a while there are twice as many replicas.
#   scripts/deploy-compose.sh [--help] VERSION
# The images nexus-backend:VERSION and nexus-frontend:VERSION must be on this host. When a new replica does not become healthy, or this
# script is interrupted meanwhile, the new ones are removed, the old ones serve on, and the status is not 0. Safe to repeat: what is of
# VERSION already is left as it is. To bring in other settings give the same images another name: docker tag IMAGE:OLD IMAGE:VERSION.
#   NEXUS_ENV_FILE        variables of the stack, .env.production
#   NEXUS_COMPOSE_FILE    docker-compose.production.yml
#   NEXUS_READY_SECONDS   how long a new replica may take, 180
set -Eeuo pipefail

name=deploy-compose.sh
case "${1:-}" in
    -h | --help)
        sed -n '2,11s/^# \{0,1\}//p' "$0"
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

# it is a part of a name in the network, too
[[ "$version" =~ ^[A-Za-z0-9_][A-Za-z0-9._-]{0,46}$ ]] || fail "which version, of 47 characters at most? See --help"
[ -r "$env_file" ] || fail "$env_file is missing; set NEXUS_ENV_FILE to the file with the stack's variables"
project="$(compose config --format json | sed -n 's/^  "name": "\(.*\)",$/\1/p' | head -n 1)"
for image in nexus-backend nexus-frontend; do
    docker image inspect "$image:$version" >/dev/null 2>&1 || fail "there is no image $image:$version on this host"
done

replicas_of() { compose ps -q "$1"; }
health_of() { docker inspect -f '{{.State.Health.Status}}' "$1" 2>/dev/null || echo gone; }
names_of() { docker inspect -f "{{range (index .NetworkSettings.Networks \"${project}_edge\").Aliases}}{{println .}}{{end}}" "$1"; }

# ask SERVICE NAME: nginx hands what comes from now on to the replicas of that name
ask() {
    local service="$1" whom="$2" place="${1#nexus-}" target="$2" said
    [ "$whom" != "$service" ] || target=. # all of them
    install -d -m 0755 "nginx/upstream/$target"
    ln -sfn "$target" "nginx/upstream/.$place"
    mv -fT "nginx/upstream/.$place" "nginx/upstream/$place"
    said="$(compose exec -T nginx curl -fsS --max-time 5 "http://127.0.0.1:8081/upstream/$place" </dev/null 2>&1)" || true
    [ "$said" = "http://$whom:8080" ] || {
        echo "$name: nginx does not ask $whom but says: $said" >&2
        return 1
    }
}

incoming=() # new replicas that nothing is handed to yet
restore() {
    [ "${#incoming[@]}" = 0 ] || docker rm -f -v "${incoming[@]}" >/dev/null 2>&1 || true
    ask nexus-api nexus-api || true
    ask nexus-frontend nexus-frontend || true
    rmdir nginx/upstream/nexus-* 2>/dev/null || true
}
trap restore EXIT
trap 'exit 130' INT TERM

# start_one SERVICE: one replica of the new version more; it is the last of $incoming, and healthy
start_one() {
    local service="$1" before new since="$SECONDS"
    before="$(replicas_of "$service")"
    compose up -d --no-deps --no-recreate --no-build --scale "$service=$(($(wc -l <<<"$before") + 1))" "$service" >/dev/null 2>&1 ||
        fail "a new replica of $service does not start"
    new="$(comm -13 <(sort <<<"$before") <(replicas_of "$service" | sort) | head -n 1)"
    incoming+=("$new")
    while [ "$(health_of "$new")" != healthy ]; do
        if [ $((SECONDS - since)) -gt "$patience" ] || [ "$(health_of "$new")" = gone ]; then
            fail "the new replica of $service is not healthy after $patience s; the new ones are removed, the old ones serve on"
        fi
        sleep 1
    done
    say "  ${new:0:12} is healthy after $((SECONDS - since)) s"
}

# replace SERVICE IMAGE
replace() {
    local service="$1" image="$2" one all old=() new=0 before=""
    mapfile -t all < <(replicas_of "$service")
    for one in "${all[@]}"; do
        if [ "$(docker inspect -f '{{.Config.Image}} {{.Image}}' "$one")" = "$image:$version $(docker image inspect -f '{{.Id}}' "$image:$version")" ]; then
            new=$((new + 1))
        else
            old+=("$one")
            before="$(docker inspect -f '{{.Config.Image}}' "$one")"
            [ "$before" != "$image:$version" ] || fail "another image is running as $before already; give this one a version of its own"
        fi
    done
    say "$service: ${#old[@]} of ${#all[@]} replicas are of another version"
    [ "${#old[@]}" -gt 0 ] || return 0
    # one that is only coming up has the service's name already, and is not to be asked yet
    before="$service-${before##*:}"
    if names_of "${old[0]}" | grep -qxF "$before"; then
        ask "$service" "$before" || fail "nginx has not the nginx.conf of this folder; docker compose restart nginx"
    fi
    while [ "$new" -lt "${#old[@]}" ]; do
        start_one "$service"
        new=$((new + 1))
    done
    ask "$service" "$service-$version" || fail "nginx does not take the new replicas of $service"
    incoming=()
    sleep 3 # what was handed out a moment ago arrives
    docker stop -t 60 "${old[@]}" >/dev/null
    docker rm -v "${old[@]}" >/dev/null
    say "  ${#old[@]} replicas of $before have finished and are gone"
}

replace nexus-api nexus-backend
replace nexus-frontend nexus-frontend
say "Done: set NEXUS_VERSION=$version in $env_file, so that the next docker compose up agrees"
