-- Second datasets of a run, each with its kind, dataset and digests; and the version of the points of its alerts.
-- Runs of before have no masters; their weights, which had no version yet, stand as 0 and are no part of their hash.
-- A replica that does not know the columns leaves both to the defaults.

alter table run
    add column masters json    not null default '[]',
    add column weights integer not null default 0;
