-- Lists of the admin area as somebody likes them: filters, sort and columns.
create table saved_views (
  id text primary key,
  list text not null,
  name text not null,
  -- As in the address of the page.
  query text not null,
  -- A JSON list of names; empty: the list's own choice.
  columns text not null,
  owner_id integer not null references employees (id),
  shared integer not null default 0,
  created_at integer not null,
  updated_at integer not null,
  version integer not null default 1,
  unique (owner_id, list, name)
) strict;

create index saved_views_shared on saved_views (list, name) where shared;
