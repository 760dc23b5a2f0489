#!/usr/bin/env bash
# A NEXUS of the benchmarks' own, in its local default: own port, own data folder, killed and started at will. To be sourced
# after api.sh. Everything that it starts is stopped, by its process id, when the script ends.

root="$(cd "${scripts:?}/.." && pwd)"
port="${NEXUS_BENCH_PORT:-18080}"
base="http://127.0.0.1:$port"
heap="${NEXUS_BENCH_HEAP:-1g}"
NEXUS_DEMO_PASSWORD="bench-$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')"
export NEXUS_DEMO_PASSWORD
service=""
services=""
told=0
: "${work:?source api.sh first}"
trap 'told=$?; stop_everything; [ "$told" = 0 ] || last_errors; rm -rf "${work:?}"' EXIT
trap 'exit 130' INT TERM

# Compiles, and writes the class path down, so that the service is one process with a known id.
build_service() {
    (cd "$root" && ./mvnw -q -B -Pfast compile dependency:build-classpath -Dmdep.includeScope=runtime \
        "-Dmdep.outputFile=$root/target/bench-classpath") || fail "the build failed"
}

# start_service FOLDER [JVM options]: starts it and waits until it is healthy
start_service() {
    local folder="$1"
    shift
    if curl -s --max-time 2 -o /dev/null "$base/livez"; then
        fail "something answers on port $port already; choose another with NEXUS_BENCH_PORT"
    fi
    mkdir -p "$folder"
    (
        cd "$root" || exit
        exec "${java:?}" --enable-native-access=ALL-UNNAMED "-Xmx$heap" "$@" -cp "target/classes:$(cat target/bench-classpath)" \
            com.nexusplatform.NexusApplication "--server.port=$port" "--nexus.local.data-directory=$folder" \
            "--nexus.identity.folder=$folder" --logging.level.root=warn
    ) >>"$work/service.log" 2>&1 &
    service=$!
    services="$services $service"
    await_health 180
}

# Stops it as an operator would.
stop_service() {
    kill "$service" 2>/dev/null || true
    wait "$service" 2>/dev/null || true
    service=""
}

# Ends it as a power cut would.
kill_service() {
    kill -9 "$service"
    wait "$service" 2>/dev/null || true
    service=""
}

# What the service logged about the error that the last answer names, or else its last errors.
last_errors() {
    local id errors
    [ -e "$work/service.log" ] || return 0
    errors="$(grep -h '"level":"ERROR"' "$work/service.log" || true)"
    id="$(grep -ohE 'report error [0-9a-f-]{36}' "$work/answer" 2>/dev/null | head -n 1 || true)"
    { grep -F "${id#report }" <<<"$errors" || tail -n 3 <<<"$errors"; } | cut -c 1-4000 >&2
}

stop_everything() {
    local one
    for one in $services; do
        kill "$one" 2>/dev/null || true
    done
    for one in $services; do
        wait "$one" 2>/dev/null || true
    done
}
