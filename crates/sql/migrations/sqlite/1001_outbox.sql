create table outbox (
  id text primary key,
  topic text not null,
  dedupe_key text not null unique,
  payload text not null,
  created_at integer not null,
  available_at integer not null,
  attempts integer not null default 0,
  last_error text,
  done_at integer,
  parked_at integer
) strict, without rowid;

create index outbox_due on outbox (available_at) where done_at is null and parked_at is null;
