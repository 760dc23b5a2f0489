#!/usr/bin/env bash
# Verifies an export of the trail without NEXUS: every line, every hash, every link, every signed checkpoint.
# Usage: scripts/verify-trail.sh FILE [--public-key FILE|BASE64]... [--anchor SEQUENCE:HASH]... [--checkpoint-events N]
#   FILE                 what GET /api/v1/audit/export answered (JSON lines)
#   --public-key         key to believe, kept outside of the export, as PEM or base64; without it the export's own keys are believed
#   --anchor             a link that was kept elsewhere, to be found again
#   --checkpoint-events  most links that may follow the last checkpoint: what nexus.audit.checkpoint-events is set to, 1000 if nothing
# Needs bash, awk, sha256sum and OpenSSL 3. Exit code 0: whole; 1: broken, the first broken link is named; 2: used wrongly.
set -euo pipefail
export LC_ALL=C
usage() { sed -n '2,8p' "$0" >&2; exit 2; }
wrongly() { echo "$1" >&2; exit 2; }
if [ $# -lt 1 ] || [ ! -r "$1" ]; then usage; fi
file=$1; shift
keys=() anchors='' most=1000
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || usage
  case $1 in
    --public-key) if [ -r "$2" ]; then keys+=("$(grep -v -- '-----' "$2" | tr -d '\r\n')"); else keys+=("$2"); fi ;;
    --anchor)
      [[ $2 =~ ^[1-9][0-9]*:[0-9a-f]{64}$ ]] || wrongly "not an anchor: $2. It is the number of a link, a colon, and the 64 digits of its hash."
      anchors="$anchors $2" ;;
    --checkpoint-events)
      [[ $2 =~ ^[1-9][0-9]*$ ]] || wrongly "not a number of links: $2"
      most=$2 ;;
    *) usage ;;
  esac
  shift 2
done
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
broken() { echo "BROKEN at link $1: $2"; exit 1; }

# Every line is exactly of one of five forms, and they stand in this order: keys, links, checkpoints, events that wait, events outside.
# The hash and the signature stand in front of the exact text that is hashed or signed. The first line that is none ends the reading;
# it breaks the export where the next link or the next checkpoint was to be. A text has no control characters; here all look alike.
: > "$work/keys"; : > "$work/links"; : > "$work/checkpoints"; : > "$work/outside"; : > "$work/unread"; : > "$work/hashes"
tr '\000-\011\013-\037' '[\001*]' < "$file" | awk -v work="$work" '
  function digits(text, count) { return length(text) == count && text !~ /[^0-9a-f]/ }
  function key(parts) {
    split($0, parts, /"/)
    return /^\{"publicKey":"[A-Za-z0-9+\/]+=*","keyId":"[0-9a-f]+"\}$/ && digits(parts[8], 16) && keep(work "/keys", parts[4] " " parts[8])
  }
  function link(text, parts) {
    if (substr($0, 74, 9) != "\",\"link\":" || !digits(substr($0, 10, 64), 64) || !/\}$/) return 0
    text = substr($0, 83, length($0) - 83)
    if (text != "null") {
      if (text !~ /^\{"event":\{"act":"/ || !match(text, /\},"previousHash":"[0-9a-f]+","sequence":[1-9][0-9]*\}$/)) return 0
      split(substr(text, RSTART), parts, /"/)
      if (!digits(parts[4], 64)) return 0
    }
    links++
    return keep(work "/links", $0)
  }
  function checkpoint(text, parts) {
    # the last two bits of a signature, and no others, are in the character before ==
    if (substr($0, 15, 88) !~ /^[A-Za-z0-9+\/]+[AQgw]==$/ || substr($0, 103, 15) != "\",\"checkpoint\":" || !/\}$/) return 0
    text = substr($0, 118, length($0) - 118)
    if (text !~ /^\{"at":"[0-9TZ:.-]+","hash":"[0-9a-f]+","keyId":"[0-9a-f]+","number":[1-9][0-9]*,"sequence":[1-9][0-9]*\}$/) return 0
    split(text, parts, /"/)
    if (!digits(parts[8], 64) || !digits(parts[12], 16)) return 0
    gsub(/[^0-9]/, "", parts[15]); gsub(/[^0-9]/, "", parts[17])
    return keep(work "/checkpoints", parts[15] " " parts[17] " " parts[8] " " parts[12] " " parts[4] " " substr($0, 15, 88) " " text)
  }
  function keep(where, what) { print what > where; return 1 }
  function known() {
    if (index($0, "\001")) return 0
    if (/^\{"publicKey":"/) return part <= 1 && (part = 1) && key()
    if (/^\{"hash":"/) return part <= 2 && (part = 2) && link()
    if (/^\{"signature":"/) return part <= 3 && (part = 3) && checkpoint()
    if (/^\{"unlinked":\{"act":".*\}\}$/) return part <= 4 && (part = 4) && ++waiting
    if (/^\{"outside":\{"act":".*\}\}$/) return (part = 5) && keep(work "/outside", $0)
    return 0
  }
  ended { next } # reading on, so that nobody writes into a closed pipe
  !known() {
    ended = 1; place = links + 1
    if (part >= 3 && match($0, /"sequence":[1-9][0-9]*\}\}$/)) place = substr($0, RSTART + 11, RLENGTH - 13)
    print place, "line " NR " is none that an export has, or not where it has it" > (work "/unread")
  }
  END { print waiting + 0 > (work "/waiting") }'
read -r waiting < "$work/waiting"

# Hashes of the texts, 20,000 at a time.
: > "$work/computed"
number=0
total=$(wc -l < "$work/links")
while [ "$number" -lt "$total" ]; do
  mkdir "$work/texts"
  awk -v from="$number" -v folder="$work/texts" 'NR > from + 20000 { exit } NR > from {
    text = sprintf("%s/%09d", folder, NR); printf "%s", substr($0, 83, length($0) - 83) > text; close(text) }' "$work/links"
  printf '%s\n' "$work/texts"/* | xargs sha256sum >> "$work/computed"
  rm -rf "$work/texts"
  number=$((number + 20000))
done

# Each link: its own hash, the one before it, its place. The members after the event are the last of the text.
paste -d ' ' "$work/computed" "$work/links" | awk -v anchors="$anchors" -v cut="$(wc -l < "$work/unread")" -v work="$work" '
  BEGIN {
    previous = sprintf("%064d", 0)
    count = split(anchors, kept, " ")
    for (i = 1; i <= count; i++) { split(kept[i], parts, ":"); places[i] = parts[1]; hashes[i] = parts[2] }
  }
  failed { next } # as above
  {
    computed = substr($0, 1, 64); line = substr($0, index($0, "{\"hash\":\"")); stated = substr(line, 10, 64)
    if (!match(line, /,"previousHash":"[0-9a-f]+","sequence":[0-9]+\}\}$/)) { bad(NR, "its event is missing"); next }
    split(substr(line, RSTART, RLENGTH), parts, /"/)
    sequence = parts[7]; gsub(/[^0-9]/, "", sequence)
    if (sequence != NR "") { bad(NR, "the link is missing"); next }
    if (parts[4] != previous) { bad(NR, "it does not name the hash of the link before it"); next }
    if (computed != stated) { bad(NR, "its hash is not that of its content"); next }
    for (i = 1; i <= count; i++) if (places[i] == sequence && hashes[i] != stated) print NR, "its hash is not the one that was kept elsewhere"
    previous = stated
    print stated > (work "/hashes")
  }
  END {
    for (i = 1; i <= count && !failed && !cut; i++)
      if (places[i] + 0 > NR) bad(NR + 1, "the chain ends here, though link " places[i] " was kept elsewhere")
  }
  function bad(place, what) { failed = 1; print place, what }
' > "$work/broken"
links=$total first='' what=''
# What was found is told after the checkpoints before it are compared: the first place counts.
sort -n -s -k 1,1 "$work/broken" "$work/unread" > "$work/found"
read -r first what < "$work/found" || [ "$links" -gt 0 ] || broken 1 "there is no link"

# Public keys that are believed, by identity: the first 16 digits of the SHA-256 of the key.
identified() {
  printf '%s' "$1" | base64 -d > "$work/key.der" 2>/dev/null && [ "$(base64 < "$work/key.der" | tr -d '\n')" = "$1" ] || return 1
  id=$(sha256sum "$work/key.der"); id=${id:0:16}
  openssl pkey -pubin -inform DER -in "$work/key.der" -out "$work/$2-$id.pem" 2>/dev/null
}
own=key; [ ${#keys[@]} -eq 0 ] || own=other
while read -r key stated; do
  if ! identified "$key" "$own" || [ "$id" != "$stated" ]; then broken 1 "the key $stated of the export is none, or another than it says"; fi
done < "$work/keys"
[ ${#keys[@]} -eq 0 ] || for key in "${keys[@]}"; do
  identified "$key" key || wrongly "not a public key: $key"
done

# Each checkpoint: its number, its signature, and the link that it signed.
awk -v links="$links" '
  part == 1 { wanted[$2] = 1; line[FNR] = $0; count = FNR; next }
  FNR in wanted { hash[FNR] = $0 }
  END {
    for (i = 1; i <= count; i++) {
      split(line[i], parts, " ")
      print (parts[1] != i "" ? "number" : parts[2] + 0 > links ? "beyond" : hash[parts[2]] != parts[3] ? "hash" : "same"), line[i]
    }
  }' part=1 "$work/checkpoints" part=2 "$work/hashes" > "$work/compared"
checkpoints=0 signed=0 when=
while read -r found number sequence _ id at signature text; do
  if [ -n "$first" ] && [ "$sequence" -ge "$first" ]; then break; fi
  checkpoints=$((checkpoints + 1))
  [ "$found" != number ] || broken "$sequence" "checkpoint $checkpoints is missing"
  printf '%s' "$text" > "$work/text"
  printf '%s' "$signature" | base64 -d > "$work/signature" 2>/dev/null || : > "$work/signature"
  if [ ! -f "$work/key-$id.pem" ] || ! openssl pkeyutl -verify -pubin -inkey "$work/key-$id.pem" -rawin -in "$work/text" \
    -sigfile "$work/signature" > /dev/null 2>&1; then
    broken "$sequence" "checkpoint $number does not bear the signature of a key that is believed"
  fi
  [ "$found" != beyond ] || broken $((links + 1)) "the chain ends here, though checkpoint $number signed link $sequence"
  [ "$found" != hash ] || broken "$sequence" "its hash is not the one that checkpoint $number signed"
  signed=$sequence when=$at
done < "$work/compared"
[ -z "$first" ] || broken "$first" "$what"

# What no checkpoint signs can be made anew by whoever owns the database: the service leaves few links so, and none without any.
if [ ${#keys[@]} -gt 0 ] || [ -s "$work/keys" ]; then
  [ "$checkpoints" -gt 0 ] || broken 1 "no checkpoint signs it or a later one"
  [ $((links - signed)) -le "$most" ] ||
    broken $((signed + most + 1)) "the last checkpoint signed link $signed, and after $most more there must be another (--checkpoint-events)"
fi
if [ -s "$work/outside" ]; then
  id=$(awk 'match($0, /,"id":[0-9]+,"objectId":"/) { print substr($0, RSTART + 6, RLENGTH - 19); exit }' "$work/outside")
  echo "BROKEN at event ${id:-?}: it is outside of the chain and does not wait to be linked"
  exit 1
fi
echo "whole: $links links, $checkpoints checkpoints, signed up to link $signed${when:+ at $when}, $((links - signed)) links after it, $waiting events not linked when it was exported"
