#!/usr/bin/env bash
# Prints the code of a second factor, as an authenticator does (RFC 6238, SHA-1, 30 s, 6 digits). For scripts on stacks without data that
# matters: whoever keeps the secret beside the password has one factor again.
#   scripts/totp.sh [--help] FILE [SECONDS]     FILE holds the secret in base32; SECONDS from now, such as 30 for the next code
set -euo pipefail

case "${1:-}" in
    -h | --help)
        sed -n '2,4s/^# \{0,1\}//p' "$0"
        exit 0
        ;;
esac

secret="$(tr -d ' \n=-' <"${1:?which file? See --help}" | tr '[:lower:]' '[:upper:]')"
while [ $((${#secret} % 8)) -ne 0 ]; do secret="$secret="; done
key="$(printf '%s' "$secret" | base32 -d | od -An -v -tx1 | tr -d ' \n')"
step="$(printf '%016x' $((($(date +%s) + ${2:-0}) / 30)))"
hash="$(printf '%b' "$(printf '%s' "$step" | sed 's/../\\x&/g')" |
    openssl dgst -sha1 -mac HMAC -macopt "hexkey:$key" | sed 's/^.*= *//')"
offset=$((16#${hash:39:1} * 2))
printf '%06d\n' $(((16#${hash:offset:8} & 0x7fffffff) % 1000000))
