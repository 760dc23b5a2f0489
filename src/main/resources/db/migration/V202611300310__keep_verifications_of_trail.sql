-- What the service found each time it verified the trail by itself: up to which link it was as it must be, and what was wrong after.
create table audit_verification (
    id              bigint generated always as identity,
    at              timestamp with time zone not null,
    whole           boolean                  not null,
    sequence        bigint                   not null,
    hash            text                     not null,
    broken_sequence bigint,
    broken_event    bigint,
    broken          text,
    constraint audit_verification_pk primary key (id),
    constraint audit_verification_sequence_ck check (sequence >= 0)
);
create index audit_verification_whole_ix on audit_verification (id) where whole;

create trigger audit_verification_kept before update or delete on audit_verification
    for each row execute function refuse_change_of_trail();
create trigger audit_verification_truncate before truncate on audit_verification execute function refuse_change_of_trail();

do $$
begin
    if exists (select from pg_roles where rolname = 'nexus_writer') then
        revoke update, delete on audit_verification from nexus_writer;
    end if;
end $$;
