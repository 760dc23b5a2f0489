#!/usr/bin/env bash
# Dumps the database, checks the dump by reading it to its end, and keeps it with its SHA-256 and the rows of each table.
#   scripts/backup.sh [--mode k8s|compose|url] [--dir FOLDER] [--help]
# The mode is found out where it is not given: DATABASE_URL or PGHOST set, a StatefulSet postgres, a compose service db.
#   BACKUP_DIR            where backups are kept; else BACKUP_FOLDER of the stack in mode compose, ./backups in mode k8s, /backups in
#                         mode url. Into the cluster's claim: kubectl create job --from=cronjob/nexus-backup NAME -n nexus-production
#   BACKUP_KEEP_DAYS      older ones are removed, 30 by default; the newest seven, and the first of each month for a year, stay
#   BACKUP_S3_URI         a copy goes there with the aws command: s3://bucket/path
#   BACKUP_AGE_RECIPIENT  the copy is encrypted for this age key; otherwise the bucket encrypts it (aws:kms)
# A dump cannot be read by the service without ENCRYPTION_KEY: keep that key elsewhere than the dumps. Redis needs no backup.
set -Eeuo pipefail

name=backup.sh
# shellcheck source-path=SCRIPTDIR source=database.sh
. "$(dirname "${BASH_SOURCE[0]}")/database.sh"

while [ $# -gt 0 ]; do
    case "$1" in
        -h | --help)
            sed -n '2,11s/^# \{0,1\}//p' "$0"
            exit 0
            ;;
        --mode)
            mode="${2:?--mode needs k8s, compose or url}"
            shift 2
            ;;
        --dir)
            backup_dir="${2:?--dir needs a folder}"
            shift 2
            ;;
        *) fail "there is no option $1; see --help" ;;
    esac
done
keep_days="${BACKUP_KEEP_DAYS:-30}"
[[ "$keep_days" =~ ^[0-9]+$ ]] || fail "BACKUP_KEEP_DAYS is not a number of days: $keep_days"

find_database
mkdir -p "$backup_dir" || fail "$backup_dir cannot be made"
stamp="$(date -u +%Y%m%d_%H%M%S)"
dump="$backup_dir/nexus_backup_$stamp.dump"

# The lock lives as long as its holder writes into it: another host's processes cannot be seen, and clocks differ, so a lock in which
# nothing is written for three beats is of one that was killed. The beat is told for tests alone.
lock="$backup_dir/.backup.lock"
me="$(uname -n), process $$"
beat="${NEXUS_BACKUP_BEAT:-10}"
holder() {
    cat "$lock/holder" 2>/dev/null || true
}
if ! mkdir "$lock" 2>/dev/null; then
    [ -d "$lock" ] || fail "$backup_dir cannot be written to"
    seen="$(holder)"
    say "There is a lock in $backup_dir (${seen:-of nobody who says so}); looking whether its holder lives"
    sleep "$((3 * beat))"
    [ "$(holder)" = "$seen" ] || fail "another backup into $backup_dir is under way: $(holder)"
    say "  it does not: the lock is taken over"
    rm -rf "$lock"
    mkdir "$lock" || fail "another backup into $backup_dir is under way"
fi
printf '%s, %s\n' "$me" "$(date -u +%FT%TZ)" >"$lock/holder"
# the output of this script is not the beat's: who reads it waits until all have closed it
while kill -0 $$ 2>/dev/null && [[ "$(holder)" == "$me, "* ]]; do
    printf '%s, %s\n' "$me" "$(date -u +%FT%TZ)" >"$lock/.holder" && mv "$lock/.holder" "$lock/holder"
    sleep "$beat"
done </dev/null >/dev/null 2>&1 &
beating=$!
# shellcheck disable=SC2317,SC2329 # called by the trap
finish() {
    local status=$?
    kill "$beating" 2>/dev/null || true
    wait "$beating" 2>/dev/null || true
    rm -rf "$work"
    rm -f "$dump".part "$dump".counts.part
    # not where another took it over meanwhile
    [[ "$(holder)" != "$me, "* ]] || rm -rf "$lock"
    exit "$status"
}
trap finish EXIT
# halves of former runs; what was written to just now may be a copy on its way out of the cluster's claim
find "$backup_dir" -maxdepth 1 -name 'nexus_backup_*.part' -mmin +10 -exec rm -f {} +

say "Dumping $database ($mode)"
at_server pg_dump --format=custom --no-password -U "$owner" -d "$database" </dev/null >"$dump.part" ||
    fail "pg_dump failed; nothing was kept"

say "Reading the dump to its end"
counts_of "$dump.part" >"$dump.counts.part" || fail "the dump is broken; nothing was kept"
grep -q '^schema .' "$dump.counts.part" || fail "the dump holds no schema of NEXUS; nothing was kept"
sum="$(sha256_of "$dump.part")"
bytes="$(wc -c <"$dump.part" | tr -d ' ')"
printf '%s  %s\n' "$sum" "$(basename "$dump")" >"$dump.sha256"
mv "$dump.counts.part" "$dump.counts"
mv "$dump.part" "$dump"

# The service tells the age of the last backup to the monitoring.
sql "$database" -v file="$(basename "$dump")" -v bytes="$bytes" -v sum="$sum" <<'SQL' ||
select to_regclass('backup') is not null as noted \gset
\if :noted
insert into backup (finished_at, file, bytes, sha256) values (now(), :'file', :'bytes', :'sum');
\endif
SQL
    say "  the backup could not be noted in the database; the monitoring will call it missing"

if [ -n "${BACKUP_S3_URI:-}" ]; then
    command -v aws >/dev/null || fail "$dump is kept, but BACKUP_S3_URI is set and there is no aws command to copy it"
    copy="$dump"
    if [ -n "${BACKUP_AGE_RECIPIENT:-}" ]; then
        command -v age >/dev/null || fail "$dump is kept, but there is no age command to encrypt its copy"
        age -r "$BACKUP_AGE_RECIPIENT" -o "$work/$(basename "$dump").age" "$dump"
        copy="$work/$(basename "$dump").age"
    fi
    say "Copying to $BACKUP_S3_URI"
    for one in "$copy" "$dump.sha256" "$dump.counts"; do
        aws s3 cp --only-show-errors --sse aws:kms "$one" "${BACKUP_S3_URI%/}/" ||
            fail "$dump is kept, but its copy did not arrive"
    done
else
    say "No copy leaves this machine: BACKUP_S3_URI is not set"
fi

# Only now that a sound new one is there. Names sort by time; the newest seven are never looked at.
limit="$(date -u -d "-$keep_days days" +%Y%m%d 2>/dev/null || date -u -v "-${keep_days}d" +%Y%m%d)"
year="$(date -u -d '-366 days' +%Y%m%d 2>/dev/null || date -u -v -366d +%Y%m%d)"
find "$backup_dir" -maxdepth 1 -name 'nexus_backup_*.dump' | LC_ALL=C sort -r | tail -n +8 | while read -r old; do
    day="$(basename "$old" | cut -d _ -f 3)"
    case "$day" in
        ??????01) [ "$day" -lt "$year" ] || continue ;;
        *) [ "$day" -lt "$limit" ] || continue ;;
    esac
    say "Removing $(basename "$old")"
    rm -f "$old" "$old.sha256" "$old.counts"
done

say "Done in $SECONDS s: $dump, $bytes bytes, $(awk '/^rows /{n+=$3} END{printf "%d", n}' "$dump.counts") rows"
