-- One row: whoever changes roles or the reporting tree writes it first, so that such changes come
-- one after the other, and what was read in between holds until the end.
create table staff_state (
  id integer primary key check (id = 1),
  version integer not null default 1
);

insert into staff_state (id) values (1);

-- Since when somebody no longer works here; empty while they do.
alter table employees add column left_at bigint;
