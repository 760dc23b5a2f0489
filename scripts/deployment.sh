#!/usr/bin/env bash
# What the scripts share that change what runs: the lock of deployments, and waiting that a signal ends. To be sourced. Expects the
# variable $namespace where there is a lock to be taken.

# The command that is waited for. bash runs a trap only when no command stands in its foreground, and a cancelled workflow is killed ten
# seconds after its first signal, so whatever may last runs beside the script.
child=""
cut_off=""

# patiently COMMAND...: runs it, and is ended by a signal at once
patiently() {
    local ended=0
    "$@" &
    child=$!
    wait "$child" || ended=$?
    child=""
    return "$ended"
}

# end_child: ends the command that is waited for, so that it changes nothing any more
end_child() {
    [ -n "$child" ] || return 0
    kill "$child" 2>/dev/null || true
    wait "$child" 2>/dev/null || true
    child=""
}

# end_by_signals: INT and TERM end the script by its trap of EXIT, which sees by $cut_off that it was cut off
end_by_signals() {
    trap 'cut_off=130; exit 130' INT
    trap 'cut_off=143; exit 143' TERM
}

# shellcheck disable=SC2034 # asked by who sources this
locked=""
# lock WHAT: takes the lock of deployments, or says who has it
lock() {
    local made=yes
    # a signal meanwhile waits until it is known whose the lock is
    trap 'cut_off=130' INT
    trap 'cut_off=143' TERM
    kubectl create configmap nexus-deploy-lock -n "${namespace:?}" "--from-literal=what=$1" \
        "--from-literal=by=${USER:-$(id -un)}@$(uname -n), process $$" "--from-literal=since=$(date -u +%Y-%m-%dT%H:%M:%SZ)" >/dev/null || made=""
    [ -z "$made" ] || locked=yes
    end_by_signals
    [ -z "$cut_off" ] || exit "$cut_off"
    [ -n "$made" ] || {
        kubectl get configmap nexus-deploy-lock -n "$namespace" --ignore-not-found \
            -o 'jsonpath={.data.what}, by {.data.by}, since {.data.since}{"\n"}' >&2 || true
        fail "another deployment is under way; if none is, --break-lock"
    }
}

unlock() {
    # shellcheck disable=SC2034
    locked=""
    kubectl delete configmap nexus-deploy-lock -n "$namespace" --ignore-not-found >/dev/null && return
    printf 'The lock could not be removed, and the next deployment will be refused: kubectl delete configmap nexus-deploy-lock -n %s\n' "$namespace" >&2
    return 1
}
