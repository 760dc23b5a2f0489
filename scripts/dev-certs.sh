#!/usr/bin/env bash
# Makes a certificate authority and a certificate to try the production stack with: ssl/nexus.crt, ssl/nexus.key, ssl/ca.crt.
#   scripts/dev-certs.sh [FOLDER] [DAYS]       defaults: ssl, 30 days
# Existing files are kept as long as they are good for a week more. Not for production: there, put real files in their place.
set -Eeuo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,4s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac
folder="${1:-ssl}"
days="${2:-30}"
command -v openssl >/dev/null || {
    echo "dev-certs.sh: openssl is missing; install it" >&2
    exit 1
}
if [ -s "$folder/nexus.crt" ] && [ -s "$folder/nexus.key" ] && openssl x509 -checkend 604800 -noout -in "$folder/nexus.crt" >/dev/null; then
    echo "$folder/nexus.crt is good for a week more; kept"
    exit 0
fi
umask 077
mkdir -p "$folder"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days "$days" -subj "/CN=NEXUS development authority" \
    -keyout "$work/ca.key" -out "$work/ca.crt" 2>/dev/null
openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=nexusplatform.com" \
    -keyout "$work/nexus.key" -out "$work/nexus.csr" 2>/dev/null
printf 'subjectAltName=DNS:nexusplatform.com,DNS:api.nexusplatform.com,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n' >"$work/names"
openssl x509 -req -in "$work/nexus.csr" -CA "$work/ca.crt" -CAkey "$work/ca.key" -CAcreateserial -days "$days" -extfile "$work/names" \
    -out "$work/leaf.crt" 2>/dev/null
cat "$work/leaf.crt" "$work/ca.crt" >"$folder/nexus.crt"
cp "$work/nexus.key" "$folder/nexus.key"
cp "$work/ca.crt" "$folder/ca.crt"
chmod 0444 "$folder/nexus.crt" "$folder/ca.crt"
chmod 0400 "$folder/nexus.key"
echo "made $folder/nexus.crt for nexusplatform.com, api.nexusplatform.com and localhost, good for $days days; trust $folder/ca.crt to check it"
