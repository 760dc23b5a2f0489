-- As in the code, an examination goes to its review when no run is under way and every alert was judged, but for those of
-- re-performances, which repeat others.
create function require_judged_alerts() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if exists (select from run where examination_id = new.examination_id and status in ('QUEUED', 'RUNNING'))
        or exists (select from run r join alert a on a.run_id = r.id
                   where r.examination_id = new.examination_id and r.reperforms is null and a.state = 'OPEN') then
        raise exception 'runs are under way or alerts are open: examination % does not go to its review', new.examination_id
            using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger examination_transition_judged before insert on examination_transition
    for each row when (new.from_status = 'FIELDWORK' and new.to_status = 'IN_REVIEW')
    execute function require_judged_alerts();
