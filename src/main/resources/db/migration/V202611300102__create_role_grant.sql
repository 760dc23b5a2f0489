-- Changes of roles that wait for a second administrator, or had one.
create table role_grant (
    id          uuid        not null,
    user_id     uuid        not null,
    roles       text[]      not null,
    status      text        not null,
    proposed_by uuid        not null,
    proposed_at timestamptz not null,
    decided_by  uuid,
    decided_at  timestamptz,
    constraint role_grant_pk primary key (id),
    constraint role_grant_user_fk foreign key (user_id) references app_user (id),
    constraint role_grant_proposer_fk foreign key (proposed_by) references app_user (id),
    constraint role_grant_decider_fk foreign key (decided_by) references app_user (id),
    constraint role_grant_roles check (cardinality(roles) > 0
        and roles <@ array['EXAMINER', 'LEAD_EXAMINER', 'REVIEWER', 'AUDITOR', 'ADMINISTRATOR']),
    constraint role_grant_status check (status in ('PROPOSED', 'APPROVED', 'WITHDRAWN')),
    constraint role_grant_decision check ((status = 'PROPOSED') = (decided_by is null)
        and (decided_by is null) = (decided_at is null)),
    -- whoever writes
    constraint role_grant_four_eyes check (status <> 'APPROVED' or decided_by <> proposed_by)
);

-- One change of a user's roles waits at a time, so that it is clear what an approval leads to.
create unique index role_grant_waiting_uk on role_grant (user_id) where status = 'PROPOSED';

create function refuse_change_of_grant() returns trigger language plpgsql as $$
begin
    if tg_op = 'INSERT' and new.status = 'PROPOSED' then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.status = 'PROPOSED' and (new.id, new.user_id, new.roles, new.proposed_by, new.proposed_at)
        is not distinct from (old.id, old.user_id, old.roles, old.proposed_by, old.proposed_at) then
        return new;
    end if;
    raise exception 'a grant is proposed, decided once, and kept' using errcode = 'restrict_violation';
end $$;

create trigger role_grant_kept before insert or update or delete on role_grant
    for each row execute function refuse_change_of_grant();

-- Where there were two administrators before this transaction, roles change only by a grant that it approves. A row that this
-- transaction wrote is known by its xmin.
create function require_approved_grant() returns trigger language plpgsql as $$
declare
    changed user_role%rowtype;
begin
    if tg_op = 'INSERT' then
        changed := new;
    else
        changed := old;
    end if;
    if tg_op <> 'UPDATE' and (
        (select count(*) from user_role r
         where r.role = 'ADMINISTRATOR' and r.xmin <> pg_current_xact_id()::xid) < 2
        or exists (select from role_grant g
                   where g.user_id = changed.user_id and g.status = 'APPROVED' and g.xmin = pg_current_xact_id()::xid
                     and (changed.role = any (g.roles)) = (tg_op = 'INSERT'))) then
        return changed;
    end if;
    raise exception 'a second administrator must approve a change of roles' using errcode = 'restrict_violation';
end $$;

create trigger user_role_granted before insert or update or delete on user_role
    for each row execute function require_approved_grant();
