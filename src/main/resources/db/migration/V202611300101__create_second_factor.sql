-- The second factor of a person: a seed that codes are made from (RFC 6238), sealed, and codes for the day it is lost, hashed.
create table second_factor (
    user_id      uuid        not null,
    seed         text        not null,
    begun_at     timestamptz not null,
    confirmed_at timestamptz,
    -- the last time step whose code was taken: no code of it or before it is taken again
    last_step    bigint      not null,
    failures     integer     not null,
    held_until   timestamptz,
    constraint second_factor_pk primary key (user_id),
    constraint second_factor_user_fk foreign key (user_id) references app_user (id),
    constraint second_factor_failures check (failures >= 0)
);

create table recovery_code (
    user_id   uuid     not null,
    code_hash char(64) not null,
    spent_at  timestamptz,
    constraint recovery_code_pk primary key (user_id, code_hash),
    constraint recovery_code_factor_fk foreign key (user_id) references second_factor (user_id) on delete cascade
);

-- Roles that need one, beside those that the operator's settings name.
create table second_factor_demand (
    role text not null,
    constraint second_factor_demand_pk primary key (role),
    constraint second_factor_demand_role check (role in ('EXAMINER', 'LEAD_EXAMINER', 'REVIEWER', 'AUDITOR', 'ADMINISTRATOR'))
);

alter table user_session drop constraint user_session_end_reason;
alter table user_session add constraint user_session_end_reason
    check (end_reason in ('SIGNED_OUT', 'ENDED_BY_OWNER', 'ENDED_BY_ADMINISTRATOR', 'TOKEN_REUSED', 'PASSWORD_CHANGED', 'ROLES_CHANGED',
                          'SECOND_FACTOR_CHANGED', 'USER_DISABLED'));
