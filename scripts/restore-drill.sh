#!/usr/bin/env bash
# Shows that a backup can be restored: makes one, restores it into a new database, compares rows, schema, hashes and totals, and
# practises the swap on databases of the drill's own. The live database is read only, the service goes on. Prints the times.
#   scripts/restore-drill.sh [--mode k8s|compose|url] [--backup FILE] [--swap] [--keep] [--dir FOLDER] [--help]
#   --backup FILE   drills that backup instead of making one; `latest` is the newest. Looked for where restore.sh does: in mode k8s in the
#                   claim nexus-backups, in mode compose in BACKUP_FOLDER
#   --swap          swaps in earnest, by restore.sh: the service stands still meanwhile
#   --keep          leaves the restored database for a look
# In mode k8s a copy of the backup stays in ./backups or --dir, not encrypted: the end says how to remove it.
set -Eeuo pipefail

name=restore-drill.sh
here="$(dirname "${BASH_SOURCE[0]}")"
# shellcheck source-path=SCRIPTDIR source=database.sh
. "$here/database.sh"

file=""
swap=""
keep=""
while [ $# -gt 0 ]; do
    case "$1" in
        -h | --help)
            sed -n '2,10s/^# \{0,1\}//p' "$0"
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
        --backup)
            file="${2:?--backup needs a file}"
            shift 2
            ;;
        --swap)
            swap=yes
            shift
            ;;
        --keep)
            keep=yes
            shift
            ;;
        *) fail "there is no option $1; see --help" ;;
    esac
done

find_database
lap="$SECONDS"
timed() {
    printf '%-44s %5d s\n' "$1" $((SECONDS - lap)) >>"$work/times"
    lap="$SECONDS"
}

if [ -z "$file" ]; then
    NEXUS_DATABASE="$database" "$here/backup.sh" --mode "$mode" --dir "$backup_dir"
    file="$(newest_backup)"
    timed "backup, read to its end"
else
    chosen_backup "$file"
fi

say "Checking $file"
check_backup "$file"
timed "check of hash, completeness and rows"

drill="${database}_drill_$(date -u +%Y%m%d_%H%M%S)"
drop_drill() {
    [ -n "$keep" ] || sql postgres -v a="$drill" -v b="${drill}_swapped" <<'SQL' || true
select format('drop database %I with (force)', datname) from pg_database where datname in (:'a', :'b') \gexec
SQL
    rm -rf "$work"
}
trap drop_drill EXIT

say "Restoring into $drill"
restore_into "$file" "$drill"
timed "restore into a new database"

say "Comparing rows and schema with the dump"
verify_restored "$file" "$drill"
timed "rows of each table, version of the schema"

say "Comparing what is sealed and finished with the live database"
facts_in "$drill" >"$work/facts"
facts_in "$database" >"$work/live"
LC_ALL=C comm -23 "$work/facts" "$work/live" >"$work/lost"
if [ -s "$work/lost" ]; then
    head -n 5 "$work/lost" >&2
    fail "$(wc -l <"$work/lost") sealed or finished things are not what they are in $database"
fi
say "  $(grep -c '^dataset ' "$work/facts" || true) sealed datasets, $(grep -c '^run ' "$work/facts" || true) runs: hashes and totals agree"
timed "hashes and totals against the live database"

say "Verifying the trail"
verify_trail "$drill"
timed "every link of the trail, signed checkpoints"

if [ -n "$swap" ]; then
    drop_drill
    work="$(mktemp -d)"
    trap 'rm -rf "$work"' EXIT
    "$here/restore.sh" --mode "$mode" --dir "$backup_dir" --yes "$file"
    say "Restored and swapped in earnest in $SECONDS s"
    exit 0
fi

say "Practising the swap"
sql postgres -v a="$drill" -v b="${drill}_swapped" <<'SQL'
begin;
alter database :"a" rename to :"b";
commit;
SQL
counts_in "${drill}_swapped" | cmp -s - "$file.counts" || fail "the database changed while it was renamed"
timed "swap by renaming"

plain_copy "$file"
printf '\n'
cat "$work/times"
printf '%-44s %5d s\n' "all together (four hours are allowed)" "$SECONDS"
[ "$SECONDS" -lt 14400 ] || fail "that is more than the four hours that recovery may take"
