-- Keys that callers sent with an act, each with the answer that it got, so that an act repeated under its key is not done twice.
-- The row is written in the act's own transaction, the answer right after it. Both are sealed: they say what the act was about.

create table idempotency_key (
    id          uuid                     not null,
    user_id     uuid                     not null,
    key         text                     not null,
    fingerprint text                     not null,
    location    text,
    answer      text,
    kept_at     timestamp with time zone not null,
    expires_at  timestamp with time zone not null,
    constraint idempotency_key_pk primary key (id),
    constraint idempotency_key_user_key_uq unique (user_id, key)
);

create index idempotency_key_expires_at_ix on idempotency_key (expires_at);
