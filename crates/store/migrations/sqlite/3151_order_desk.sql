-- What staff do with orders and customers.

-- Which lines a refund is for. A line whose whole price went back is taken back with it.
create table refund_lines (
  refund_id text not null references refunds (id),
  line_id text not null references order_lines (id),
  amount_cents integer not null check (amount_cents > 0),
  primary key (refund_id, line_id)
) strict, without rowid;

create index refund_lines_of_line on refund_lines (line_id);

create table notes (
  id text primary key,
  entity text not null check (entity in ('order', 'customer')),
  entity_id text not null,
  employee_id integer not null references employees (id),
  body text not null,
  created_at integer not null
) strict;

create index notes_of_entity on notes (entity, entity_id, created_at, id);

-- Mails about an order that staff asked for: the key is the outbox's.
create table order_mails (
  dedupe_key text primary key,
  order_id text not null references orders (id),
  kind text not null check (kind in ('receipt', 'download')),
  employee_id integer not null references employees (id),
  created_at integer not null
) strict, without rowid;

create index order_mails_of_order on order_mails (order_id, created_at);

create index download_grants_of_customer on download_grants (customer_id, created_at);

-- One for each sort of the list.
create index orders_list_by_placed on orders (placed_at, id);
create index orders_list_by_number on orders (number, id);
create index orders_list_by_total on orders (total_cents, id);
create index orders_list_by_refunded on orders (refunded_cents, id);
create index orders_list_by_status on orders (status, placed_at, id);
create index customers_list_by_name on customers (last_name, id);
create index customers_list_by_created on customers (created_at, id);

-- What waits for somebody.
create index orders_held on orders (updated_at) where held_reason is not null;
create index refunds_failed on refunds (updated_at) where state = 'failed';
create index provider_events_parked on provider_events (parked_at) where parked_at is not null;
create index provider_events_of_object on provider_events (provider, object_ref);
create index provider_events_list on provider_events (received_at, event_id);
