-- Runs of procedures over sealed datasets: what was asked, what came out, and what people made of it.
-- Columns of type json (not jsonb) keep the order of the members, which is the order of the computing.

create table run (
    id               uuid                     not null,
    examination_id   uuid                     not null,
    dataset_id       uuid                     not null,
    status           text                     not null,
    progress         double precision         not null default 0,
    plan             json                     not null,
    content_sha256   text                     not null,
    mapping_sha256   text                     not null,
    engine           integer                  not null,
    run_hash         text                     not null,
    result_hash      text,
    attempt          integer                  not null default 0,
    cancel_requested boolean                  not null default false,
    failure          text,
    error_id         uuid,
    reperforms       uuid,
    identical        boolean,
    differences      json,
    created_at       timestamp with time zone not null,
    created_by       text                     not null,
    started_at       timestamp with time zone,
    finished_at      timestamp with time zone,
    constraint run_pk primary key (id),
    constraint run_examination_fk foreign key (examination_id) references examination (id),
    constraint run_dataset_fk foreign key (dataset_id) references dataset (id),
    constraint run_reperforms_fk foreign key (reperforms) references run (id),
    constraint run_status_ck check (status in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    constraint run_progress_ck check (progress between 0 and 1),
    constraint run_finished_ck check ((status in ('SUCCEEDED', 'FAILED', 'CANCELLED')) = (finished_at is not null)),
    constraint run_result_ck check ((status = 'SUCCEEDED') = (result_hash is not null)),
    constraint run_failure_ck check ((status = 'FAILED') = (failure is not null)),
    constraint run_identical_ck check ((identical is not null) = (status = 'SUCCEEDED' and reperforms is not null))
) with (fillfactor = 70); -- room for the progress to be updated in place
create index run_examination_ix on run (examination_id, id);
create index run_dataset_ix on run (dataset_id, id);
create index run_queued_ix on run (created_at) where status = 'QUEUED';

-- What one procedure said; the ordinal is its place in the plan.
create table result (
    run_id      uuid    not null,
    ordinal     integer not null,
    procedure   text    not null,
    version     integer not null,
    parameters  json    not null,
    status      text    not null,
    reason      text,
    statistics  json    not null,
    alert_count integer not null,
    result_hash text    not null,
    elapsed_ms  bigint  not null,
    constraint result_pk primary key (run_id, ordinal),
    constraint result_run_fk foreign key (run_id) references run (id),
    constraint result_status_ck check (status in ('APPLICABLE', 'NOT_APPLICABLE')),
    constraint result_reason_ck check ((status = 'NOT_APPLICABLE') = (reason is not null))
);

-- Alerts are copied in by points descending, place in the plan, place in the result: within a run the id is that order.
-- No foreign key to result: rows come from the one transaction that writes the run, and a check for each would double its cost.
create table alert (
    id             bigint generated always as identity,
    run_id         uuid     not null,
    result_ordinal integer  not null,
    ordinal        integer  not null,
    points         smallint not null,
    row_nos        integer[] not null,
    explanation    json     not null,
    state          text     not null default 'OPEN',
    constraint alert_pk primary key (id),
    constraint alert_points_ck check (points between 1 and 100),
    constraint alert_rows_ck check (cardinality(row_nos) > 0),
    constraint alert_state_ck check (state in ('OPEN', 'DISPOSITIONED'))
);
create index alert_run_ix on alert (run_id, id);
create index alert_result_ix on alert (run_id, result_ordinal, id);

-- Every judgement of an alert, the last one holding; nothing is ever taken back.
create table disposition (
    id       bigint generated always as identity,
    alert_id bigint                   not null,
    outcome  text                     not null,
    reason   text                     not null,
    made_by  text                     not null,
    made_at  timestamp with time zone not null,
    constraint disposition_pk primary key (id),
    constraint disposition_alert_fk foreign key (alert_id) references alert (id),
    constraint disposition_outcome_ck
        check (outcome in ('CONFIRMED', 'EXPLAINED', 'REFUTED', 'INCONCLUSIVE', 'DUPLICATE')),
    constraint disposition_reason_ck check (length(reason) between 1 and 2000)
);
create index disposition_alert_ix on disposition (alert_id, id);

create function refuse_change_of_analysis() returns trigger language plpgsql as $$
begin
    raise exception 'what an analysis said and what was judged is kept as it is: % on % is refused',
        lower(tg_op), tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger run_finished before update or delete on run
    for each row when (old.finished_at is not null) execute function refuse_change_of_analysis();
create trigger run_truncate before truncate on run execute function refuse_change_of_analysis();
create trigger result_kept before update or delete on result
    for each row execute function refuse_change_of_analysis();
create trigger result_truncate before truncate on result execute function refuse_change_of_analysis();
create trigger alert_kept before delete on alert for each row execute function refuse_change_of_analysis();
create trigger alert_judged before update on alert for each row
    when (old.state = 'DISPOSITIONED' and new.state = 'OPEN'
        or (old.id, old.run_id, old.result_ordinal, old.ordinal, old.points, old.row_nos, old.explanation::text)
            is distinct from
            (new.id, new.run_id, new.result_ordinal, new.ordinal, new.points, new.row_nos, new.explanation::text))
    execute function refuse_change_of_analysis();
create trigger alert_truncate before truncate on alert execute function refuse_change_of_analysis();
create trigger disposition_kept before update or delete on disposition
    for each row execute function refuse_change_of_analysis();
create trigger disposition_truncate before truncate on disposition execute function refuse_change_of_analysis();
