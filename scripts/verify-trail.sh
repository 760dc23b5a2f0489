#!/usr/bin/env bash
# Verifies an export of the trail without NEXUS: every hash, every link, every signed checkpoint.
# Usage: scripts/verify-trail.sh FILE [--public-key FILE|BASE64]... [--anchor SEQUENCE:HASH]
#   FILE          what GET /api/v1/audit/export answered (JSON lines)
#   --public-key  key to believe, kept outside of the export, as PEM or base64; without it the export's own keys are believed
#   --anchor      a link that was kept elsewhere, to be found again
# Needs bash, awk, sha256sum and OpenSSL 3. Exit code 0: whole; 1: broken, the first broken link is named; 2: used wrongly.
set -euo pipefail
export LC_ALL=C
usage() { sed -n '2,8p' "$0" >&2; exit 2; }
if [ $# -lt 1 ] || [ ! -r "$1" ]; then usage; fi
file=$1; shift
keys=() anchor=
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || usage
  case $1 in
    --public-key) if [ -r "$2" ]; then keys+=("$(grep -v -- '-----' "$2" | tr -d '\n')"); else keys+=("$2"); fi ;;
    --anchor) anchor=$2 ;;
    *) usage ;;
  esac
  shift 2
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
broken() { echo "BROKEN at link $1: $2"; exit 1; }

# The hash stands in front of the exact text that is hashed: {"hash":"<64 digits>","link":<text>}
awk '/^\{"hash":"/' "$file" > "$work/links"
mkdir "$work/texts"
number=0
: > "$work/computed"
while :; do
  awk -v from="$number" -v folder="$work/texts" 'NR > from && NR <= from + 20000 {
    text = sprintf("%s/%09d", folder, NR); printf "%s", substr($0, 83, length($0) - 83) > text; close(text) }' "$work/links"
  found=$(find "$work/texts" -type f | wc -l)
  [ "$found" -gt 0 ] || break
  find "$work/texts" -type f | sort | xargs sha256sum | awk '{ print $1 }' >> "$work/computed"
  find "$work/texts" -type f -delete
  number=$((number + found))
done

# Each link: its own hash, the one before it, its place. The members after the event are the last of the text.
paste -d ' ' "$work/computed" "$work/links" | awk -v anchor="$anchor" '
  BEGIN { previous = sprintf("%064d", 0); split(anchor, kept, ":") }
  failed { next } # reading on, so that nobody writes into a closed pipe
  {
    computed = substr($0, 1, 64); line = substr($0, 66); stated = substr(line, 10, 64); place = NR
    if (!match(line, /,"previousHash":"[0-9a-f]+","sequence":[0-9]+\}\}$/)) { bad("the link cannot be read"); next }
    split(substr(line, RSTART, RLENGTH), parts, /"/)
    sequence = parts[7]; gsub(/[^0-9]/, "", sequence)
    if (sequence != place) { bad("the link is missing"); next }
    if (parts[4] != previous) { bad("it does not name the hash of the link before it"); next }
    if (computed != stated) { bad("its hash is not that of its content"); next }
    if (kept[1] != "" && kept[1] == place && kept[2] != stated) { bad("its hash is not the one that was kept elsewhere"); next }
    previous = stated
    print place, stated > "/dev/stderr"
  }
  END { if (!failed && kept[1] != "" && kept[1] + 0 > NR) { place = NR + 1; bad("the chain ends here, though link " kept[1] " was kept elsewhere") } }
  function bad(what) { failed = 1; print place, what }
' 2> "$work/hashes" > "$work/verdict"
if [ -s "$work/verdict" ]; then read -r place what < "$work/verdict"; broken "$place" "$what"; fi
links=$(wc -l < "$work/hashes")

# Public keys that are believed, by identity: the first 16 digits of the SHA-256 of the key.
if [ ${#keys[@]} -eq 0 ]; then
  mapfile -t keys < <(sed -n 's/^{"publicKey":"\([A-Za-z0-9+\/=]*\)".*/\1/p' "$file")
fi
for key in "${keys[@]}"; do
  printf '%s' "$key" | base64 -d > "$work/key.der" 2>/dev/null || { echo "not a public key: $key" >&2; exit 2; }
  id=$(sha256sum "$work/key.der"); id=${id:0:16}
  openssl pkey -pubin -inform DER -in "$work/key.der" -out "$work/key-$id.pem" 2>/dev/null || { echo "not a public key: $key" >&2; exit 2; }
done

# The signature stands in front of the exact text that is signed: {"signature":"<88 characters>","checkpoint":<text>}
checkpoints=0 signed=0
while IFS= read -r line; do
  text=${line:117:${#line}-118}
  printf '%s' "$text" > "$work/text"
  printf '%s' "${line:14:88}" | base64 -d > "$work/signature" 2>/dev/null || : > "$work/signature"
  hash=$(sed -n 's/.*"hash":"\([0-9a-f]*\)".*/\1/p' "$work/text")
  id=$(sed -n 's/.*"keyId":"\([0-9a-f]*\)".*/\1/p' "$work/text")
  number=$(sed -n 's/.*"number":\([0-9]*\).*/\1/p' "$work/text")
  sequence=$(sed -n 's/.*"sequence":\([0-9]*\).*/\1/p' "$work/text")
  checkpoints=$((checkpoints + 1))
  [ "$number" = "$checkpoints" ] || broken "${sequence:-?}" "checkpoint $checkpoints is missing"
  if [ ! -f "$work/key-$id.pem" ] || ! openssl pkeyutl -verify -pubin -inkey "$work/key-$id.pem" -rawin -in "$work/text" \
    -sigfile "$work/signature" > /dev/null 2>&1; then
    broken "$sequence" "checkpoint $number does not bear the signature of a key that is believed"
  fi
  [ "$sequence" -le "$links" ] || broken $((links + 1)) "the chain ends here, though checkpoint $number signed link $sequence"
  [ "$(sed -n "${sequence}p" "$work/hashes")" = "$sequence $hash" ] || broken "$sequence" "its hash is not the one that checkpoint $number signed"
  signed=$sequence
done < <(awk '/^\{"signature":"/' "$file")
unlinked=$(awk '/^\{"unlinked":/' "$file" | wc -l)
echo "whole: $links links, $checkpoints checkpoints, signed up to link $signed, $unlinked events not linked when it was exported"
