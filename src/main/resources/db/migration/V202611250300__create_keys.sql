-- Keys that others are wrapped by, by their ids; the keys themselves are never in the database. Of what is sealed with them here
-- are the data keys, one for each object that has much to seal.

create table encryption_key (
    id    text                     not null,
    since timestamp with time zone not null,
    constraint encryption_key_pk primary key (id)
);

create table data_key (
    id      uuid                     not null,
    wrapped text                     not null,
    made_at timestamp with time zone not null,
    constraint data_key_pk primary key (id)
);

-- Whoever destroys a data key destroys what it sealed: that is left to the owner of the database.
do $$
begin
    if exists (select from pg_roles where rolname = 'nexus_writer') then
        revoke delete on data_key from nexus_writer;
    end if;
end $$;
