#!/usr/bin/env bash
# Puts the API, the workers and the workbench back to the version before, and waits until they run. Two minutes are allowed.
#   scripts/rollback.sh [--to VERSION] [--no-health-check] [--dry-run] [--break-lock] [--help] [ENVIRONMENT]
# ENVIRONMENT is production by default. The schema stays as it is: every version runs on the schema of the next one. The version before
# is worked out once, for all three, from the one that came last; a deployment that is there already is left. So a second call goes on
# where the first stopped, and never brings the broken version again, also where the deployment went back by itself.
#   --to VERSION       that version, of those that `kubectl get replicasets -L version` shows: for going back further, or forth again
#   --no-health-check  does not judge the whole at the end
#   --dry-run          says what would go from where to where, and changes nothing
#   --break-lock       goes on although a deployment seems to be under way: where one was killed and left its lock
set -Eeuo pipefail

name=rollback.sh
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
# shellcheck source-path=SCRIPTDIR source=deployment.sh
. "$here/deployment.sh"
to=""
check=yes
dry=""
break_lock=""
environment=production
while [ $# -gt 0 ]; do
    case "$1" in
        -h | --help)
            sed -n '2,10s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
        --to)
            to="${2:?--to needs a version}"
            shift 2
            ;;
        --no-health-check)
            check=""
            shift
            ;;
        --dry-run)
            dry=yes
            shift
            ;;
        --break-lock)
            break_lock=yes
            shift
            ;;
        -*)
            echo "$name: there is no option $1; see --help" >&2
            exit 2
            ;;
        *)
            environment="$1"
            shift
            ;;
    esac
done
namespace="${NAMESPACE:-nexus-$environment}"
limit="${NEXUS_ROLLBACK_LIMIT:-120}"
deployments=(nexus-backend nexus-worker nexus-frontend)

fail() {
    printf '%s: %s\n' "$name" "$*" >&2
    exit 1
}

work="$(mktemp -d)"
# shellcheck disable=SC2317,SC2329 # called by the trap
finish() {
    local status=$?
    trap - EXIT
    trap '' INT TERM
    end_child
    if [ -n "$locked" ] && ! unlock && [ "$status" -eq 0 ]; then
        status=1
    fi
    rm -rf "$work"
    exit "$status"
}
trap finish EXIT
end_by_signals

if [ -z "$dry" ]; then
    [ -z "$break_lock" ] || unlock || exit 1
    lock "rollback${to:+ to $to}"
fi

# Of each deployment the version that it is told to run; and every version that it ran, with its revision and when it first came.
selector="app in ($(IFS=,; echo "${deployments[*]}"))"
kubectl get deployments -n "$namespace" -l "$selector" -o \
    'jsonpath={range .items[*]}{.metadata.name} {.spec.template.metadata.labels.version}{"\n"}{end}' >"$work/now" ||
    fail "what runs now cannot be seen"
kubectl get replicasets -n "$namespace" -l "$selector" -o \
    'jsonpath={range .items[*]}{.metadata.ownerReferences[0].name} {.metadata.annotations.deployment\.kubernetes\.io/revision} {.metadata.creationTimestamp} {.spec.template.metadata.labels.version}{"\n"}{end}' >"$work/history" ||
    fail "what ran before cannot be seen"

# now DEPLOYMENT: the version that it is told to run
now() {
    awk -v one="$1" '$1 == one { print $2 }' "$work/now"
}
# revision DEPLOYMENT VERSION: the latest with that version
revision() {
    awk -v one="$1" -v version="$2" '$1 == one && $4 == version && $2 > last { last = $2 + 0 } END { if (last) print last }' "$work/history"
}

# Revisions alone do not tell what is taken back: going back gives the old version a new number, and so does a restart. It is the
# version that came last for the first time; and the one before it is what ran last among the others, where it runs still.
if [ -z "$to" ]; then
    newest="$(LC_ALL=C sort -k 3,3 "$work/history" | awk '$4 != "" && !seen[$4]++ { last = $4 } END { print last }')"
    [ -n "$newest" ] || fail "no deployment in $namespace has a version: see kubectl rollout history, and say --to"
    others=""
    for one in "${deployments[@]}"; do
        if [ "$(now "$one")" = "$newest" ]; then
            to="$(awk -v one="$one" -v newest="$newest" \
                '$1 == one && $4 != "" && $4 != newest && $2 + 0 > last { last = $2 + 0; version = $4 } END { print version }' "$work/history")"
            [ -n "$to" ] || fail "deployment/$one ran no version before $newest"
            break
        fi
        others="$(printf '%s\n%s' "$others" "$(now "$one")" | sed '/^$/d' | LC_ALL=C sort -u)"
    done
    if [ -z "$to" ]; then
        [ "$(wc -l <<<"$others")" -eq 1 ] || fail "different versions run ($(tr '\n' ' ' <<<"$others")), and $newest was taken back already: say which with --to"
        to="$others"
        printf '%s was taken back already, and %s runs; to go back further: --to VERSION\n' "$newest" "$to"
    fi
fi

failed=()
back=()
for one in "${deployments[@]}"; do
    was="$(now "$one")"
    target="$(revision "$one" "$to")"
    if [ "$was" = "$to" ]; then
        printf 'deployment/%s: %s already\n' "$one" "$to"
        back+=("$one")
    elif [ -z "$target" ]; then
        printf '%s: deployment/%s has no revision of %s any more, and stays at %s\n' "$name" "$one" "$to" "${was:-nothing}" >&2
        failed+=("$one")
    else
        printf 'deployment/%s: %s -> %s (revision %s)\n' "$one" "$was" "$to" "$target"
        command=(kubectl rollout undo "deployment/$one" -n "$namespace" "--to-revision=$target")
        if [ -n "$dry" ]; then
            printf 'would run: %s\n' "${command[*]}"
        elif "${command[@]}"; then
            back+=("$one")
        else
            failed+=("$one")
        fi
    fi
done
if [ -z "$dry" ]; then
    for one in "${back[@]}"; do
        left=$((limit - SECONDS))
        [ "$left" -gt 0 ] || left=1
        patiently kubectl rollout status "deployment/$one" -n "$namespace" "--timeout=${left}s" || failed+=("$one")
    done
fi
[ ${#failed[@]} -eq 0 ] ||
    fail "not back after $SECONDS s: ${failed[*]}; see kubectl get pods -n $namespace. Calling this again goes on with what is missing"
[ -z "$dry" ] || exit 0
printf 'Rolled back to %s in %d s\n' "$to" "$SECONDS"
[ -z "$check" ] || NAMESPACE="$namespace" patiently "$here/health-check.sh" --mode k8s
