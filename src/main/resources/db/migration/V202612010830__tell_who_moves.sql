-- Who made a move could be anybody, or nobody: an id that no user has prepared nothing. As in the code, it is a user by id and
-- name, who is on the team with the duty of the move and holds a role that fits it; and who prepared approves nothing. What a user
-- may do is read from user_role, which the service's role cannot change alone where there are two administrators.
create or replace function require_four_eyes_on_examination() returns trigger language plpgsql as $$
declare
    by_lead constant boolean := (new.from_status, new.to_status) in (
        ('PLANNED', 'CANCELLED'), ('FIELDWORK', 'IN_REVIEW'), ('FIELDWORK', 'CANCELLED'));
    needed_duty constant text := case when by_lead then 'LEAD' else 'REVIEWER' end;
    needed_role constant text := case when by_lead then 'LEAD_EXAMINER' else 'REVIEWER' end;
begin
    if (new.from_status, new.to_status) in (('PLANNED', 'FIELDWORK'), ('IN_REVIEW', 'ISSUED'), ('ISSUED', 'CLOSED'))
        and exists (select from examination_preparer p
                    where p.examination_id = new.examination_id and p.user_id = new.made_by_id) then
        raise exception 'preparer % may not approve examination %', new.made_by_id, new.examination_id
            using errcode = 'restrict_violation';
    end if;
    if not exists (select from app_user u
                   join examination_member m on m.user_id = u.id and m.examination_id = new.examination_id
                   join user_role r on r.user_id = u.id
                   where u.id = new.made_by_id and u.username = new.made_by and u.status = 'ACTIVE'
                     and m.duty = needed_duty and r.role = needed_role) then
        raise exception '% (%) may not move examination % from % to %: no member whose duty it is', new.made_by,
            new.made_by_id, new.examination_id, new.from_status, new.to_status using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

-- What was approved stays as approved.
create function refuse_change_of_approved_scope() returns trigger language plpgsql as $$
begin
    raise exception 'the scope of examination % is approved: only its title changes', old.id
        using errcode = 'restrict_violation';
end $$;

create trigger examination_scope_approved before update on examination
    for each row when ((old.status <> 'PLANNED' or new.status <> 'PLANNED')
        and (old.institution, old.period_start, old.period_end, old.currency, old.materiality)
            is distinct from (new.institution, new.period_start, new.period_end, new.currency, new.materiality))
    execute function refuse_change_of_approved_scope();
