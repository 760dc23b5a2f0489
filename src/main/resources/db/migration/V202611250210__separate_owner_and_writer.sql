-- The service works as a role that owns nothing: it cannot switch off a trigger, detach or drop a partition, or change the trail.
-- What needs ownership at run time, the tables that the rows of a dataset are loaded into, is done by functions of the owner,
-- each of which does one thing and refuses to do it to rows that stand already.

do $$
begin
    if not exists (select from pg_roles where rolname = 'nexus_writer') then
        begin
            create role nexus_writer nologin;
        exception
            when duplicate_object or unique_violation then null; -- another database of the same server, at the same moment
            when insufficient_privilege then
                raise warning 'this user may not create roles: have nexus_writer created and granted to it, then start again';
        end;
    end if;
    if exists (select from pg_roles where rolname = 'nexus_writer') then
        if not pg_has_role(current_user, 'nexus_writer', 'member') then
            execute format('grant nexus_writer to %I', current_user);
        end if;
    end if;
end $$;

create function make_record_table(number bigint) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    perform drop_record_table(number);
    execute format('create table record_%1$s (like record including defaults, constraint record_%1$s_ck check (dataset = %1$s))',
                   number);
end $$;

create function drop_record_table(number bigint) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from pg_inherits where inhparent = 'record'::regclass
                                         and inhrelid = to_regclass(format('record_%s', number))) then
        raise exception 'the rows of dataset % are loaded: drop of record_% is refused', number, number
            using errcode = 'restrict_violation';
    end if;
    execute format('drop table if exists record_%s', number);
end $$;

create function attach_record_table(number bigint) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from dataset d where d.number = $1 and d.status = 'LOADING') then
        raise exception 'dataset % is not being loaded: attach of record_% is refused', $1, $1
            using errcode = 'restrict_violation';
    end if;
    execute format('alter table record_%1$s add constraint record_%1$s_pk primary key (dataset, row_no)', number);
    execute format('alter table record attach partition record_%1$s for values in (%1$s)', number);
end $$;

create function seal_record_table(number bigint) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    execute format('create trigger record_sealed before insert or update or delete on record_%s
                        for each row execute function refuse_change_of_sealed()', number);
    execute format('create trigger record_sealed_truncate before truncate on record_%s
                        for each statement execute function refuse_change_of_sealed()', number);
end $$;

revoke execute on function make_record_table, drop_record_table, attach_record_table, seal_record_table from public;

-- Everything but the trail may be written, within the bounds of the triggers; tables of later migrations, too.
do $$
begin
    if exists (select from pg_roles where rolname = 'nexus_writer') then
        grant usage on schema public to nexus_writer;
        grant select, insert, update, delete on all tables in schema public to nexus_writer;
        grant usage, select on all sequences in schema public to nexus_writer;
        alter default privileges in schema public grant select, insert, update, delete on tables to nexus_writer;
        alter default privileges in schema public grant usage, select on sequences to nexus_writer;
        revoke update, delete on audit_event, audit_link, audit_checkpoint from nexus_writer;
        revoke insert, update, delete on flyway_schema_history from nexus_writer;
        grant execute on function make_record_table, drop_record_table, attach_record_table, seal_record_table
            to nexus_writer;
    end if;
end $$;
