#!/usr/bin/env bash
# Deploys the version that is asked for, by digest: foundation, database, cache, application, edge, monitoring; waits for what runs in
# each; checks the health; goes back by itself when the new version does not come up, or when this is cut off by INT or TERM. Ten
# minutes are allowed, and the time is printed. Monitoring that does not come up is said, and no reason to go back.
#   scripts/deploy-production.sh [--dry-run] [--backup] [--break-lock] [--help] VERSION [ENVIRONMENT]
# VERSION is a tag that both images have (v1.2.3), and is looked up once; or set NEXUS_BACKEND_DIGEST and NEXUS_FRONTEND_DIGEST
# (sha256:...), as the workflow does. `latest` is refused: nobody could tell afterwards what ran. ENVIRONMENT is production.
#   --dry-run      says what would be done, in its order, and changes nothing
#   --backup       makes a backup first, by the nightly CronJob's own job, and stops when that fails; its time is not counted
#   --break-lock   goes on although another deployment seems to be under way
#   KUBE_CONTEXT   refuses any other context of kubectl; NEXUS_REGISTRY where the images are, ghcr.io/nexus-platform
set -Eeuo pipefail

name=deploy-production.sh
here="$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)"
root="$(cd "$here/.." && pwd)"
# shellcheck source-path=SCRIPTDIR source=deployment.sh
. "$here/deployment.sh"

fail() {
    printf '%s: %s\n' "$name" "$*" >&2
    exit 1
}
say() {
    printf '[%3d s] %s\n' "$SECONDS" "$*"
}

dry=""
backup=""
break_lock=""
words=()
while [ $# -gt 0 ]; do
    case "$1" in
        -h | --help)
            sed -n '2,11s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
        --dry-run) dry=yes ;;
        --backup) backup=yes ;;
        --break-lock) break_lock=yes ;;
        -*) fail "there is no option $1; see --help" ;;
        *) words+=("$1") ;;
    esac
    shift
done
version="${words[0]:-}"
environment="${words[1]:-production}"
[ -n "$version" ] || fail "say which version: $name v1.2.3. See --help"
[ "$version" != latest ] || fail "'latest' is no version: say which one, so that it can be said afterwards what runs"
[[ "$version" =~ ^[A-Za-z0-9][A-Za-z0-9._-]{0,62}$ ]] || fail "'$version' cannot be the tag of an image"
[ -d "$root/k8s/$environment" ] || fail "there is no environment $environment: k8s/$environment is missing"
namespace="nexus-$environment"
registry="${NEXUS_REGISTRY:-ghcr.io/nexus-platform}"
limit="${NEXUS_DEPLOY_LIMIT:-600}"
stages=(foundation database cache backup application edge monitoring)

work="$(mktemp -d)"
applied=""
begun=""
moved=()
# Who cancels a workflow kills this ten seconds later: then what ran before is put back and the lock removed first, and what the cluster
# says of it comes after, as far as there is time.
# shellcheck disable=SC2317,SC2329 # called by the trap
finish() {
    local status=$?
    trap - EXIT
    trap 'cut_off=yes; end_child' INT TERM
    end_child
    if [ "$status" -ne 0 ] && [ -n "$applied" ]; then
        [ -n "$cut_off" ] || diagnose || true
        [ -z "$begun" ] || go_back || true
    fi
    trap '' INT TERM
    if [ -n "$locked" ] && ! unlock && [ "$status" -eq 0 ]; then
        status=1
    fi
    trap 'end_child; rm -rf "$work"; exit "$status"' INT TERM
    if [ -n "$cut_off" ] && [ -n "$applied" ]; then
        diagnose || true
    fi
    rm -rf "$work"
    exit "$status"
}
trap finish EXIT
end_by_signals

# change COMMAND...: what alters the cluster, or says so in a dry run
change() {
    if [ -n "$dry" ]; then
        printf '        would run: %s\n' "$*"
    else
        "$@"
    fi
}

# lasting COMMAND...: the same of what may last
lasting() {
    if [ -n "$dry" ]; then
        change "$@"
    else
        patiently "$@"
    fi
}

# state_of DEPLOYMENT: its revision, and the generation, which moves at once where the revision may take a moment; nothing where there is none
state_of() {
    kubectl get deployment "$1" -n "$namespace" --ignore-not-found \
        -o 'jsonpath={.metadata.annotations.deployment\.kubernetes\.io/revision} {.metadata.generation}'
}

# shellcheck disable=SC2317,SC2329 # called by the trap
diagnose() {
    say "It failed. What the cluster says of it:"
    patiently kubectl get pods -n "$namespace" -o wide --request-timeout=10s >&2 || true
    patiently kubectl get events -n "$namespace" --sort-by=.lastTimestamp --request-timeout=10s >"$work/events" 2>/dev/null || true
    tail -n 20 "$work/events" >&2
    patiently kubectl logs -n "$namespace" -l app=nexus-backend --prefix --tail=20 --request-timeout=10s >&2 || true
}

# shellcheck disable=SC2317,SC2329 # called by the trap
go_back() {
    if ! grep -q ' .' "$work/before"; then
        say "There is no version before this one to go back to"
        return
    fi
    say "Going back to what ran before"
    local one bad="" since="$SECONDS"
    # half of it would be worse than either version
    trap '' INT TERM
    undo || bad=yes
    trap 'cut_off=yes; end_child' INT TERM
    for one in "${moved[@]}"; do
        [ -z "$cut_off" ] || break
        patiently kubectl rollout status "deployment/$one" -n "$namespace" "--timeout=$((120 + since - SECONDS > 1 ? 120 + since - SECONDS : 1))s" || bad=yes
    done
    if [ -n "$cut_off" ]; then
        say "Whether the version before runs again was not waited for: kubectl rollout status deployment/nexus-backend -n $namespace"
    elif [ -z "$bad" ]; then
        say "The version before runs again"
    else
        say "Going back failed too: see docs/runbook.md, A deployment hangs"
    fi
}

# undo: each deployment that is not as it was goes back; the others are left
# shellcheck disable=SC2317,SC2329 # called by the trap
undo() {
    local one was now bad=""
    while read -r one was; do
        now="$(state_of "$one")" || now=unknown
        if [ -z "$was" ]; then
            say "  deployment/$one was not there before, and is left"
        elif [ "$was" = "$now" ]; then
            say "  deployment/$one is as it was"
        else
            # to that very revision: "the one before" would be a version too far where nothing was changed
            kubectl rollout undo "deployment/$one" -n "$namespace" "--to-revision=${was%% *}" </dev/null || bad=yes
            moved+=("$one")
        fi
    done <"$work/before"
    [ -z "$bad" ]
}

# The job of the nightly CronJob, at once: it needs no way into the database's pod, and the dump is where the others are.
back_up() {
    local job since="$SECONDS" state=""
    job="nexus-backup-$(date -u +%Y%m%d-%H%M%S)"
    change kubectl create job "$job" -n "$namespace" --from=cronjob/nexus-backup || fail "the backup cannot be begun, and nothing was deployed"
    [ -z "$dry" ] || return 0
    while [ "$state" != Complete ]; do
        state="$(kubectl get job "$job" -n "$namespace" -o 'jsonpath={.status.conditions[?(@.status=="True")].type}')" ||
            fail "the backup cannot be followed, and nothing was deployed"
        case " $state " in
            *" Complete "*) state=Complete ;;
            *" Failed "*)
                kubectl logs -n "$namespace" -l "job-name=$job" --tail=20 >&2 || true
                fail "the backup failed, and nothing was deployed"
                ;;
            *)
                [ $((SECONDS - since)) -lt 7200 ] || fail "the backup is not done after two hours, and nothing was deployed"
                sleep 2
                ;;
        esac
    done
    limit=$((limit + SECONDS - since))
}

digest_of() {
    local image="$1" given="$2" found=""
    if [ -n "$given" ]; then
        found="$given"
    elif command -v crane >/dev/null; then
        found="$(crane digest "$image:$version")"
    elif command -v skopeo >/dev/null; then
        found="$(skopeo inspect --format '{{.Digest}}' "docker://$image:$version")"
    elif command -v docker >/dev/null; then
        found="$(docker buildx imagetools inspect --format '{{.Manifest.Digest}}' "$image:$version")"
    else
        fail "no crane, skopeo or docker to look $image:$version up with; set NEXUS_BACKEND_DIGEST and NEXUS_FRONTEND_DIGEST"
    fi
    [[ "$found" =~ ^sha256:[0-9a-f]{64}$ ]] || fail "$image:$version has no digest: '$found'"
    printf '%s\n' "$found"
}

# The time that is left of the limit, in seconds, but no more than the first argument.
at_most() {
    local left=$((limit - SECONDS))
    [ "$left" -gt 0 ] || fail "more than $limit s have passed"
    [ "$left" -lt "$1" ] || left="$1"
    printf '%ss' "$left"
}

apply_stage() {
    say "Applying: $1"
    lasting kubectl apply -n "$namespace" -f "$work/manifests.yaml" -l "app.kubernetes.io/component=$1" --server-side --force-conflicts --field-manager=nexus-deploy
}

await() {
    local left
    left="$(at_most "$2")"
    lasting kubectl rollout status "$1" -n "$namespace" "--timeout=$left"
}

# What watches is no part of what serves: a version that is well is not taken back because a dashboard does not come up.
await_monitoring() {
    local one names since="$SECONDS" late=()
    names="$(kubectl get deployments -n "$namespace" -l app.kubernetes.io/component=monitoring -o 'jsonpath={.items[*].metadata.name}')" || names=""
    [ -n "$names" ] || say "Warning: no deployment of the monitoring is there"
    for one in $names; do
        patiently kubectl rollout status "deployment/$one" -n "$namespace" "--timeout=$((120 + since - SECONDS > 1 ? 120 + since - SECONDS : 1))s" || late+=("$one")
    done
    [ ${#late[@]} -eq 0 ] || say "Warning: of the monitoring ${late[*]} did not come up: kubectl get pods -n $namespace -l app.kubernetes.io/component=monitoring"
}

say "Deploying $version to $environment"
command -v kubectl >/dev/null || fail "kubectl is missing"
kubectl version --request-timeout=10s >/dev/null 2>&1 || fail "the cluster does not answer: kubectl version"
context="$(kubectl config current-context)"
[ -z "${KUBE_CONTEXT:-}" ] || [ "$context" = "$KUBE_CONTEXT" ] ||
    fail "kubectl talks to $context, not to $KUBE_CONTEXT"
for right in "patch deployments" "patch statefulsets" "patch configmaps"; do
    # shellcheck disable=SC2086 # two words
    kubectl auth can-i $right -n "$namespace" >/dev/null || fail "kubectl may not $right in $namespace ($context)"
done

backend="$registry/nexus-backend"
frontend="$registry/nexus-frontend"
backend_digest="$(digest_of "$backend" "${NEXUS_BACKEND_DIGEST:-}")"
frontend_digest="$(digest_of "$frontend" "${NEXUS_FRONTEND_DIGEST:-}")"
say "  $backend@$backend_digest"
say "  $frontend@$frontend_digest"

# A kustomization on top of the one in the repository, in a copy, so that nothing in the checkout changes.
mkdir -p "$work/tree/scripts" "$work/tree/deploy"
cp -R "$root/k8s" "$root/monitoring" "$work/tree/"
cp "$root/scripts/kustomization.yaml" "$root/scripts/backup.sh" "$root/scripts/database.sh" "$work/tree/scripts/"
cat >"$work/tree/deploy/kustomization.yaml" <<YAML
apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
resources:
  - ../k8s/$environment
patches:
  # the databases keep theirs: a label in their template would restart them with every version
  - target:
      kind: Deployment
      name: nexus-(backend|worker|frontend)
    patch: |-
      - op: add
        path: /metadata/labels/version
        value: "$version"
      - op: add
        path: /spec/template/metadata/labels/version
        value: "$version"
  # they read nexus-config when they start: without this another value would reach nobody until the next version
  - target:
      kind: Deployment
      name: nexus-(backend|worker)
    patch: |-
      - op: add
        path: /spec/template/metadata/annotations
        value: {checksum/nexus-config: "$(cksum <"$root/k8s/$environment/configmap.yaml" | cut -d ' ' -f 1)"}
images:
  - name: ghcr.io/nexus-platform/nexus-backend
    newName: $backend
    digest: $backend_digest
  - name: ghcr.io/nexus-platform/nexus-frontend
    newName: $frontend
    digest: $frontend_digest
YAML
kubectl kustomize "$work/tree/deploy" >"$work/manifests.yaml" || fail "the manifests cannot be rendered"
if grep -nE 'image:.*(:undeployed|:latest)$' "$work/manifests.yaml"; then
    fail "an image above has no version"
fi

if ! kubectl get namespace "$namespace" >/dev/null 2>&1; then
    say "Making the namespace"
    change kubectl apply -f "$work/manifests.yaml" -l app.kubernetes.io/component=namespace --server-side --field-manager=nexus-deploy
fi

# Only the names of the keys and whether a value is a placeholder leave the cluster, no value.
# shellcheck disable=SC2016 # a template of kubectl's
template='{{range $key, $value := .data}}{{$key}}{{if eq (printf "%.10s" (base64decode $value)) "replace-me"}} placeholder{{end}}{{if not $value}} empty{{end}}{{"\n"}}{{end}}'
if ! kubectl get secret nexus-secrets -n "$namespace" -o "go-template=$template" >"$work/keys" 2>/dev/null; then
    [ -n "$dry" ] || fail "the secret nexus-secrets is missing in $namespace: fill a copy of k8s/$environment/secrets.example.yaml and apply it"
    say "  the secret nexus-secrets cannot be read; a real deployment would end here"
else
    sed -n '/^stringData:/,$s/^  \([a-z-]*\):.*/\1/p' "$root/k8s/$environment/secrets.example.yaml" >"$work/wanted"
    while read -r key; do
        grep -qx "$key" "$work/keys" || fail "the secret nexus-secrets has no proper value for $key; see k8s/$environment/secrets.example.yaml"
    done <"$work/wanted"
fi

if [ -z "$dry" ]; then
    [ -z "$break_lock" ] || unlock || exit 1
    lock "deployment of $version"
fi

if [ -n "$backup" ]; then
    say "Backing up first, into the claim nexus-backups"
    back_up
fi

for one in nexus-backend nexus-worker nexus-frontend; do
    state="$(state_of "$one")" || fail "what runs now cannot be seen"
    printf '%s %s\n' "$one" "$state"
done >"$work/before"

[ -n "$dry" ] || applied=yes
for stage in "${stages[@]}"; do
    [ "$stage" != application ] || [ -n "$dry" ] || begun=yes
    apply_stage "$stage"
    case "$stage" in
        database) await statefulset/postgres 300 ;;
        cache) await deployment/redis 120 ;;
        application)
            # by discovery, which everybody may; the definition itself belongs to the whole cluster
            if kubectl api-resources --api-group=autoscaling.k8s.io -o name 2>/dev/null | grep -q '^verticalpodautoscalers'; then
                change kubectl apply -n "$namespace" -f "$root/k8s/$environment/vpa.yaml" --server-side --field-manager=nexus-deploy
            fi
            await deployment/nexus-backend 420
            await deployment/nexus-worker 300
            await deployment/nexus-frontend 120
            ;;
    esac
done

if [ -n "$dry" ]; then
    say "Nothing was changed"
    exit 0
fi

NAMESPACE="$namespace" patiently "$here/health-check.sh" --mode k8s || fail "the new version runs, but is not healthy"
[ "$SECONDS" -le "$limit" ] || fail "more than $limit s have passed"
begun=""
took="$SECONDS"
await_monitoring
unlock || fail "$version runs and is healthy, but the lock is still there"
say "Deployed $version in $took s"
