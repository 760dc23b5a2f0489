-- People who sign in, what they may do, and the sessions they opened.
create table app_user (
    id                   uuid        not null,
    username             text        not null,
    display_name         text        not null,
    password_hash        text        not null,
    status               text        not null,
    must_change_password boolean     not null,
    created_at           timestamptz not null,
    version              bigint      not null,
    constraint app_user_pk primary key (id),
    -- stored in lower case, so that the plain key is unique case-insensitively
    constraint app_user_username_key unique (username),
    constraint app_user_username_form check (username ~ '^[a-z0-9][a-z0-9._@+-]{1,63}$'),
    constraint app_user_status check (status in ('ACTIVE', 'DISABLED'))
);

create table user_role (
    user_id uuid not null,
    role    text not null,
    constraint user_role_pk primary key (user_id, role),
    constraint user_role_user_fk foreign key (user_id) references app_user (id),
    constraint user_role_role check (role in ('EXAMINER', 'LEAD_EXAMINER', 'REVIEWER', 'AUDITOR', 'ADMINISTRATOR'))
);

-- One sign-in: a family of refresh tokens of which at most one is unspent.
create table user_session (
    id           uuid        not null,
    user_id      uuid        not null,
    created_at   timestamptz not null,
    last_used_at timestamptz not null,
    expires_at   timestamptz not null,
    ended_at     timestamptz,
    end_reason   text,
    address      text        not null,
    client       text        not null,
    constraint user_session_pk primary key (id),
    constraint user_session_user_fk foreign key (user_id) references app_user (id),
    constraint user_session_end check ((ended_at is null) = (end_reason is null)),
    constraint user_session_end_reason check (end_reason in ('SIGNED_OUT', 'ENDED_BY_OWNER', 'TOKEN_REUSED', 'PASSWORD_CHANGED', 'ROLES_CHANGED'))
);

create index user_session_user_idx on user_session (user_id) where ended_at is null;

-- Tokens are known by their SHA-256 only; a copy of this table opens nothing.
create table refresh_token (
    token_hash char(64)    not null,
    session_id uuid        not null,
    issued_at  timestamptz not null,
    expires_at timestamptz not null,
    spent_at   timestamptz,
    constraint refresh_token_pk primary key (token_hash),
    constraint refresh_token_session_fk foreign key (session_id) references user_session (id)
);

create index refresh_token_session_idx on refresh_token (session_id);
