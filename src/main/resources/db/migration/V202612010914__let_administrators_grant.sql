-- Who proposed a grant and who decided it could be anybody. As in the code, both administer and may sign in: who proposed at the
-- proposal and at the approval, who decides at the decision.
create function administers(person uuid) returns boolean language sql stable set search_path = public, pg_temp as $$
select exists (select from app_user u join user_role r on r.user_id = u.id
               where u.id = $1 and u.status = 'ACTIVE' and r.role = 'ADMINISTRATOR')
$$;

create or replace function refuse_change_of_grant() returns trigger language plpgsql set search_path = public, pg_temp as $$
begin
    if tg_op = 'INSERT' and new.status = 'PROPOSED' and administers(new.proposed_by) then
        return new;
    end if;
    if tg_op = 'UPDATE' and old.status = 'PROPOSED' and (new.id, new.user_id, new.roles, new.proposed_by, new.proposed_at)
        is not distinct from (old.id, old.user_id, old.roles, old.proposed_by, old.proposed_at)
        and administers(new.decided_by) and (new.status <> 'APPROVED' or administers(new.proposed_by)) then
        return new;
    end if;
    raise exception 'a grant is proposed by an administrator, decided once by another, and kept'
        using errcode = 'restrict_violation';
end $$;
