-- Samples of rows of a run, and what inspections of them found. Everything here is added and never taken back: a sample that
-- was drawn stays visible, so that nobody draws until one pleases.

create table sample (
    id                    uuid                     not null,
    run_id                uuid                     not null,
    ordinal               integer                  not null,
    method                text                     not null,
    confidence            numeric                  not null,
    tolerable             numeric,
    expected              numeric,
    currency              text,
    negative              boolean,
    interval_minor        bigint,
    population_rows       integer                  not null,
    population_minor      bigint,
    planned_size          integer                  not null,
    drawn_rows            integer                  not null,
    certain_rows          integer                  not null,
    seed                  text                     not null,
    statement             text                     not null,
    created_at            timestamp with time zone not null,
    created_by            text                     not null,
    constraint sample_pk primary key (id),
    constraint sample_ordinal_uk unique (run_id, ordinal),
    constraint sample_run_fk foreign key (run_id) references run (id),
    constraint sample_method_ck check (method in ('BELOW_THE_LINE', 'ATTRIBUTE', 'MONETARY_UNIT')),
    constraint sample_ordinal_ck check (ordinal > 0),
    constraint sample_confidence_ck check (confidence > 0 and confidence < 1),
    constraint sample_rows_ck check (drawn_rows between 1 and population_rows and certain_rows between 0 and drawn_rows),
    constraint sample_size_ck check (planned_size > 0),
    constraint sample_seed_ck check (seed ~ '^[0-9a-f]{16}$'),
    constraint sample_money_ck check ((method = 'MONETARY_UNIT') = (currency is not null)
        and (currency is null) = (negative is null) and (currency is null) = (interval_minor is null)
        and (currency is null) = (population_minor is null)),
    constraint sample_value_ck check (interval_minor > 0 and population_minor > 0)
);

-- The rows drawn; certain says that a row was drawn for its size alone.
create table sample_item (
    sample_id  uuid    not null,
    row_no     integer not null,
    certain    boolean not null,
    book_minor bigint,
    constraint sample_item_pk primary key (sample_id, row_no),
    constraint sample_item_sample_fk foreign key (sample_id) references sample (id),
    constraint sample_item_row_ck check (row_no > 0)
);

-- Every inspection of a drawn row, the last one holding.
create table sample_inspection (
    id            bigint generated always as identity,
    sample_id     uuid                     not null,
    row_no        integer                  not null,
    outcome       text                     not null,
    audited_minor bigint,
    note          text,
    made_by       text                     not null,
    made_at       timestamp with time zone not null,
    constraint sample_inspection_pk primary key (id),
    constraint sample_inspection_item_fk foreign key (sample_id, row_no) references sample_item (sample_id, row_no),
    constraint sample_inspection_outcome_ck check (outcome in ('CORRECT', 'MISSED', 'MISSTATED', 'UNSUPPORTED')),
    constraint sample_inspection_audited_ck check ((outcome = 'MISSTATED') = (audited_minor is not null)),
    constraint sample_inspection_note_ck check (length(note) between 1 and 2000)
);
create index sample_inspection_item_ix on sample_inspection (sample_id, row_no, id);

create function refuse_change_of_samples() returns trigger language plpgsql as $$
begin
    raise exception 'what was drawn and what an inspection found is kept as it is: % on % is refused',
        lower(tg_op), tg_table_name using errcode = 'restrict_violation';
end $$;

create trigger sample_kept before update or delete on sample
    for each row execute function refuse_change_of_samples();
create trigger sample_truncate before truncate on sample execute function refuse_change_of_samples();
create trigger sample_item_kept before update or delete on sample_item
    for each row execute function refuse_change_of_samples();
create trigger sample_item_truncate before truncate on sample_item execute function refuse_change_of_samples();
create trigger sample_inspection_kept before update or delete on sample_inspection
    for each row execute function refuse_change_of_samples();
create trigger sample_inspection_truncate before truncate on sample_inspection
    execute function refuse_change_of_samples();

-- A sample is drawn in one transaction with its rows; no row joins it later.
create function refuse_late_sample_items() returns trigger language plpgsql as $$
begin
    if exists (select from (select distinct sample_id from added) late join sample s on s.id = late.sample_id
               where s.xmin::text <> pg_current_xact_id()::xid::text) then
        raise exception 'a sample keeps the rows that were drawn: insert on sample_item is refused'
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger sample_item_added after insert on sample_item
    referencing new table as added for each statement execute function refuse_late_sample_items();
