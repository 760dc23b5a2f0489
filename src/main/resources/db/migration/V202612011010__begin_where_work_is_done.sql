-- Whoever asks the state of an examination and then writes may be overtaken by a move, and whoever moves it by work that is under
-- way. So who writes holds the examination with others who do, and who moves it holds it alone: each waits for the other, and
-- then sees what the other did.

-- Where work is done, as in the code; elsewhere what is begun is refused. The state is read when the row can be held.
create function is_open_for_work(asked uuid) returns boolean
    language plpgsql set search_path = public, pg_temp as $$
declare
    state text;
begin
    select e.status into state from examination e where e.id = asked for share;
    return state is null or state in ('PLANNED', 'FIELDWORK'); -- of one that does not exist the foreign key tells
end $$;

create function require_open_examination() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if not is_open_for_work(new.examination_id) then
        raise exception 'no work is done in examination %: insert on % is refused', new.examination_id, tg_table_name
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger dataset_in_open_examination before insert on dataset
    for each row execute function require_open_examination();

create function require_open_examination_of_sample() returns trigger
    language plpgsql set search_path = public, pg_temp as $$
begin
    if not is_open_for_work((select examination_id from run where id = new.run_id)) then
        raise exception 'no work is done in the examination of run %: insert on sample is refused', new.run_id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger sample_in_open_examination before insert on sample
    for each row execute function require_open_examination_of_sample();

-- A run is work, too, unless it repeats another as it was, which is done in any state: the same procedures with the same parameters
-- over the same dataset and masters. By a later service the same may have another hash: its procedures have other versions, know more
-- parameters and read fewer masters.
create function require_open_examination_of_run() returns trigger
    language plpgsql set search_path = public, pg_temp as $$
begin
    if is_open_for_work(new.examination_id)
        or exists (select from run o
                   where o.id = new.reperforms and o.status not in ('FAILED', 'CANCELLED')
                     and (o.examination_id, o.dataset_id, o.content_sha256, o.mapping_sha256)
                         = (new.examination_id, new.dataset_id, new.content_sha256, new.mapping_sha256)
                     and o.masters::jsonb @> new.masters::jsonb
                     and json_array_length(o.plan) = json_array_length(new.plan)
                     and new.plan::jsonb @> (select jsonb_agg(step - 'version') from jsonb_array_elements(o.plan::jsonb) step)) then
        return new;
    end if;
    raise exception 'no work is done in examination %: insert on run is refused', new.examination_id
        using errcode = 'restrict_violation';
end $$;

create trigger run_in_open_examination before insert on run
    for each row execute function require_open_examination_of_run();
