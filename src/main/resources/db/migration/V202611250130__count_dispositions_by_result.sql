-- How many alerts of a result were judged, by the judgement that holds. Precision of procedures over all examinations is asked for
-- again and again; summed up from dispositions it would read every judged alert, of which there may be millions, while this table
-- has at most five rows a result. The database itself keeps the counts, so that they are right whichever version of the service
-- writes, and in the transaction that judges.

create table result_disposition (
    run_id         uuid    not null,
    result_ordinal integer not null,
    outcome        text    not null,
    alerts         bigint  not null,
    constraint result_disposition_pk primary key (run_id, result_ordinal, outcome),
    constraint result_disposition_result_fk foreign key (run_id, result_ordinal) references result (run_id, ordinal)
) with (fillfactor = 70); -- room for the counts to be updated in place

-- A new judgement adds to its outcome and takes from the one that held before. Rows are touched in the order of their key, so that
-- two who judge alerts of the same results never wait for each other in a circle.
create function count_dispositions() returns trigger language plpgsql as $$
begin
    insert into result_disposition as counted (run_id, result_ordinal, outcome, alerts)
    select a.run_id, a.result_ordinal, change.outcome, sum(change.alerts)
    from (select alert_id, outcome, 1 as alerts from added
          union all
          select n.alert_id, held.outcome, -1 from added n cross join lateral (
              select d.outcome from disposition d where d.alert_id = n.alert_id and d.id < n.id
              order by d.id desc limit 1) held) change
    join alert a on a.id = change.alert_id
    group by a.run_id, a.result_ordinal, change.outcome
    having sum(change.alerts) <> 0
    order by a.run_id, a.result_ordinal, change.outcome
    on conflict (run_id, result_ordinal, outcome) do update set alerts = counted.alerts + excluded.alerts;
    return null;
end $$;

-- From here to the end of the migration nobody else can judge: creating the trigger locks the table against writers.
create trigger disposition_counted after insert on disposition
    referencing new table as added for each statement execute function count_dispositions();

insert into result_disposition (run_id, result_ordinal, outcome, alerts)
select a.run_id, a.result_ordinal, held.outcome, count(*)
from (select distinct on (alert_id) alert_id, outcome from disposition order by alert_id, id desc) held
join alert a on a.id = held.alert_id
group by a.run_id, a.result_ordinal, held.outcome;

-- Results by procedure version, answered from the index alone: they never change, and their statistics are wide.
create index result_procedure_ix on result (procedure, version) include (run_id, ordinal, status, alert_count);
-- The few runs that only repeat others, which the measures leave out.
create index run_reperforms_ix on run (id) where reperforms is not null;
