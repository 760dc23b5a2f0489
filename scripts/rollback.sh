#!/usr/bin/env bash
# Puts the API, the workers and the workbench back to the version before, and waits until they run. Two minutes are allowed.
#   scripts/rollback.sh [--to-revision N] [--no-health-check] [--dry-run] [--help] [ENVIRONMENT]
# ENVIRONMENT is production by default. The schema stays as it is: every version runs on the schema of the next one. --to-revision
# is a revision of deployment/nexus-backend alone, for going back further: kubectl rollout history deployment/nexus-backend
set -Eeuo pipefail

name=rollback.sh
here="$(dirname "${BASH_SOURCE[0]}")"
revision=""
check=yes
dry=""
environment=production
while [ $# -gt 0 ]; do
    case "$1" in
        -h | --help)
            sed -n '2,5s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
        --to-revision)
            revision="${2:?--to-revision needs a number}"
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
[[ "$revision" =~ ^[0-9]*$ ]] || {
    echo "$name: $revision is not the number of a revision" >&2
    exit 2
}
namespace="${NAMESPACE:-nexus-$environment}"
limit="${NEXUS_ROLLBACK_LIMIT:-120}"

deployments=(nexus-backend nexus-worker nexus-frontend)
[ -z "$revision" ] || deployments=(nexus-backend)
for one in "${deployments[@]}"; do
    command=(kubectl rollout undo "deployment/$one" -n "$namespace")
    [ -z "$revision" ] || command+=("--to-revision=$revision")
    if [ -n "$dry" ]; then
        printf 'would run: %s\n' "${command[*]}"
    else
        "${command[@]}"
    fi
done
[ -z "$dry" ] || exit 0

for one in "${deployments[@]}"; do
    left=$((limit - SECONDS))
    [ "$left" -gt 0 ] || left=1
    kubectl rollout status "deployment/$one" -n "$namespace" "--timeout=${left}s" || {
        echo "$name: $one is not back after $SECONDS s: kubectl get pods -n $namespace" >&2
        exit 1
    }
done
printf 'Rolled back in %d s\n' "$SECONDS"
[ -z "$check" ] || NAMESPACE="$namespace" "$here/health-check.sh" --mode k8s
