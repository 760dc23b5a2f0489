-- Chunks of uploaded files and blocks of texts are sealed with the data key of their dataset; those from before say that they are not.
alter table dataset_file_chunk add column sealed boolean not null default false;
alter table dataset_text_block add column sealed boolean not null default false;
