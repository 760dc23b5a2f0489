#!/usr/bin/env bash
# The disk of the database fills up under writes, uploads and reads, and is emptied again. Nothing acknowledged may be lost, each
# refusal says when to come back, and the service works again by itself.
#   scripts/bench/full-disk.sh [MEGABYTES] [SECONDS]      defaults: a disk of 600 MB, full for 20 seconds
# Starts a NEXUS of its own (port NEXUS_BENCH_PORT, heap NEXUS_BENCH_HEAP) over a disk in memory, for which it must be root, and
# stops it. Ends with 1 when an acknowledged write is missing, an answer is neither 2xx nor a refusal with Retry-After, nothing was
# refused, or the service does not recover within two minutes.
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,7s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

name=full-disk.sh
megabytes="${1:-600}"
seconds="${2:-20}"
# shellcheck source-path=SCRIPTDIR source=../api.sh
. "$(dirname "$0")/../api.sh"
# shellcheck source-path=SCRIPTDIR source=service.sh
. "$scripts/bench/service.sh"
[ "$(id -u)" = 0 ] || fail "only root can make the small disk"

disk="$work/disk"
mkdir -p "$disk"
mount -t tmpfs -o "size=${megabytes}m" tmpfs "$disk"
trap 'stop_everything; umount "$disk"; rm -rf "${work:?}"' EXIT

# attempt KIND METHOD PATH [curl options]: one line of kind, status and Retry-After in $work/answers
attempt() {
    local kind="$1" method="$2" path="$3" status
    shift 3
    status="$(curl -sS --max-time 60 -X "$method" -D "$work/$kind.headers" -o "$work/$kind.answer" -w '%{http_code}' "$@" "$base$path")" ||
        status=000
    printf '%s %s %s\n' "$kind" "$status" \
        "$(tr -d '\r' <"$work/$kind.headers" | sed -n 's/^[Rr]etry-[Aa]fter: //p' | head -n 1)" >>"$work/answers"
    [ "${status#2}" != "$status" ]
}

# until the file $work/over is there, each in its own process
writes() {
    while [ ! -e "$work/over" ]; do
        if attempt write POST /api/v1/examinations -H "@$work/lead" -H 'Content-Type: application/json' \
            --data-binary "@$work/examination.json"; then
            grep -o '"id":"[^"]*"' "$work/write.answer" | head -n 1 | sed 's/"id":"//; s/"//' >>"$work/written"
        fi
        sleep 0.05
    done
}
uploads() {
    while [ ! -e "$work/over" ]; do
        if attempt upload POST "$examination/datasets" -H "@$work/examiner" -F "file=@$work/ledger.csv;type=text/csv" -F kind=PAYMENTS; then
            grep -o '"id":"[^"]*"' "$work/upload.answer" | head -n 1 | sed 's/"id":"//; s/"//' >>"$work/uploaded"
        fi
        sleep 0.2
    done
}
reads() {
    while [ ! -e "$work/over" ]; do
        attempt read GET "$examination" -H "@$work/lead" || true
        sleep 0.05
    done
}

say "Start over a disk of $megabytes MB"
build_service
start_service "$disk/data"
sign_in lead examiner reviewer
open_examination
make_ledger 1 50000 >/dev/null
printf '{"title":"Written","institution":"Sample Municipality","periodStart":"2025-01-01","periodEnd":"2025-12-31","currency":"EUR","materiality":"50000.00"}' \
    >"$work/examination.json"
: >"$work/answers"
: >"$work/written"
: >"$work/uploaded"

say "Writes, uploads and reads; after 5 s the disk is filled, after $seconds s it has room again"
writes &
writing=$!
uploads &
uploading=$!
reads &
reading=$!
sleep 5
echo "  free before: $(df --output=avail -m "$disk" | tail -n 1 | tr -d ' ') MB"
dd if=/dev/zero of="$disk/ballast" bs=1M status=none 2>/dev/null || true
sleep "$seconds"
rm "$disk/ballast"
since="$SECONDS"
await_health 120
recovered=$((SECONDS - since))
sleep 5
touch "$work/over"
wait "$writing" "$uploading" "$reading"
sort "$work/answers" | awk '{ key = $1 " " $2 ($3 == "" ? "" : " with Retry-After"); n[key]++ } END { for (k in n) printf "  %6d  %s\n", n[k], k }' | sort -k2
echo "  healthy $recovered s after there was room"

say "What was acknowledged"
sign_in lead examiner reviewer
lost=0
while read -r id; do
    status="$(curl -s -o /dev/null -w '%{http_code}' -H "@$work/lead" "$base/api/v1/examinations/$id")"
    [ "$status" = 200 ] || lost=$((lost + 1))
done <"$work/written"
while read -r id; do
    await_status examiner "/api/v1/datasets/$id" LOADED
    [ "$(field rows)" = 50000 ] || lost=$((lost + 1))
done <"$work/uploaded"
echo "  $(wc -l <"$work/written") writes and $(wc -l <"$work/uploaded") uploads, $lost lost; every upload is loaded whole"
[ "$lost" = 0 ] || fail "what was acknowledged is lost"
bad="$(grep -c -v -E '^[a-z]+ (2[0-9][0-9] ?|(429|503) [0-9]+)$' "$work/answers" || true)"
[ "$bad" = 0 ] || fail "$bad answers were neither 2xx nor a refusal with Retry-After"
grep -q -E '^(write|upload) 503 ' "$work/answers" || fail "nothing was refused: the disk was not full"
say "A full disk was survived"
