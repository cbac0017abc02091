-- Keys of partners: SHA-256 only. `prefix` is what a person recognises a key by.
create table api_keys (
  id text primary key,
  name text not null,
  prefix text not null,
  key_hash text not null unique,
  -- Words separated by spaces: catalogue:read sales:read orders:read.
  scopes text not null,
  per_minute integer not null check (per_minute between 1 and 6000),
  created_by integer not null references employees (id),
  created_at integer not null,
  last_used_at integer,
  revoked_at integer
) strict;

-- Where other programs are told what happens. The secret that signs is made of `secret` and of the
-- shop's own key, which is not here.
create table webhook_endpoints (
  id text primary key,
  url text not null,
  about text not null,
  -- Words separated by spaces: order.paid order.refunded release.published.
  events text not null,
  secret text not null,
  created_by integer not null references employees (id),
  created_at integer not null,
  disabled_at integer
) strict;

create table webhook_deliveries (
  id text primary key,
  endpoint_id text not null references webhook_endpoints (id),
  -- One event reaches one endpoint as one delivery, however often it is announced.
  event_id text not null,
  event text not null,
  body text not null,
  state text not null check (state in ('queued', 'retrying', 'delivered', 'parked')),
  attempts integer not null default 0,
  due_at integer not null,
  last_status integer,
  last_error text,
  created_at integer not null,
  delivered_at integer,
  unique (endpoint_id, event_id)
) strict;

create index webhook_deliveries_of_endpoint on webhook_deliveries (endpoint_id, id);
create index webhook_deliveries_due on webhook_deliveries (due_at) where state in ('queued', 'retrying');
create index webhook_deliveries_parked on webhook_deliveries (due_at) where state = 'parked';
create index webhook_deliveries_by_age on webhook_deliveries (created_at);

-- Sales in the order they were paid.
create index orders_by_paid on orders (paid_at, id) where paid_at is not null;
