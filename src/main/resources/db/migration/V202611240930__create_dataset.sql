-- Datasets: the table that was uploaded, its rows as codes and primitives, its texts as blocks, its bytes as they came.

create table dataset (
    id             uuid                     not null,
    number         bigint generated always as identity,
    examination_id uuid                     not null
        constraint dataset_examination_fk references examination (id),
    name           text                     not null,
    kind           text                     not null,
    status         text                     not null,
    rows           bigint                   not null default 0,
    rejected_rows  bigint                   not null default 0,
    progress       double precision         not null default 0,
    file_name      text                     not null,
    file_size      bigint                   not null,
    file_sha256    text                     not null,
    file_packed    boolean                  not null,
    content_sha256 text,
    mapping        text                     not null,
    mapping_sha256 text                     not null,
    control_totals text,
    profile        text,
    problem        text,
    created_at     timestamp with time zone not null,
    created_by     text                     not null,
    sealed_at      timestamp with time zone,
    sealed_by      text,
    constraint dataset_pk primary key (id),
    constraint dataset_number_uk unique (number),
    constraint dataset_kind_ck check (kind in ('LEDGER', 'PAYMENTS', 'TRANSFERS', 'VENDORS', 'EMPLOYEES')),
    constraint dataset_status_ck check (status in ('RECEIVED', 'LOADING', 'LOADED', 'SEALED', 'REJECTED')),
    constraint dataset_sealed_ck check ((status = 'SEALED') = (sealed_at is not null and sealed_by is not null)),
    constraint dataset_content_ck check (status not in ('LOADED', 'SEALED') or content_sha256 is not null)
);
create index dataset_examination_ix on dataset (examination_id, id);

-- The uploaded bytes in blocks of 4 MiB, each deflated by itself unless the file was compressed already.
create table dataset_file_chunk (
    dataset_id uuid    not null,
    chunk_no   integer not null,
    bytes      bytea   not null,
    constraint dataset_file_chunk_pk primary key (dataset_id, chunk_no),
    constraint dataset_file_chunk_dataset_fk foreign key (dataset_id) references dataset (id) deferrable initially deferred
);
alter table dataset_file_chunk alter column bytes set storage external;

-- One row a record, partitioned by the number of the dataset. Texts are codes into the text block of the segment that the
-- row is in; null where the value is absent. Partitions are loaded as tables of their own and attached when whole.
create table record (
    dataset           bigint  not null,
    row_no            integer not null,
    line              bigint  not null,
    amount            bigint,
    posted_at         timestamp with time zone,
    entered_at        timestamp with time zone,
    effective_on      date,
    opened_on         date,
    currency          smallint,
    document_no       smallint,
    account           smallint,
    counter_account   smallint,
    counterparty_id   smallint,
    counterparty_name smallint,
    description       smallint,
    type              smallint,
    created_by        smallint,
    approved_by       smallint,
    name              smallint,
    tax_id            smallint,
    bank_account      smallint,
    address           smallint,
    phone             smallint,
    status            smallint,
    source            smallint[],
    constraint record_pk primary key (dataset, row_no)
) partition by list (dataset);

-- The distinct texts of one column in one segment of rows, in the order of their codes (1, 2, ...): for each its length in
-- bytes as a variable-length number, then its UTF-8; deflated. A segment runs from first_row to the row before the next.
create table dataset_text_block (
    dataset_id uuid    not null,
    column_no  integer not null,
    first_row  integer not null,
    entries    integer not null,
    raw_size   integer not null,
    bytes      bytea   not null,
    constraint dataset_text_block_pk primary key (dataset_id, column_no, first_row),
    constraint dataset_text_block_dataset_fk foreign key (dataset_id) references dataset (id)
);
alter table dataset_text_block alter column bytes set storage external;

-- Rows of the file that could not be read.
create table dataset_reject (
    dataset_id  uuid   not null,
    reject_no   bigint not null,
    line        bigint not null,
    column_name text,
    value       text,
    reason      text   not null,
    constraint dataset_reject_pk primary key (dataset_id, reject_no),
    constraint dataset_reject_dataset_fk foreign key (dataset_id) references dataset (id)
);

-- A sealed dataset never changes, whoever asks and by whatever statement.
create function refuse_change_of_sealed() returns trigger language plpgsql as $$
begin
    raise exception 'the dataset is sealed: % on % is refused', lower(tg_op), tg_table_name
        using errcode = 'restrict_violation';
end $$;

create function refuse_change_of_sealed_part() returns trigger language plpgsql as $$
begin
    if tg_op <> 'INSERT' and exists (select from dataset where id = old.dataset_id and status = 'SEALED')
        or tg_op <> 'DELETE' and exists (select from dataset where id = new.dataset_id and status = 'SEALED') then
        raise exception 'the dataset is sealed: % on % is refused', lower(tg_op), tg_table_name
            using errcode = 'restrict_violation';
    end if;
    if tg_op = 'DELETE' then
        return old;
    end if;
    return new;
end $$;

create function refuse_truncate_with_sealed() returns trigger language plpgsql as $$
begin
    if exists (select from dataset where status = 'SEALED') then
        raise exception 'some datasets are sealed: truncate of % is refused', tg_table_name
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger dataset_sealed before update or delete on dataset
    for each row when (old.status = 'SEALED') execute function refuse_change_of_sealed();
create trigger dataset_truncate before truncate on dataset execute function refuse_truncate_with_sealed();
create trigger dataset_file_chunk_sealed before insert or update or delete on dataset_file_chunk
    for each row execute function refuse_change_of_sealed_part();
create trigger dataset_file_chunk_truncate before truncate on dataset_file_chunk execute function refuse_truncate_with_sealed();
create trigger dataset_text_block_sealed before insert or update or delete on dataset_text_block
    for each row execute function refuse_change_of_sealed_part();
create trigger dataset_text_block_truncate before truncate on dataset_text_block execute function refuse_truncate_with_sealed();
create trigger dataset_reject_sealed before insert or update or delete on dataset_reject
    for each row execute function refuse_change_of_sealed_part();
create trigger dataset_reject_truncate before truncate on dataset_reject execute function refuse_truncate_with_sealed();
create trigger record_truncate before truncate on record execute function refuse_truncate_with_sealed();
