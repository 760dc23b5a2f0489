-- A judgement and an inspection are made by somebody who may make them, an alert is DISPOSITIONED by a disposition and by nothing
-- else, and which of several judgements holds is for the order in which the database got them. Looked at once for each statement,
-- so that a thousand judgements cost one look more.

create function require_disposition() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if exists (select from judged j where j.state = 'DISPOSITIONED'
                                      and not exists (select from disposition d where d.alert_id = j.id)) then
        raise exception 'an alert without a disposition is not DISPOSITIONED: update on alert is refused'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger alert_has_disposition after update on alert
    referencing new table as judged for each statement execute function require_disposition();

create function require_judge() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if exists (select from (select distinct a.run_id, d.made_by from added d join alert a on a.id = d.alert_id) judged
               join run r on r.id = judged.run_id
               where not may_work_on(r.examination_id, judged.made_by)) then
        raise exception 'alerts are judged by a member who works on their examination: insert on disposition is refused'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger disposition_made_by after insert on disposition
    referencing new table as added for each statement execute function require_judge();

create function require_inspector() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if exists (select from (select distinct sample_id, made_by from added) seen
               join sample s on s.id = seen.sample_id
               join run r on r.id = s.run_id
               where not may_work_on(r.examination_id, seen.made_by)) then
        raise exception 'rows are inspected by a member who works on their examination: insert on sample_inspection is refused'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger sample_inspection_made_by after insert on sample_inspection
    referencing new table as added for each statement execute function require_inspector();

-- Every column but the number; one that is added later must be granted, too.
do $$
begin
    if exists (select from pg_roles where rolname = 'nexus_writer') then
        revoke insert on disposition, sample_inspection from nexus_writer;
        grant insert (alert_id, outcome, reason, made_by, made_at) on disposition to nexus_writer;
        grant insert (sample_id, row_no, outcome, audited_minor, note, made_by, made_at) on sample_inspection to nexus_writer;
    end if;
end $$;
