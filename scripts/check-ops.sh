#!/usr/bin/env bash
# Checks what operations consist of, each part by the tool that reads it in production: scripts, workflows, rules of the monitoring and
# their tests, alert routing, nginx, compose files, manifests. Says which tools are missing; they are a failure only with --strict.
#   scripts/check-ops.sh [--strict] [--help]
# On Debian .ci/tools gets them without installing anything: .ci/tools target/tools && PATH="$PWD/target/tools/bin:$PATH" scripts/check-ops.sh
set -Eeuo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."
strict=""
case "${1:-}" in
    -h | --help)
        sed -n '2,5s/^# \{0,1\}//p' "scripts/check-ops.sh"
        exit 0
        ;;
    --strict) strict=yes ;;
    "") ;;
    *)
        echo "check-ops.sh: there is no option $1; see --help" >&2
        exit 2
        ;;
esac
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
bad=0
missing=""

# check WHAT COMMAND...: prints one line, and the command's words when it refuses
check() {
    local what="$1"
    shift
    if "$@" >"$work/said" 2>&1; then
        printf 'ok      %s\n' "$what"
    else
        printf 'FAIL    %s\n' "$what"
        sed 's/^/        /' "$work/said"
        bad=$((bad + 1))
    fi
}

# have TOOL WHAT...: whether it is installed; notes it when not
have() {
    command -v "$1" >/dev/null 2>&1 && return
    printf 'missing %s: %s\n' "$1" "$2"
    missing="$missing $1"
    return 1
}

mapfile -t scripts < <(find scripts .ci k8s -type f \( -name '*.sh' -o -path '.ci/*' \) | LC_ALL=C sort)
if have shellcheck "${#scripts[@]} scripts"; then
    check "${#scripts[@]} scripts (shellcheck)" shellcheck -x "${scripts[@]}"
fi

if have actionlint "workflows"; then
    check "workflows (actionlint)" actionlint .github/workflows/*.yml
fi

if have promtool "configuration, rules, tests and dashboard of the monitoring"; then
    check "monitoring/prometheus-config.yaml (promtool)" promtool check config monitoring/prometheus-config.yaml
    check "monitoring/nexus_rules_test.yml (promtool)" promtool test rules monitoring/nexus_rules_test.yml
    # the expressions of the dashboard, as rules of their own
    {
        echo "groups: [{name: dashboard, rules: ["
        sed -n 's/^ *"expr": \(".*"\),\{0,1\}$/\1/p' monitoring/grafana/dashboards/nexus.json |
            awk '{ printf "{record: \"dashboard:panel%d\", expr: %s},\n", NR, $0 }'
        echo "]}]"
    } >"$work/dashboard.yml"
    check "$(grep -c record "$work/dashboard.yml") expressions of the dashboard (promtool)" promtool check rules "$work/dashboard.yml"
fi

if have amtool "monitoring/alertmanager.yml"; then
    check "monitoring/alertmanager.yml (amtool)" amtool check-config monitoring/alertmanager.yml
fi

# nginx -t wants certificates, its types, and ports that are free. All are made here. An nginx before 1.25.1 has HTTP/2 in `listen`.
nginx_reads() {
    local file="$1" old=""
    if nginx -v 2>&1 | grep -qE 'nginx/1\.(1?[0-9]|2[0-4])\.|nginx/1\.25\.0'; then old='/^ *http2 on;/d'; fi
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 1 -subj /CN=localhost \
        -keyout "$work/nexus.key" -out "$work/nexus.crt" 2>/dev/null
    {
        echo 'types { text/html html; }'
        for kind in client_body proxy fastcgi uwsgi scgi; do echo "${kind}_temp_path $work/$kind;"; done
    } >"$work/mime.types"
    sed -e "s#/etc/ssl/certs/nexus.crt#$work/nexus.crt#g; s#/etc/ssl/private/nexus.key#$work/nexus.key#g" \
        -e "s#^\( *pid \).*#\1$work/nginx.pid;#; s#/etc/nginx/mime.types#$work/mime.types#" \
        -e "s#/etc/nginx/upstream/#$PWD/nginx/upstream/#" \
        -e 's#\(listen .*\)\b\(80\|443\|8080\|8081\|9113\)\b#\13\2#' ${old:+-e "$old"} "$file" >"$work/nginx.conf"
    nginx -t -p "$work" -c "$work/nginx.conf" -e stderr
}
# the frontend's server stands in a frame of its own, and has a variable that is put in when the container starts
frontend_reads() {
    mkdir -p "$work/conf.d"
    # shellcheck disable=SC2016 # a variable of the template
    sed 's/\${API_URL}//g; s#\(listen .*\)\b\(8080\|9113\)\b#\13\2#' nginx/frontend/default.conf.template >"$work/conf.d/default.conf"
    sed "s#/etc/nginx/conf.d/#$work/conf.d/#; /_temp_path /d" nginx/frontend/nginx.conf >"$work/frontend.conf"
    nginx_reads "$work/frontend.conf"
}
if [ -f nginx/nginx.conf ]; then
    if have nginx "nginx/nginx.conf" && have openssl "nginx/nginx.conf"; then
        check "nginx/nginx.conf (nginx -t)" nginx_reads nginx/nginx.conf
        check "nginx/frontend (nginx -t)" frontend_reads
    fi
fi

compose_reads() {
    local variable
    # required variables get a value of no use, so that only the file is judged
    while read -r variable; do
        export "$variable=${!variable:-checked}"
    done < <(grep -oE '\$\{[A-Z_]+:?\?' "$1" | grep -oE '[A-Z_]+' | sort -u)
    docker compose -f "$1" --profile '*' config --quiet
}
for file in docker-compose.dev.yml docker-compose.production.yml; do
    [ -f "$file" ] || continue
    if have docker "$file" && docker compose version >/dev/null 2>&1; then
        check "$file (docker compose config)" compose_reads "$file"
    fi
done

renders() {
    kubectl kustomize k8s/production >"$work/rendered.yaml" && [ "$(grep -c '^kind:' "$work/rendered.yaml")" -gt 40 ]
}
if have kubectl "k8s/production"; then
    check "k8s/production (kubectl kustomize)" renders
fi

[ -z "$missing" ] || printf 'Not checked, for want of:%s\n' "$missing"
if [ "$bad" -gt 0 ] || { [ -n "$strict" ] && [ -n "$missing" ]; }; then
    exit 1
fi
