-- The words of people about alerts and rows are kept sealed, which makes up to 2,000 characters of up to four bytes longer; how many
-- characters they may have is for the service to say.
alter table disposition
    drop constraint disposition_reason_ck,
    add constraint disposition_reason_ck check (length(reason) between 1 and 12000);
alter table sample_inspection
    drop constraint sample_inspection_note_ck,
    add constraint sample_inspection_note_ck check (length(note) between 1 and 12000);
