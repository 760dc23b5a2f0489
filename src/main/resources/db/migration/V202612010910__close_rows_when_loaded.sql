-- What was loaded is what is sealed: between the two nothing changes, neither the rows nor the dataset's own figures and digest. The
-- database closes the rows itself as soon as a dataset is LOADED, whoever makes it so. Temporary tables are not looked at: a
-- writer could hide the real ones behind them.

-- Whether somebody works on the content of an examination: as in the code, an active member with a duty that prepares and a role
-- that fits it, while the examination is open for work.
create function may_work_on(examination uuid, name text) returns boolean
    language sql stable set search_path = public, pg_temp as $$
select exists (select from app_user u
               join examination_member m on m.user_id = u.id
               join examination e on e.id = m.examination_id
               join user_role r on r.user_id = u.id
               where u.username = $2 and u.status = 'ACTIVE' and m.examination_id = $1
                 and e.status in ('PLANNED', 'FIELDWORK')
                 and (m.duty in ('LEAD', 'EXAMINER') and r.role = 'LEAD_EXAMINER'
                      or m.duty = 'EXAMINER' and r.role = 'EXAMINER'))
$$;

create function refuse_change_of_rows() returns trigger language plpgsql as $$
begin
    raise exception 'the dataset is loaded, and its rows stay as they are: % on % is refused', lower(tg_op), tg_table_name
        using errcode = 'restrict_violation';
end $$;

-- Closes the rows of a dataset; those of one that is closed already, as a seal by a service of before asks for, stay so.
create or replace function seal_record_table(number bigint) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if exists (select from pg_trigger where tgrelid = to_regclass(format('record_%s', number))
                                        and tgname = 'record_sealed') then
        return;
    end if;
    execute format('create trigger record_sealed before insert or update or delete on record_%s
                        for each row execute function refuse_change_of_rows()', number);
    execute format('create trigger record_sealed_truncate before truncate on record_%s
                        for each statement execute function refuse_change_of_rows()', number);
end $$;

create function close_rows_of_dataset() returns trigger
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if not exists (select from pg_inherits where inhparent = 'record'::regclass
                                             and inhrelid = to_regclass(format('record_%s', new.number))) then
        raise exception 'dataset % has no rows: it does not become %', new.number, new.status
            using errcode = 'restrict_violation';
    end if;
    perform seal_record_table(new.number);
    return null;
end $$;

create trigger dataset_closed after update on dataset
    for each row when (old.status = 'LOADING' and new.status = 'LOADED' or old.status = 'LOADED' and new.status = 'SEALED')
    execute function close_rows_of_dataset();

-- A loaded dataset can only be sealed, as it is.
create function refuse_change_of_loaded() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and to_jsonb(new) - array['status', 'sealed_at', 'sealed_by']
        = to_jsonb(old) - array['status', 'sealed_at', 'sealed_by'] then
        return new;
    end if;
    raise exception 'the dataset is loaded, and can only be sealed: % on % is refused', lower(tg_op), tg_table_name
        using errcode = 'restrict_violation';
end $$;

create trigger dataset_loaded before update or delete on dataset
    for each row when (old.status = 'LOADED') execute function refuse_change_of_loaded();

create function require_sealer() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if not may_work_on(new.examination_id, new.sealed_by) then
        raise exception '% may not seal dataset %: no member who works on its examination', new.sealed_by, new.id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger dataset_sealed_by before update on dataset
    for each row when (old.status = 'LOADED' and new.status = 'SEALED') execute function require_sealer();

-- A seal is told by the trail; asked at the end of the transaction, since the event is written last.
create function require_event_of_seal() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if not exists (select from audit_event where object_id = new.id::text and act = 'DATASET_SEALED') then
        raise exception 'nothing in the trail tells that dataset % was sealed', new.id using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create constraint trigger dataset_seal_told after update on dataset
    deferrable initially deferred for each row when (old.status = 'LOADED' and new.status = 'SEALED')
    execute function require_event_of_seal();

-- The file, the texts and the rejects of a dataset, too, stay from when it is loaded.
create or replace function refuse_change_of_sealed_part() returns trigger
    language plpgsql set search_path = public, pg_temp as $$
begin
    if tg_op <> 'INSERT' and exists (select from dataset where id = old.dataset_id and status in ('LOADED', 'SEALED'))
        or tg_op <> 'DELETE' and exists (select from dataset where id = new.dataset_id and status in ('LOADED', 'SEALED')) then
        raise exception 'the dataset is loaded or sealed: % on % is refused', lower(tg_op), tg_table_name
            using errcode = 'restrict_violation';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end $$;

-- Those that wait for their seal. Nobody loads meanwhile: the triggers above keep the table from changes until this is done.
do $$
declare
    waiting bigint;
begin
    for waiting in select number from dataset where status = 'LOADED' loop
        perform seal_record_table(waiting);
    end loop;
end $$;
