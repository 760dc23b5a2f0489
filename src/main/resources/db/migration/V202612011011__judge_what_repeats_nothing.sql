-- Alerts are judged before the review and still when the examination is issued. Those of a re-performance need it only where they may
-- be others than those that it repeats: from other inputs, or of a run that has no results.
-- The examination is held before they are looked for, so that those are found whose run has just begun.
create or replace function require_judged_alerts() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    perform from examination where id = new.examination_id for no key update;
    if new.to_status = 'IN_REVIEW'
        and exists (select from run where examination_id = new.examination_id and status in ('QUEUED', 'RUNNING'))
        or exists (select from run r join alert a on a.run_id = r.id
                   where r.examination_id = new.examination_id and a.state = 'OPEN'
                     and not exists (select from run o where o.id = r.reperforms
                                         and (o.run_hash, o.result_hash) = (r.run_hash, r.result_hash))) then
        raise exception 'runs are under way or alerts are open: examination % does not become %', new.examination_id,
            new.to_status using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

drop trigger examination_transition_judged on examination_transition;
create trigger examination_transition_judged before insert on examination_transition
    for each row when (new.to_status in ('IN_REVIEW', 'ISSUED')) execute function require_judged_alerts();
