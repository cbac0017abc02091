create table outbox (
  id text primary key,
  topic text not null,
  dedupe_key text not null unique,
  payload text not null,
  created_at bigint not null,
  available_at bigint not null,
  attempts bigint not null default 0,
  last_error text,
  done_at bigint,
  parked_at bigint
);

create index outbox_due on outbox (available_at) where done_at is null and parked_at is null;
