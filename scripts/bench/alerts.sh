#!/usr/bin/env bash
# Makes the fault that each alert is for in the running production stack with its profile monitoring, and sees the alert fire.
#   scripts/bench/alerts.sh [--help] [GROUP...]      every group, in this order, when none is named:
#     rest        nothing is wrong: every target up, every rule loaded, no alert fires
#     requests    NexusErrorRatio, NexusErrorBudgetBurns, …Fast, …Slowly, NexusDatabaseDown    PostgreSQL stopped
#     slow        NexusSlowAnswers, NexusPoolExhausted          a table locked
#     stores      NexusRedisDown, NexusRedisMemory, NexusNotWatched, NexusBackupOld
#     connections NexusDatabaseConnections                  sessions that sleep
#     runs        NexusRunsFail, NexusWorkWaits                 runs that may not write, runs that nobody takes
#     replicas    NexusInstanceDown, NexusDown, NexusFrontendDown
#     restarts    NexusRestarts                             a replica killed three times
#     resources   NexusProcessor, NexusMemory                   replicas without processor time, a small heap that fills
#     watching    NexusAlertsNotSent                            a receiver that is not there
#     trail       NexusTrailBroken, NexusTrailNotVerified       an event changed by the owner of the database, verifications of long ago
# A Prometheus of its own watches with the stack's rules, whose waits (for:) are cut to ten seconds; all else is as it runs. Ends with 1
# when an alert does not fire. The faults are taken back, when it fails or is interrupted as well; one that cannot be is said, and is a
# failure. Not for a stack with data that matters.
#   NEXUS_URL    https://localhost
#   NEXUS_ENV_FILE, NEXUS_DEMO_PASSWORD, CURL_CA_BUNDLE    as for scripts/deploy-compose.sh and scripts/demo-users.sh
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,21s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=alerts.sh
base="${NEXUS_URL:-https://localhost}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=undo.sh
. "$scripts/bench/undo.sh"
cd "$scripts/.."
env_file="${NEXUS_ENV_FILE:-.env.production}"
compose() {
    docker compose --env-file "$env_file" -f "${NEXUS_COMPOSE_FILE:-docker-compose.production.yml}" --profile monitoring "$@"
}
containers() { compose ps -q "$@"; }
# shellcheck disable=SC2016 # expanded in the container
database() {
    compose exec -T db sh -c 'exec psql -qAtX -v ON_ERROR_STOP=1 -U "$POSTGRES_USER" -d "$POSTGRES_DB"'
}
# shellcheck disable=SC2016 # expanded in the container
redis() {
    compose exec -T redis sh -c 'REDISCLI_AUTH="$REDIS_PASSWORD" exec redis-cli "$@"' redis-cli "$@"
}
project="$(compose config --format json | sed -n 's/^  "name": "\(.*\)",$/\1/p' | head -n 1)"
image_of() { docker inspect -f '{{.Config.Image}}' "$(containers "$1" | head -n 1)"; }
watch="$project-alerts-watch-$$"
load=""
locked=""
slow=()
missing=""

end() {
    local status=$?
    take_all_back || status=1
    [ -z "$load" ] || kill "$load" 2>/dev/null || true
    [ "${#slow[@]}" = 0 ] || kill "${slow[@]}" 2>/dev/null || true
    docker rm -f "$watch" "$watch-manager" "$watch-small" >/dev/null 2>&1 || true
    rm -rf "$work"
    exit "$status"
}
trap end EXIT
trap 'exit 130' INT TERM

# Prometheus and Alertmanager beside those of the stack, in their networks
begin_watching() {
    local file
    mkdir -p "$work/watch"
    sed -E 's/^( +for: ).*/\110s/' monitoring/nexus_rules.yml >"$work/watch/nexus_rules.yml"
    sed -E 's/(scrape|evaluation)_interval: .*/\1_interval: 5s/; s/- alertmanager:9093/- '"$watch-manager"':9093/' \
        monitoring/prometheus-config.yaml >"$work/watch/prometheus.yaml"
    sed -E 's/"alertmanager:9093"/"'"$watch-manager"':9093"/' -i "$work/watch/prometheus.yaml"
    printf 'route: {receiver: nobody, group_wait: 1s, group_interval: 5s}\nreceivers:\n  - name: nobody\n    webhook_configs: [{url: "http://127.0.0.1:1/"}]\n' \
        >"$work/watch/alertmanager.yml"
    chmod -R a+rX "$work"
    docker create --name "$watch-manager" --network "${project}_edge" "$(image_of alertmanager)" \
        --config.file=/tmp/alertmanager.yml --storage.path=/tmp/data --cluster.listen-address= >/dev/null
    docker cp -q "$work/watch/alertmanager.yml" "$watch-manager:/tmp/alertmanager.yml"
    docker start "$watch-manager" >/dev/null
    docker create --name "$watch" --network "${project}_edge" "$(image_of prometheus)" \
        --config.file=/tmp/prometheus.yaml --storage.tsdb.path=/tmp/data >/dev/null
    for file in prometheus.yaml nexus_rules.yml; do
        docker cp -q "$work/watch/$file" "$watch:/tmp/$file"
    done
    docker network connect "${project}_data" "$watch"
    docker start "$watch" >/dev/null
    prometheus="http://$(docker inspect -f "{{(index .NetworkSettings.Networks \"${project}_edge\").IPAddress}}" "$watch"):9090"
    for _ in $(seq 60); do
        curl -fs -o /dev/null "$prometheus/-/ready" && return
        sleep 1
    done
    fail "the Prometheus of this script does not start: $(docker logs "$watch" 2>&1 | tail -n 3)"
}

# what fires; nothing is no failure
firing() {
    { curl -fs "$prometheus/api/v1/alerts" || true; } | { grep -o '"alertname":"[A-Za-z]*"[^}]*}[^}]*}[^}]*"state":"firing"' || true; } |
        sed 's/"alertname":"\([A-Za-z]*\)".*/\1/' | sort -u
}

fires() {
    firing | grep -x "$1" >/dev/null
}

# sees SECONDS ALERT...: until all of them fire
sees() {
    local since="$SECONDS" limit="$1" one now left
    shift
    left=" $* "
    while [ -n "${left// /}" ]; do
        now=" $(firing | tr '\n' ' ') "
        for one in $left; do
            case "$now" in
                *" $one "*)
                    echo "  $one fires after $((SECONDS - since)) s"
                    left="${left/ $one / }"
                    ;;
            esac
        done
        [ -n "${left// /}" ] || return 0
        if [ $((SECONDS - since)) -gt "$limit" ]; then
            echo "  NOT FIRING after $limit s:$left"
            missing="$missing$left"
            return 0
        fi
        sleep 2
    done
}

# loaded SECONDS RATE: requests in the background, whatever is answered
loaded() {
    "$java" "$scripts/bench/Mix.java" "$base" "${CURL_CA_BUNDLE:--}" "$work/lead" "$work/examiner" "$examination" "$1" "$2" faults \
        >/dev/null 2>&1 &
    load=$!
}
unloaded() {
    kill "$load" 2>/dev/null || true
    wait "$load" 2>/dev/null || true
    load=""
    await_health 180
}

rest() {
    local down
    sleep 45
    down="$(curl -fs "$prometheus/api/v1/targets?state=active" | grep -o '"health":"[a-z]*"' | sort | uniq -c | tr '\n' ' ')"
    echo "  targets: $down"
    echo "  rules: $(curl -fs "$prometheus/api/v1/rules?type=alert" | grep -o '"type":"alerting"' | wc -l) alerts of $(grep -c ' - alert:' monitoring/nexus_rules.yml)"
    case "$down" in *down* | *unknown*) missing="$missing rest" ;; esac
    # what is not of this script's own: it has a receiver that is not there, and a stack without a backup is told of
    down="$(firing | grep -v -e NexusAlertsNotSent || true)"
    echo "  firing: ${down:-none}"
    [ -z "$down" ] || missing="$missing rest"
}

undo_stopped_database() { compose start db >/dev/null 2>&1; }

requests() {
    loaded 240 30
    sleep 15
    undoing undo_stopped_database
    compose stop -t 30 db >/dev/null 2>&1
    sees 150 NexusDatabaseDown NexusErrorRatio NexusErrorBudgetBurnsFast NexusErrorBudgetBurns NexusErrorBudgetBurnsSlowly
    taken_back
    unloaded
}

# sessions that sleep in the server go on when the client has gone, and with them their locks
undo_sleepers() {
    [ -z "$locked" ] || kill "$locked" 2>/dev/null || true
    locked=""
    echo "select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep%' and pid <> pg_backend_pid()" |
        database >/dev/null
}

slow() {
    loaded 240 60
    sleep 10
    undoing undo_sleepers
    for _ in 1 2 3; do
        echo 'begin; lock table examination in access exclusive mode; select pg_sleep(25); commit;' | database >/dev/null 2>&1 || true
        sleep 1
    done &
    locked=$!
    sees 120 NexusPoolExhausted NexusSlowAnswers
    wait "$locked" || true
    taken_back
    unloaded
}

connections() {
    local used sleepers
    undoing undo_sleepers
    # nine tenths of them, and not all: the exporter needs one as well
    used="$(echo "select greatest(1, current_setting('max_connections')::int * 9 / 10 - count(*)) from pg_stat_activity where datname is not null" | database)"
    # shellcheck disable=SC2016 # expanded in the container
    compose exec -T db sh -c 'for one in $(seq "$1"); do
            psql -qAtX -U "$POSTGRES_USER" -d "$POSTGRES_DB" -c "select pg_sleep(75)" >/dev/null 2>&1 &
        done; wait' sh "$used" </dev/null &
    sleepers=$!
    sees 70 NexusDatabaseConnections
    wait "$sleepers" || true
    taken_back
}

undo_full_redis() { redis config set maxmemory 768mb >/dev/null && redis config set maxmemory-policy volatile-lru >/dev/null; }
undo_stopped_redis() { compose start redis >/dev/null 2>&1; }
undo_stopped_exporter() { compose start redis-exporter >/dev/null 2>&1; }
undo_old_backup() {
    echo "do \$\$ begin
            if to_regclass('backup_kept') is not null then
                insert into backup table backup_kept;
                drop table backup_kept;
                update flyway_schema_history set installed_on = installed_on + interval '3 days';
            end if;
          end \$\$" | database
}

stores() {
    local used
    used="$(redis info memory | sed -n 's/^used_memory:\([0-9]*\).*/\1/p')"
    undoing undo_full_redis
    redis config set maxmemory-policy noeviction >/dev/null
    redis config set maxmemory $((used * 105 / 100)) >/dev/null
    sees 90 NexusRedisMemory
    taken_back
    undoing undo_stopped_redis
    compose stop redis >/dev/null 2>&1
    sees 120 NexusRedisDown
    taken_back
    undoing undo_stopped_exporter
    compose stop redis-exporter >/dev/null 2>&1
    sees 90 NexusNotWatched
    taken_back
    undoing undo_old_backup
    echo "begin; create table backup_kept as table backup; delete from backup;
          update flyway_schema_history set installed_on = installed_on - interval '3 days'; commit" | database
    sees 90 NexusBackupOld
    taken_back
}

# a sealed dataset; its path is in $dataset
sealed() {
    make_ledger 1 "$1" >/dev/null
    upload
    await_status examiner "$dataset" LOADED
    post examiner "$dataset/seal" "$(cat "$work/totals.json")"
}

undo_refused_alerts() { echo 'grant insert on alert to nexus_writer' | database; }
undo_nobody_takes() {
    echo 'drop trigger if exists nobody_takes on scheduled_tasks; drop function if exists nobody_takes()' | database 2>/dev/null
}

runs() {
    local one
    sealed 20000
    undoing undo_refused_alerts
    echo 'revoke insert on alert from nexus_writer' | database
    for one in $(seq 5); do
        start_run
        for _ in $(seq 120); do
            call examiner GET "$run"
            [ "$(field status)" != FAILED ] || break
            sleep 1
        done
        echo "  run $one is $(field status)"
        sleep 12
    done
    taken_back
    sees 60 NexusRunsFail
    # nobody takes what waits: whoever marks a task as taken marks nothing
    undoing undo_nobody_takes
    echo "create function nobody_takes() returns trigger language plpgsql as 'begin if new.picked and not old.picked then return null; end if; return new; end';
          create trigger nobody_takes before update on scheduled_tasks for each row execute function nobody_takes()" | database
    start_run
    sees 240 NexusWorkWaits
    taken_back
    await_status examiner "$run" SUCCEEDED
}

# resumes SERVICE: every replica that is paused
resumes() {
    local one paused
    for one in $(containers "$1"); do
        paused="$(docker inspect -f '{{.State.Paused}}' "$one")" || return 1
        [ "$paused" = false ] || docker unpause "$one" >/dev/null || return 1
    done
}
undo_paused_api() { resumes nexus-api; }
undo_paused_frontend() { resumes nexus-frontend; }

replicas() {
    local one
    one="$(containers nexus-api | head -n 1)"
    undoing undo_paused_api
    docker pause "$one" >/dev/null
    sees 90 NexusInstanceDown
    for one in $(containers nexus-api); do docker pause "$one" >/dev/null 2>&1 || true; done
    sees 90 NexusDown
    taken_back
    await_health 180
    undoing undo_paused_frontend
    for one in $(containers nexus-frontend); do docker pause "$one" >/dev/null; done
    sees 90 NexusFrontendDown
    taken_back
    await_health 180
}

restarts() {
    local one before
    one="$(containers nexus-api | head -n 1)"
    sleep 12 # the start before the first one must have been seen, too
    for _ in 1 2 3; do
        before="$(docker inspect -f '{{.RestartCount}}' "$one")"
        kill -9 "$(docker inspect -f '{{.State.Pid}}' "$one")"
        # each start must have been seen before the next, and one that was killed is called healthy for a moment more
        for _ in $(seq 120); do
            [ "$(docker inspect -f '{{.RestartCount}} {{.State.Health.Status}}' "$one")" != "$((before + 1)) healthy" ] || break
            sleep 1
        done
        sleep 12
    done
    sees 60 NexusRestarts
    await_health 180
}

undo_little_processor() {
    local one
    for one in $(containers nexus-api); do docker update --cpus 2 "$one" >/dev/null || return 1; done
}

resources() {
    local one share address clients used
    # less and less of a processor: on a busy machine a replica may not get as much as it is allowed, and then is not at its limit
    loaded 300 60
    undoing undo_little_processor
    for share in 0.3 0.2 0.15 0.1; do
        for one in $(containers nexus-api); do docker update --cpus "$share" "$one" >/dev/null; done
        for _ in $(seq 30); do
            ! fires NexusProcessor || break 2
            sleep 2
        done
    done
    echo "  each replica has $share of a processor"
    sees 10 NexusProcessor
    taken_back
    unloaded
    # a replica of the same image and settings with a heap in which it has some room left, known to Prometheus by the service's name;
    # filled by more and more requests whose bodies do not end, as long as the alert does not fire
    one="$(containers nexus-api | head -n 1)"
    docker inspect -f '{{range .Config.Env}}{{println .}}{{end}}' "$one" | grep -v -e '^PATH=' -e '^JAVA_' >"$work/env"
    docker create --name "$watch-small" --env-file "$work/env" -e JAVA_TOOL_OPTIONS="-Xmx${NEXUS_SMALL_HEAP:-72}m" --tmpfs /tmp \
        --network "${project}_edge" --network-alias nexus-api "$(image_of nexus-api)" >/dev/null
    docker network connect "${project}_data" "$watch-small"
    docker start "$watch-small" >/dev/null
    while [ "$(docker inspect -f '{{.State.Running}} {{.State.Health.Status}}' "$watch-small")" = "true starting" ]; do sleep 2; done
    address="$(docker inspect -f "{{(index .NetworkSettings.Networks \"${project}_edge\").IPAddress}}" "$watch-small")"
    for clients in 40 80 120 160 200 240; do
        source_java "$scripts/bench/SlowClients.java" body "http://$address:8080/api/v1/auth/login" "$work/nobody" 40 300 >/dev/null 2>&1 &
        slow+=("$!")
        for _ in $(seq 12); do
            ! fires NexusMemory || break 2
            sleep 2
        done
    done
    used="$(curl -fs --max-time 5 "http://$address:8080/metrics" | sed -n 's/^jvm_memory_usage_after_gc{.*} //p')" || true
    echo "  $clients requests do not end; ${used:-nothing known} of the heap is used after a collection"
    sees 60 NexusMemory
    kill "${slow[@]}" 2>/dev/null || true
    slow=()
    docker rm -f "$watch-small" >/dev/null
    await_health 120
}

watching() {
    undoing undo_paused_frontend
    docker pause "$(containers nexus-frontend | head -n 1)" >/dev/null
    for one in $(containers nexus-frontend); do docker pause "$one" >/dev/null 2>&1 || true; done
    sees 150 NexusAlertsNotSent
    taken_back
}

# past the triggers that keep the trail, as only the owner of the server can
past_triggers() {
    { echo 'set session_replication_role = replica;' && cat; } | database
}

undo_changed_event() {
    echo "do \$\$ begin
            if to_regclass('event_kept') is not null then
                update audit_event e set actor = k.actor from event_kept k where e.id = k.id;
                drop table event_kept;
            end if;
          end \$\$" | past_triggers
}
# those alone that were moved: the service may have verified since
undo_old_verifications() {
    echo "do \$\$ begin
            if to_regclass('verification_kept') is not null then
                update audit_verification v set at = k.at from verification_kept k where v.id = k.id;
                drop table verification_kept;
            end if;
          end \$\$" | past_triggers
}

trail() {
    open_examination # events that no verification has seen, soon in the chain
    sleep 5
    undoing undo_changed_event
    echo "begin; create table event_kept as select * from audit_event order by id desc limit 1;
          update audit_event e set actor = 'somebody' from event_kept k where e.id = k.id; commit" | past_triggers
    verify_now
    sees 90 NexusTrailBroken
    taken_back
    verify_now
    undoing undo_old_verifications
    echo "begin; create table verification_kept as select id, at from audit_verification;
          update audit_verification set at = at - interval '2 hours'; commit" | past_triggers
    sees 90 NexusTrailNotVerified
    taken_back
}

# has the service verify the trail at once instead of after its interval
verify_now() {
    local before after
    before="$(echo 'select coalesce(max(id), 0) from audit_verification' | database)"
    for _ in $(seq 60); do
        echo "update scheduled_tasks set execution_time = now() where task_name = 'trail-verification' and not picked" | database
        sleep 2
        after="$(echo 'select coalesce(max(id), 0) from audit_verification' | database)"
        [ "$after" = "$before" ] || return 0
    done
    fail "no verification of the trail begins"
}

begin_watching
await_health 120
sign_in lead examiner reviewer
open_examination
groups=("$@")
[ "${#groups[@]}" -gt 0 ] || groups=(rest requests slow stores connections runs replicas restarts resources watching trail)
for group in "${groups[@]}"; do
    case "$group" in
        rest | requests | slow | stores | connections | runs | replicas | restarts | resources | watching | trail) ;;
        *) fail "there is no group $group; see --help" ;;
    esac
    say "$group"
    sign_in lead examiner reviewer
    "$group"
done
[ -z "$missing" ] || fail "not seen:$missing"
say "Every alert fired on its fault"
