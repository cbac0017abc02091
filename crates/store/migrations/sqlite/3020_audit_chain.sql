-- What an entry changed, on whose behalf; and the chain that shows whether an entry was altered.
alter table audit_log add column on_behalf_of integer;
alter table audit_log add column before text;
alter table audit_log add column after text;

create index audit_log_of_actor on audit_log (actor_kind, actor_id, at);

-- An entry is sealed soon after its transaction: each hash covers the entry and the hash before it.
create table audit_seals (
  seq integer primary key check (seq > 0),
  entry_id text not null unique references audit_log (id),
  hash text not null
) strict;

create trigger audit_log_is_never_changed before update on audit_log
begin
  select raise(abort, 'the audit log is never changed');
end;

create trigger audit_log_is_never_deleted before delete on audit_log
begin
  select raise(abort, 'the audit log is never deleted from');
end;

create trigger audit_seals_are_never_changed before update on audit_seals
begin
  select raise(abort, 'the audit log is never changed');
end;

create trigger audit_seals_are_never_deleted before delete on audit_seals
begin
  select raise(abort, 'the audit log is never deleted from');
end;
