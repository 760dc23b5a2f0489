-- A run is queued, taken up, then finished, and its alerts are open at first; one that was cut off is taken up again.
create function require_next_state_of_run() returns trigger language plpgsql as $$
begin
    raise exception 'a run does not become % like this', new.status using errcode = 'restrict_violation';
end $$;

create trigger run_begins_queued before insert on run
    for each row when (new.status <> 'QUEUED') execute function require_next_state_of_run();
create trigger run_moves before update on run
    for each row when (old.finished_at is null and old.status <> new.status
        and (old.status, new.status) not in (('QUEUED', 'RUNNING'), ('QUEUED', 'CANCELLED'), ('RUNNING', 'SUCCEEDED'),
                                             ('RUNNING', 'FAILED'), ('RUNNING', 'CANCELLED')))
    execute function require_next_state_of_run();

create function require_open_alert() returns trigger language plpgsql as $$
begin
    raise exception 'an alert is open at first: insert as % is refused', new.state using errcode = 'restrict_violation';
end $$;

create trigger alert_begins_open before insert on alert
    for each row when (new.state <> 'OPEN') execute function require_open_alert();
