-- The books: what was sold and sent back, the ledger behind it, and the rollups that reports read.
--
-- Days are whole numbers as people write them (20251222), so that dividing by 100 gives the month
-- and by 10000 the year on either engine. They are days in UTC.

-- One a paid order (its id is the order's) and one a refund that came through (the refund's): who
-- bought, where, and who looked after them at that moment. Written in the transaction that makes
-- it true, never changed but for `folded`.
create table sales (
  id text primary key,
  kind text not null check (kind in ('sale', 'refund')),
  order_id text not null references orders (id),
  at integer not null,
  day integer not null,
  customer_id integer not null references customers (id),
  -- 0: nobody looks after the customer.
  agent_id integer not null,
  -- Where it was taxed, else that of the bill; empty when neither is known.
  country text not null,
  currency text not null check (length(currency) = 3),
  units integer not null default 0,
  gross_cents integer not null default 0,
  discount_cents integer not null default 0,
  -- What is in the amounts; of a refund, what went back of it.
  tax_cents integer not null default 0,
  -- Of a refund: what went back.
  refunded_cents integer not null default 0,
  -- Tracks and money of lines that were whole albums.
  album_units integer not null default 0,
  album_cents integer not null default 0,
  -- 0 waits for the rollups, 1 is being added to them, 2 is in them.
  folded integer not null default 0
) strict, without rowid;

create index sales_to_fold on sales (folded) where folded < 2;
create index sales_of_order on sales (order_id);
create index sales_of_agent on sales (currency, agent_id, day, customer_id) where kind = 'sale';
create index sales_by_day on sales (currency, day, agent_id, customer_id);
-- Refunds are few among sales.
create index sales_refunds on sales (currency, day) where kind = 'refund';

-- A refund shared out over the tracks of its order, to the cent.
create table sales_refund_tracks (
  sale_id text not null references sales (id),
  track_id integer not null references tracks (id),
  amount_cents integer not null,
  primary key (sale_id, track_id)
) strict, without rowid;

-- Double entry, append-only: the entries of a sale or a refund sum to zero, and so do an order's.
-- What came in is positive (`cash`, `gift_cards`), what it came in for negative.
create table ledger_entries (
  sale_id text not null references sales (id),
  account text not null check (account in ('cash', 'gift_cards', 'sales', 'discounts', 'refunds', 'tax')),
  order_id text not null references orders (id),
  amount_cents integer not null,
  currency text not null check (length(currency) = 3),
  at integer not null,
  primary key (sale_id, account)
) strict, without rowid;

create index ledger_entries_of_order on ledger_entries (order_id);
create index ledger_entries_by_account on ledger_entries (account, at);

-- Sums by country and support agent. `period` is a day (20251222), a month (202512) or a year (2025):
-- a range takes the largest that fit into it.
create table sales_totals (
  currency text not null,
  period integer not null,
  country text not null,
  agent_id integer not null,
  orders integer not null,
  units integer not null,
  gross_cents integer not null,
  discount_cents integer not null,
  tax_cents integer not null,
  refunds integer not null,
  refunded_cents integer not null,
  refunded_tax_cents integer not null,
  album_units integer not null,
  album_cents integer not null,
  primary key (currency, period, country, agent_id)
) strict, without rowid;

-- Sums by what was sold. `dimension`: 1 track, 2 album, 3 artist, 4 genre, 5 media type, 6 customer;
-- key 0 is "none". `scope`: empty for all, `US` for a country, `#3` for an agent.
create table sales_items (
  dimension integer not null,
  scope text not null,
  currency text not null,
  period integer not null,
  key integer not null,
  -- Of customers only: an order counts for several tracks.
  orders integer not null,
  units integer not null,
  sold_cents integer not null,
  refunded_cents integer not null,
  primary key (dimension, scope, currency, period, key)
) strict, without rowid;

-- What a customer has brought so far.
create table sales_customers (
  currency text not null,
  customer_id integer not null,
  country text not null,
  agent_id integer not null,
  first_day integer not null,
  last_day integer not null,
  orders integer not null,
  units integer not null,
  sold_cents integer not null,
  refunded_cents integer not null,
  primary key (currency, customer_id)
) strict, without rowid;

create index sales_customers_by_country on sales_customers (currency, country, customer_id);

-- Customers by the month of their first purchase, and what they did in each month since.
create table sales_cohorts (
  currency text not null,
  cohort integer not null,
  month integer not null,
  customers integer not null,
  orders integer not null,
  sold_cents integer not null,
  refunded_cents integer not null,
  primary key (currency, cohort, month)
) strict, without rowid;

-- Months whose cohorts have to be counted again.
create table sales_cohorts_stale (
  currency text not null,
  month integer not null,
  primary key (currency, month)
) strict, without rowid;

-- One row: who adds to the rollups holds it. `backfilled` says that old orders are in the books.
create table sales_state (
  id integer primary key check (id = 1),
  backfilled integer not null default 0,
  folds integer not null default 0
) strict;

insert into sales_state (id) values (1);

-- What artists get of their net sales, in hundredths of a percent. Artist 0 is everybody else.
create table royalty_rates (
  artist_id integer primary key,
  rate_bp integer not null check (rate_bp between 0 and 10000),
  updated_at integer not null
) strict;

insert into royalty_rates (artist_id, rate_bp, updated_at) values (0, 7000, 0);
