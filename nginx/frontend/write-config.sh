#!/bin/sh
# Writes /config.js of the workbench from API_URL when the container starts: empty for the same origin, else http(s)://host[:port].
set -eu
target="${NEXUS_CONFIG_FOLDER:-/tmp/workbench}/config.js"
url="${API_URL:-}"
case "$url" in
    '' | http://* | https://*) ;;
    *) echo "write-config.sh: API_URL must be empty or begin with http:// or https://" >&2; exit 1 ;;
esac
case "$url" in
    *[!A-Za-z0-9:/._~%-]*) echo "write-config.sh: API_URL holds a character that no such address needs" >&2; exit 1 ;;
esac
mkdir -p "$(dirname "$target")"
printf "globalThis.NEXUS = Object.freeze({ apiUrl: '%s' });\n" "${url%/}" >"$target"
