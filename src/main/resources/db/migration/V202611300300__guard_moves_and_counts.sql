-- What the service's role could still do by a statement of its own: move an examination without saying so, skip a step, give a duty
-- without its consequence, correct the counts of judgements, take an event out of the queue for the chain.

-- An examination begins as planned, and its transitions lead from there to where it stands: into each state as often as out of it,
-- but for the first and the last. That holds in whatever order they were written, and by whatever clock. It is asked at the end of
-- the transaction, since state and transition are two statements.
create function require_planned_examination() returns trigger language plpgsql as $$
begin
    raise exception 'an examination begins PLANNED: insert as % is refused', new.status
        using errcode = 'restrict_violation';
end $$;

create trigger examination_begins_planned before insert on examination
    for each row when (new.status <> 'PLANNED') execute function require_planned_examination();

create function require_transitions_to_lead_here() returns trigger language plpgsql as $$
declare
    -- which table asks: of an examination its id, of a transition that of its examination
    asked uuid := coalesce(to_jsonb(new) ->> 'examination_id', to_jsonb(new) ->> 'id');
begin
    if exists (select from (select to_status as state, 1 as times from examination_transition where examination_id = asked
                            union all
                            select from_status, -1 from examination_transition where examination_id = asked
                            union all
                            select status, -1 from examination where id = asked
                            union all
                            select 'PLANNED', 1) passed
               group by state having sum(times) <> 0) then
        raise exception 'the transitions of examination % do not lead to its state: % on % is refused', asked,
            lower(tg_op), tg_table_name using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create constraint trigger examination_moved after update on examination
    deferrable initially deferred for each row when (old.status is distinct from new.status)
    execute function require_transitions_to_lead_here();
create constraint trigger examination_transition_led after insert on examination_transition
    deferrable initially deferred for each row execute function require_transitions_to_lead_here();

-- Whoever gets a duty that prepares is a preparer from then on.
create function require_preparer() returns trigger language plpgsql as $$
begin
    if not exists (select from examination_preparer p
                   where p.examination_id = new.examination_id and p.user_id = new.user_id) then
        raise exception '% prepares examination % as % and is not noted as a preparer', new.user_id,
            new.examination_id, new.duty using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create constraint trigger examination_member_prepares after insert or update on examination_member
    deferrable initially deferred for each row when (new.duty in ('LEAD', 'EXAMINER')) execute function require_preparer();

-- A dataset is received, loaded, sealed; or rejected before it is loaded. A load that was cut off begins again.
create function require_next_state_of_dataset() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.status <> 'RECEIVED'
        or tg_op = 'UPDATE' and (old.status, new.status) not in (('RECEIVED', 'LOADING'), ('LOADING', 'LOADED'),
            ('LOADED', 'SEALED'), ('RECEIVED', 'REJECTED'), ('LOADING', 'REJECTED')) then
        raise exception 'a dataset does not become % like this', new.status using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

create trigger dataset_begins_received before insert on dataset
    for each row execute function require_next_state_of_dataset();
create trigger dataset_moves before update on dataset
    for each row when (old.status is distinct from new.status) execute function require_next_state_of_dataset();

-- The counts of judgements are the database's own: written by the trigger as the owner, by nobody else.
alter function count_dispositions() security definer set search_path = public, pg_temp;

-- An event waits for the chain until it is in it.
create function refuse_forgotten_events() returns trigger language plpgsql as $$
begin
    if exists (select from gone g where not exists (select from audit_link l where l.event_id = g.event_id)) then
        raise exception 'an event is not in the chain yet: delete on audit_pending is refused'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger audit_pending_linked after delete on audit_pending
    referencing old table as gone for each statement execute function refuse_forgotten_events();

do $$
begin
    if exists (select from pg_roles where rolname = 'nexus_writer') then
        revoke insert, update, delete on result_disposition from nexus_writer;
        revoke update on audit_pending from nexus_writer;
    end if;
end $$;
