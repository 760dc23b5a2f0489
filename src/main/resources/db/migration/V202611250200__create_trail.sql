-- The trail: one row for each act, written in the act's own transaction, and the chain of hashes over them. The chain is made
-- afterwards, so that no act waits for another; what is not in it yet stands in audit_pending.

create table audit_event (
    id             bigint generated always as identity,
    at             timestamp with time zone not null,
    act            text                     not null,
    actor_id       uuid,
    actor          text,
    roles          text                     not null,
    object_type    text                     not null,
    object_id      text                     not null,
    examination_id uuid,
    -- json, not jsonb: the text is hashed as it was written
    before         json,
    after          json,
    request_id     text,
    session_id     uuid,
    address        text,
    constraint audit_event_pk primary key (id),
    constraint audit_event_act_ck check (act ~ '^[A-Z][A-Z_]{2,59}$'),
    constraint audit_event_object_ck check (object_type ~ '^[A-Z][A-Z_]{1,39}$')
);
create index audit_event_examination_ix on audit_event (examination_id, id);
create index audit_event_actor_ix on audit_event (actor, id);
create index audit_event_object_ix on audit_event (object_id, id);

create table audit_pending (
    event_id bigint not null,
    constraint audit_pending_pk primary key (event_id),
    constraint audit_pending_event_fk foreign key (event_id) references audit_event (id)
);

-- A fork is impossible: one link has a place, and one link follows another.
create table audit_link (
    sequence      bigint not null,
    event_id      bigint not null,
    previous_hash text   not null,
    hash          text   not null,
    constraint audit_link_pk primary key (sequence),
    constraint audit_link_event_uk unique (event_id),
    constraint audit_link_previous_uk unique (previous_hash),
    constraint audit_link_event_fk foreign key (event_id) references audit_event (id),
    constraint audit_link_sequence_ck check (sequence > 0),
    constraint audit_link_hash_ck check (hash ~ '^[0-9a-f]{64}$' and previous_hash ~ '^[0-9a-f]{64}$')
);

create table audit_checkpoint (
    number    bigint                   not null,
    sequence  bigint                   not null,
    hash      text                     not null,
    at        timestamp with time zone not null,
    key_id    text                     not null,
    signature text                     not null,
    constraint audit_checkpoint_pk primary key (number),
    constraint audit_checkpoint_sequence_uk unique (sequence),
    constraint audit_checkpoint_number_ck check (number > 0)
);

create function refuse_change_of_trail() returns trigger language plpgsql as $$
begin
    raise exception 'the trail is only added to: % on % is refused', lower(tg_op), tg_table_name
        using errcode = 'restrict_violation';
end $$;

create trigger audit_event_kept before update or delete on audit_event
    for each row execute function refuse_change_of_trail();
create trigger audit_event_truncate before truncate on audit_event execute function refuse_change_of_trail();
create trigger audit_link_kept before update or delete on audit_link
    for each row execute function refuse_change_of_trail();
create trigger audit_link_truncate before truncate on audit_link execute function refuse_change_of_trail();
create trigger audit_checkpoint_kept before update or delete on audit_checkpoint
    for each row execute function refuse_change_of_trail();
create trigger audit_checkpoint_truncate before truncate on audit_checkpoint execute function refuse_change_of_trail();
