-- Carts, orders, money, what was bought, invoices. Money in minor units, moments in milliseconds.
--
-- The arbiter of every race stands here: unique keys say "once", CHECKs say "never more than".

-- One cart a customer; writers of a cart queue at its row.
create table carts (
  customer_id bigint primary key references customers (id),
  version bigint not null default 0,
  updated_at bigint not null
);

create table cart_items (
  customer_id bigint not null references customers (id),
  kind text not null check (kind in ('track', 'album')),
  ref_id bigint not null,
  added_at bigint not null,
  -- Order of adding within one moment.
  place bigint not null,
  primary key (customer_id, kind, ref_id)
);

create table orders (
  id text primary key,
  number text not null unique,
  customer_id bigint not null references customers (id),
  status text not null check (status in ('pending_payment', 'processing', 'paid', 'fulfilled', 'expired',
    'canceled', 'partially_refunded', 'refunded', 'disputed')),
  -- `shop`, or the data set it was imported with.
  source text not null default 'shop',
  currency text not null check (length(currency) = 3),
  subtotal_cents bigint not null check (subtotal_cents >= 0),
  discount_cents bigint not null default 0 check (discount_cents >= 0),
  tax_cents bigint not null default 0 check (tax_cents >= 0),
  total_cents bigint not null check (total_cents = subtotal_cents - discount_cents + tax_cents),
  -- What has gone back.
  refunded_cents bigint not null default 0 check (refunded_cents between 0 and total_cents),
  billing_name text not null,
  billing_line1 text,
  billing_line2 text,
  billing_city text,
  billing_region text,
  billing_postal_code text,
  billing_country text check (length(billing_country) = 2),
  -- For the customer: why the last attempt to pay did not work.
  payment_problem text,
  -- For staff: why money was taken note of, but goods were not given.
  held_reason text,
  placed_at bigint not null,
  expires_at bigint,
  paid_at bigint,
  updated_at bigint not null,
  version bigint not null default 1
);

create index orders_of_customer on orders (customer_id, placed_at, id);
create index orders_open on orders (expires_at, id) where status = 'pending_payment';

-- What was put into the cart, as it was called and cost at that moment.
create table order_lines (
  id text primary key,
  order_id text not null references orders (id),
  position bigint not null check (position > 0),
  kind text not null check (kind in ('track', 'album')),
  ref_id bigint not null,
  title text not null,
  artist_name text,
  unit_price_cents bigint not null check (unit_price_cents >= 0),
  discount_cents bigint not null default 0 check (discount_cents between 0 and unit_price_cents * quantity),
  quantity bigint not null default 1 check (quantity > 0),
  unique (order_id, position)
);

-- The tracks a line brings: itself, or those of the album that were not owned yet. `price_cents`
-- is the track's share of what the line costs, to the cent.
create table order_line_tracks (
  line_id text not null references order_lines (id),
  track_id bigint not null references tracks (id),
  position bigint not null check (position > 0),
  name text not null,
  artist_name text,
  album_title text,
  duration_ms bigint not null,
  list_price_cents bigint not null check (list_price_cents >= 0),
  price_cents bigint not null check (price_cents between 0 and list_price_cents),
  primary key (line_id, track_id)
);

-- An attempt to pay. The row stands before the provider is called, `provider_ref` after.
create table payments (
  id text primary key,
  order_id text not null references orders (id),
  attempt bigint not null check (attempt > 0),
  -- `test`, or `imported`.
  provider text not null,
  provider_ref text,
  redirect_url text,
  state text not null check (state in ('created', 'requires_action', 'processing', 'succeeded', 'failed', 'canceled', 'expired')),
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (length(currency) = 3),
  -- Money of a second success of one order: it goes back as a whole.
  surplus boolean not null default false,
  -- Pending and succeeded refunds together.
  refunding_cents bigint not null default 0 check (refunding_cents between 0 and amount_cents),
  decline_code text,
  decline_message text,
  -- When the reconciler asks the provider again.
  ask_at bigint not null,
  created_at bigint not null,
  updated_at bigint not null,
  unique (order_id, attempt),
  unique (provider, provider_ref)
);

create unique index payments_one_success on payments (order_id) where state = 'succeeded' and not surplus;
create index payments_open on payments (ask_at, id) where state in ('created', 'requires_action', 'processing');

-- The inbox of webhooks: stored, acknowledged, processed from here.
create table provider_events (
  provider text not null,
  event_id text not null,
  kind text not null,
  object_ref text not null,
  received_at bigint not null,
  available_at bigint not null,
  attempts bigint not null default 0,
  last_error text,
  processed_at bigint,
  outcome text,
  parked_at bigint,
  primary key (provider, event_id)
);

create index provider_events_due on provider_events (available_at) where processed_at is null and parked_at is null;

create table refunds (
  id text primary key,
  order_id text not null references orders (id),
  payment_id text not null references payments (id),
  amount_cents bigint not null check (amount_cents > 0),
  currency text not null check (length(currency) = 3),
  state text not null check (state in ('pending', 'succeeded', 'failed')),
  -- `requested` by staff, made `at_provider` by hand, or why the shop sent the money back by itself.
  cause text not null check (cause in ('requested', 'at_provider', 'not_sellable', 'already_owned', 'paid_twice')),
  reason text not null,
  idempotency_key text not null unique,
  provider_ref text unique,
  employee_id bigint references employees (id),
  problem text,
  attempts bigint not null default 0,
  available_at bigint not null,
  created_at bigint not null,
  updated_at bigint not null
);

create index refunds_of_order on refunds (order_id, created_at, id);
create index refunds_pending on refunds (available_at, id) where state = 'pending';

-- Who owns what. Every entitlement comes from an order, a gift or a code included.
create table entitlements (
  order_id text not null references orders (id),
  track_id bigint not null references tracks (id),
  customer_id bigint not null references customers (id),
  granted_at bigint not null,
  revoked_at bigint,
  primary key (order_id, track_id)
);

create unique index entitlements_owned on entitlements (customer_id, track_id) where revoked_at is null;

-- Permission to fetch something a few times. What may be fetched is asked again at delivery.
create table download_grants (
  id text primary key,
  customer_id bigint not null references customers (id),
  kind text not null check (kind in ('track', 'album', 'order')),
  ref_id bigint,
  order_id text references orders (id),
  file_name text not null,
  expires_at bigint not null,
  max_uses bigint not null,
  used bigint not null default 0 check (used between 0 and max_uses),
  created_at bigint not null,
  check ((kind = 'order') = (order_id is not null)),
  check ((kind = 'order') = (ref_id is null))
);

create index download_grants_expired on download_grants (expires_at);

-- Only for what is limited; no row means no limit.
create table stock (
  kind text not null check (kind in ('track', 'album')),
  ref_id bigint not null,
  on_hand bigint not null check (on_hand >= 0),
  reserved bigint not null default 0 check (reserved between 0 and on_hand),
  primary key (kind, ref_id)
);

create table reservations (
  order_id text not null references orders (id),
  kind text not null,
  ref_id bigint not null,
  quantity bigint not null check (quantity > 0),
  state text not null check (state in ('held', 'sold', 'released')),
  created_at bigint not null,
  primary key (order_id, kind, ref_id),
  foreign key (kind, ref_id) references stock (kind, ref_id)
);

-- Requests that must happen once (Idempotency-Key, IETF draft 07).
create table idempotency_keys (
  -- Caller, method and route.
  scope text not null,
  key text not null,
  request_hash text not null,
  locked_until bigint not null,
  -- Empty while in flight.
  status bigint,
  body text,
  created_at bigint not null,
  primary key (scope, key)
);

create index idempotency_keys_by_age on idempotency_keys (created_at);

-- Counted in the transaction that uses the number, so that there is no gap.
create table counters (
  name text primary key,
  value bigint not null
);

insert into counters (name, value) values ('invoice', 0);

-- Never changed once written. The id is the number on the paper.
create table invoices (
  id bigint primary key,
  order_id text not null unique references orders (id),
  customer_id bigint not null references customers (id),
  issued_at bigint not null,
  -- Who sold, as JSON; empty for invoices imported with a data set.
  seller text,
  billing_name text not null,
  billing_line1 text,
  billing_line2 text,
  billing_city text,
  billing_region text,
  billing_postal_code text,
  billing_country text check (length(billing_country) = 2),
  currency text not null check (length(currency) = 3),
  subtotal_cents bigint not null,
  discount_cents bigint not null default 0,
  tax_cents bigint not null default 0,
  total_cents bigint not null check (total_cents = subtotal_cents - discount_cents + tax_cents),
  paid_with text not null
);

create index invoices_by_customer on invoices (customer_id, issued_at);
create index invoices_by_date on invoices (issued_at, id);

-- One a track. `unit_price_cents` is what was paid for it, `list_price_cents` what it costs alone.
create table invoice_lines (
  id bigint generated by default as identity primary key,
  invoice_id bigint not null references invoices (id),
  track_id bigint not null references tracks (id),
  description text not null,
  list_price_cents bigint not null,
  unit_price_cents bigint not null check (unit_price_cents between 0 and list_price_cents),
  quantity bigint not null check (quantity > 0)
);

create index invoice_lines_of_invoice on invoice_lines (invoice_id, id);
create index invoice_lines_of_track on invoice_lines (track_id);

-- Append-only: who did what to money and to other people's things.
create table audit_log (
  id text primary key,
  at bigint not null,
  actor_kind text not null check (actor_kind in ('customer', 'staff', 'system')),
  actor_id text,
  action text not null,
  entity text not null,
  entity_id text not null,
  detail text
);

create index audit_log_of_entity on audit_log (entity, entity_id, at);
create index audit_log_by_time on audit_log (at, id);
