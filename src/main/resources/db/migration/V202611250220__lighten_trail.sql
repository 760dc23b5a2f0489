-- What an event costs is paid by every act. Events are never deleted, so that the keys to them guard nothing that the triggers
-- and the verification do not; each cost a lookup and a lock on the event's row. The forms of names and hashes are the
-- service's own. Of an actor people ask within an examination or lately, which the other orders answer.
alter table audit_pending drop constraint audit_pending_event_fk;
alter table audit_link drop constraint audit_link_event_fk, drop constraint audit_link_hash_ck;
alter table audit_event drop constraint audit_event_act_ck, drop constraint audit_event_object_ck;
drop index audit_event_actor_ix;
