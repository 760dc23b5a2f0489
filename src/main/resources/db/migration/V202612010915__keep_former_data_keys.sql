-- Whoever puts another value in the place of a wrapped data key destroys what the key sealed, which the service may not. It only
-- wraps keys anew with another ENCRYPTION_KEY. The database cannot look into what it is given, and so keeps what stood there, where
-- the service neither reads nor writes. It goes with its data key.
create table former_data_key (
    id          bigint generated always as identity,
    data_key_id uuid                     not null,
    wrapped     text                     not null,
    until       timestamp with time zone not null,
    constraint former_data_key_pk primary key (id),
    constraint former_data_key_fk foreign key (data_key_id) references data_key (id) on delete cascade
);
create index former_data_key_ix on former_data_key (data_key_id);

create function keep_former_data_key() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if (new.id, new.made_at) is distinct from (old.id, old.made_at)
        or split_part(new.wrapped, '.', 2) in ('', split_part(old.wrapped, '.', 2)) then
        raise exception 'a data key stays and is only wrapped by another key: update on data_key is refused'
            using errcode = 'restrict_violation';
    end if;
    insert into former_data_key (data_key_id, wrapped, until) values (old.id, old.wrapped, now());
    return new;
end $$;

create trigger data_key_wrapped_anew before update on data_key
    for each row execute function keep_former_data_key();

do $$
begin
    if exists (select from pg_roles where rolname = 'nexus_writer') then
        revoke all on former_data_key from nexus_writer;
        revoke update on data_key from nexus_writer;
        grant update (wrapped) on data_key to nexus_writer;
    end if;
end $$;
