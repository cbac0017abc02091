-- When an item expires, in seconds since 1970. Few do.
alter table items add column expires_at integer;
create index items_expiry on items (expires_at) where expires_at is not null;

-- The change feed: one row for each transaction, or for each thousand keys of a large one. `keys`
-- is JSON: [[partition, [sort, …]], …]. What is at a key is read from `items`. Numbers are never
-- given twice, or a follower would miss what comes after a sweep.
create table item_changes (
  number integer primary key autoincrement,
  at integer not null,
  keys text not null
) strict;

create index item_changes_at on item_changes (at);
