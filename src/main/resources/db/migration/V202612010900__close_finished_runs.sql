-- What a run said is complete when it is finished: no result and no alert joins it in a later transaction, and none stands
-- without a run. Looked at once for each statement, so that a COPY of all alerts of a run pays for one look.
create function refuse_late_parts_of_run() returns trigger language plpgsql as $$
begin
    if exists (select from (select distinct run_id from added) late left join run r on r.id = late.run_id
               where r.id is null
                  or r.finished_at is not null and r.xmin::text <> pg_current_xact_id()::xid::text) then
        raise exception 'what an analysis said is kept as it is: insert on % is refused', tg_table_name
            using errcode = 'restrict_violation';
    end if;
    return null;
end $$;

create trigger result_added after insert on result
    referencing new table as added for each statement execute function refuse_late_parts_of_run();
create trigger alert_added after insert on alert
    referencing new table as added for each statement execute function refuse_late_parts_of_run();
