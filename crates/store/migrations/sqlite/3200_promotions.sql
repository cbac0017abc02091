-- Promotions, gift cards, download codes, and the tax that is in the prices.
--
-- The arbiters of the races: `promotions.used` never passes `max_uses`, a gift card's balance never
-- falls below zero, a download code names one order at most.

create table promotions (
  id text primary key,
  -- As customers read it.
  name text not null,
  -- Upper case, without spaces. Empty: it applies by itself.
  code text unique,
  kind text not null check (kind in ('percent', 'amount', 'buy_get', 'bundle')),
  status text not null default 'active' check (status in ('active', 'paused', 'ended')),
  -- `percent`, `buy_get`: how much less; 100 is free.
  percent integer check (percent between 1 and 100),
  -- `amount`: how much less. `bundle`: what its items cost together.
  amount_cents integer check (amount_cents > 0),
  currency text not null check (length(currency) = 3),
  buy_quantity integer check (buy_quantity > 0),
  get_quantity integer check (get_quantity > 0),
  -- Only tracks sold alone, or only whole albums.
  sold_as text check (sold_as in ('track', 'album')),
  media_kind text check (media_kind in ('audio', 'video')),
  first_order integer not null default 0,
  min_spend_cents integer not null default 0 check (min_spend_cents >= 0),
  starts_at integer not null,
  ends_at integer check (ends_at > starts_at),
  max_uses integer check (max_uses > 0),
  max_uses_per_customer integer check (max_uses_per_customer > 0),
  -- Held by orders that wait for their payment, and used by paid ones.
  used integer not null default 0 check (used >= 0),
  created_by integer references employees (id),
  created_at integer not null,
  updated_at integer not null,
  version integer not null default 1,
  check (max_uses is null or used <= max_uses),
  check ((kind in ('percent', 'buy_get')) = (percent is not null)),
  check ((kind in ('amount', 'bundle')) = (amount_cents is not null)),
  check ((kind = 'buy_get') = (buy_quantity is not null and get_quantity is not null))
) strict;

create index promotions_by_age on promotions (created_at, id);
create index promotions_automatic on promotions (starts_at) where status = 'active' and code is null;

-- What a promotion is for; without a row of a kind, everything of that kind.
create table promotion_items (
  promotion_id text not null references promotions (id),
  role text not null check (role in ('scope', 'bundle')),
  kind text not null check (kind in ('artist', 'album', 'genre', 'track')),
  ref_id integer not null,
  primary key (promotion_id, role, kind, ref_id)
) strict, without rowid;

-- One a promotion and order: held with the order, used when it is paid, released when it closes.
create table promotion_uses (
  promotion_id text not null references promotions (id),
  order_id text not null references orders (id),
  customer_id integer not null references customers (id),
  state text not null check (state in ('held', 'used', 'released')),
  discount_cents integer not null check (discount_cents > 0),
  created_at integer not null,
  updated_at integer not null,
  primary key (promotion_id, order_id)
) strict, without rowid;

create index promotion_uses_by_time on promotion_uses (promotion_id, created_at, order_id);
create index promotion_uses_of_customer on promotion_uses (promotion_id, customer_id) where state <> 'released';
create index promotion_uses_of_order on promotion_uses (order_id);

-- What a promotion took off a line, under the name it had. It is a part of the line's discount; the
-- rest is what the album costs less than its tracks. For reports: sum by promotion over paid orders.
create table order_line_discounts (
  line_id text not null references order_lines (id),
  promotion_id text not null references promotions (id),
  order_id text not null references orders (id),
  name text not null,
  code text,
  amount_cents integer not null check (amount_cents > 0),
  primary key (line_id, promotion_id)
) strict, without rowid;

create index order_line_discounts_of_order on order_line_discounts (order_id);
create index order_line_discounts_of_promotion on order_line_discounts (promotion_id);

-- A means of payment. The code is kept as its hash.
create table gift_cards (
  id text primary key,
  code_hash text not null unique,
  last_four text not null,
  currency text not null check (length(currency) = 3),
  initial_cents integer not null check (initial_cents > 0),
  balance_cents integer not null check (balance_cents >= 0),
  status text not null default 'active' check (status in ('active', 'blocked')),
  -- Whoever entered the code first.
  owner_id integer references customers (id),
  recipient_name text,
  recipient_email text,
  message text,
  expires_at integer,
  issued_by integer references employees (id),
  created_at integer not null,
  updated_at integer not null,
  version integer not null default 1
) strict;

create index gift_cards_by_age on gift_cards (created_at, id);
create index gift_cards_of_owner on gift_cards (owner_id, created_at, id);

-- The ledger of the cards: amounts of a card sum to its balance. Append-only.
create table gift_card_entries (
  id text primary key,
  gift_card_id text not null references gift_cards (id),
  kind text not null check (kind in ('issued', 'spent', 'returned', 'refunded')),
  amount_cents integer not null,
  balance_cents integer not null check (balance_cents >= 0),
  order_id text references orders (id),
  refund_id text references refunds (id),
  at integer not null
) strict;

create index gift_card_entries_of_card on gift_card_entries (gift_card_id, at, id);
create index gift_card_entries_of_order on gift_card_entries (order_id);

alter table carts add column promotion_id text references promotions (id);
alter table carts add column gift_card_id text references gift_cards (id);

alter table orders add column gift_card_id text references gift_cards (id);
-- The part of the total that a gift card pays; the rest is asked of the payment provider. When the
-- order is paid the card's part is a payment of its own (provider `gift_card`).
alter table orders add column gift_card_cents integer not null default 0 check (gift_card_cents between 0 and total_cents);

drop index payments_one_success;
create unique index payments_one_success on payments (order_id)
  where state = 'succeeded' and not surplus and provider <> 'gift_card';

create table download_batches (
  id text primary key,
  name text not null,
  kind text not null check (kind in ('track', 'album')),
  ref_id integer not null,
  code_count integer not null check (code_count > 0),
  redeemed_count integer not null default 0 check (redeemed_count between 0 and code_count),
  status text not null default 'active' check (status in ('active', 'revoked')),
  expires_at integer,
  created_by integer references employees (id),
  created_at integer not null,
  updated_at integer not null,
  version integer not null default 1
) strict;

create index download_batches_by_age on download_batches (created_at, id);

create table download_codes (
  code_hash text primary key,
  batch_id text not null references download_batches (id),
  order_id text unique references orders (id),
  customer_id integer references customers (id),
  redeemed_at integer,
  check ((order_id is null) = (redeemed_at is null))
) strict, without rowid;

create index download_codes_of_batch on download_codes (batch_id, redeemed_at);

-- Rates of the tax that is in the prices, in hundredths of a percent: 2100 is 21 %. No row: none.
create table tax_rates (
  country text not null check (length(country) = 2),
  valid_from integer not null,
  rate_bp integer not null check (rate_bp between 0 and 10000),
  -- Such as `VAT`.
  name text not null,
  created_by integer references employees (id),
  created_at integer not null,
  updated_at integer not null,
  version integer not null default 1,
  primary key (country, valid_from)
) strict, without rowid;

-- The tax in the prices, as it was when the order was placed. `tax_cents` beside it stays the tax
-- that comes on top, which is zero. For reports: by `tax_country` and the quarter of
-- `invoices.issued_at`, the sales are `total_cents`, the tax `included_tax_cents`; of what went back
-- (`refunds` in state `succeeded`, by `updated_at`), `amount_cents` and `included_tax_cents`.
alter table orders add column tax_country text check (length(tax_country) = 2);
alter table orders add column tax_name text;
alter table orders add column tax_rate_bp integer not null default 0;
alter table orders add column included_tax_cents integer not null default 0 check (included_tax_cents between 0 and total_cents);
-- JSON: `[{"proof": "billing_address", "country": "DE"}, …]`.
alter table orders add column tax_evidence text;
-- Whether two proofs name the country.
alter table orders add column tax_proven integer not null default 0;
alter table order_lines add column tax_rate_bp integer not null default 0;
alter table order_lines add column included_tax_cents integer not null default 0 check (included_tax_cents >= 0);
alter table order_line_tracks add column included_tax_cents integer not null default 0 check (included_tax_cents between 0 and price_cents);
alter table invoices add column tax_country text check (length(tax_country) = 2);
alter table invoices add column tax_name text;
alter table invoices add column tax_rate_bp integer not null default 0;
alter table invoices add column included_tax_cents integer not null default 0 check (included_tax_cents between 0 and total_cents);
alter table invoice_lines add column included_tax_cents integer not null default 0 check (included_tax_cents >= 0);
alter table refunds add column included_tax_cents integer not null default 0 check (included_tax_cents between 0 and amount_cents);

create index invoices_by_tax_country on invoices (tax_country, issued_at) where tax_country is not null;
