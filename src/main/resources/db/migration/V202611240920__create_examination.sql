create table examination (
    id           uuid        not null constraint examination_pk primary key,
    version      bigint      not null,
    title        text        not null constraint examination_title_length check (char_length(title) between 1 and 200),
    institution  text        not null
                             constraint examination_institution_length check (char_length(institution) between 1 and 200),
    period_start date        not null,
    period_end   date        not null,
    currency     text        not null constraint examination_currency_code check (currency ~ '^[A-Z]{3}$'),
    materiality  numeric     constraint examination_materiality_positive check (materiality > 0),
    status       text        not null constraint examination_status_known
                             check (status in ('PLANNED', 'FIELDWORK', 'IN_REVIEW', 'ISSUED', 'CLOSED', 'CANCELLED')),
    created_at   timestamptz not null,
    created_by   text        not null,
    constraint examination_period_order check (period_start <= period_end)
);

create table examination_member (
    examination_id uuid not null constraint examination_member_examination_fk references examination,
    user_id        uuid not null,
    username       text not null,
    display_name   text not null,
    duty           text not null constraint examination_member_duty_known
                        check (duty in ('LEAD', 'EXAMINER', 'REVIEWER', 'OBSERVER')),
    constraint examination_member_pk primary key (examination_id, user_id)
);

-- "examinations of this user, newest first" is the most frequent question of all
create index examination_member_user_ix on examination_member (user_id, examination_id) include (duty);

-- everyone who ever led, worked on or scoped the examination
create table examination_preparer (
    examination_id uuid not null constraint examination_preparer_examination_fk references examination,
    user_id        uuid not null,
    constraint examination_preparer_pk primary key (examination_id, user_id)
);

create table examination_transition (
    id             uuid        not null constraint examination_transition_pk primary key,
    examination_id uuid        not null constraint examination_transition_examination_fk references examination,
    from_status    text        not null,
    to_status      text        not null,
    reason         text        constraint examination_transition_reason_length
                               check (char_length(reason) between 1 and 2000),
    made_by_id     uuid        not null,
    made_by        text        not null,
    made_at        timestamptz not null,
    constraint examination_transition_legal check ((from_status, to_status) in (
        ('PLANNED', 'FIELDWORK'), ('PLANNED', 'CANCELLED'), ('FIELDWORK', 'IN_REVIEW'), ('FIELDWORK', 'CANCELLED'),
        ('IN_REVIEW', 'ISSUED'), ('IN_REVIEW', 'FIELDWORK'), ('ISSUED', 'CLOSED'), ('CLOSED', 'FIELDWORK'))),
    constraint examination_transition_explained check (reason is not null or (from_status, to_status) in (
        ('PLANNED', 'FIELDWORK'), ('FIELDWORK', 'IN_REVIEW'), ('IN_REVIEW', 'ISSUED'), ('ISSUED', 'CLOSED')))
);

create index examination_transition_examination_ix on examination_transition (examination_id, id);

create function refuse_change_of_examination_history() returns trigger language plpgsql as $$
begin
    raise exception 'rows of % are only added', tg_table_name using errcode = 'restrict_violation';
end;
$$;

create trigger examination_transition_append_only before update or delete on examination_transition
    for each row execute function refuse_change_of_examination_history();
create trigger examination_preparer_append_only before update or delete on examination_preparer
    for each row execute function refuse_change_of_examination_history();
create trigger examination_transition_not_truncated before truncate on examination_transition
    for each statement execute function refuse_change_of_examination_history();
create trigger examination_preparer_not_truncated before truncate on examination_preparer
    for each statement execute function refuse_change_of_examination_history();

-- whoever prepared an examination approves neither its scope nor its report, whatever the application believes
create function require_four_eyes_on_examination() returns trigger language plpgsql as $$
begin
    if (new.from_status, new.to_status) in (('PLANNED', 'FIELDWORK'), ('IN_REVIEW', 'ISSUED'), ('ISSUED', 'CLOSED'))
        and exists (select from examination_preparer p
                    where p.examination_id = new.examination_id and p.user_id = new.made_by_id) then
        raise exception 'preparer % may not approve examination %', new.made_by_id, new.examination_id
            using errcode = 'restrict_violation';
    end if;
    return new;
end;
$$;

create trigger examination_transition_four_eyes before insert on examination_transition
    for each row execute function require_four_eyes_on_examination();
