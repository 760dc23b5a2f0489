-- Backups that were made and checked, as scripts/backup.sh notes them: the service tells their age to the monitoring.
create table backup (
    finished_at timestamp with time zone not null,
    file        text                     not null,
    bytes       bigint                   not null,
    sha256      text                     not null,
    constraint backup_pk primary key (finished_at, file),
    constraint backup_sha256_ck check (sha256 ~ '^[0-9a-f]{64}$')
);
