-- When an item expires, in seconds since 1970. Few do.
alter table items add column expires_at bigint;
create index items_expiry on items (expires_at) where expires_at is not null;

-- The change feed: one row for each transaction, or for each thousand keys of a large one. `keys`
-- is JSON: [[partition, [sort, …]], …]. What is at a key is read from `items`. Numbers are given
-- before their transactions commit, in whatever order those do: followers read only below the
-- oldest transaction still open, in the order of transactions, and so miss none.
create table item_changes (
  transaction bigint not null default (pg_current_xact_id()::text::bigint),
  number bigint generated always as identity,
  at bigint not null,
  keys text not null,
  primary key (transaction, number)
);

create index item_changes_at on item_changes (at);
