-- Staff and customers. Who signs in is an account, which points here.

create table employees (
  id integer primary key,
  first_name text not null,
  last_name text not null,
  title text,
  role text check (role in ('general_manager', 'sales_manager', 'support_agent', 'it')),
  reports_to integer references employees (id),
  born_at integer,
  hired_at integer,
  line1 text,
  city text,
  region text,
  postal_code text,
  country text check (length(country) = 2),
  phone text,
  fax text,
  email text
) strict;

create index employees_by_manager on employees (reports_to);

create table customers (
  id integer primary key,
  first_name text not null,
  last_name text not null,
  company text,
  phone text,
  fax text,
  -- Empty only after the customer had the account deleted.
  email text,
  email_key text unique,
  country text check (length(country) = 2),
  support_rep_id integer references employees (id),
  newsletter integer not null default 0,
  theme text not null default 'system' check (theme in ('system', 'light', 'dark')),
  created_at integer not null,
  deleted_at integer,
  version integer not null default 1
) strict;

create index customers_by_support_rep on customers (support_rep_id, id);

create table addresses (
  id text primary key,
  customer_id integer not null references customers (id),
  name text not null,
  line1 text not null,
  line2 text,
  city text not null,
  region text,
  postal_code text,
  country text not null check (length(country) = 2),
  is_default integer not null default 0,
  created_at integer not null
) strict;

create index addresses_of_customer on addresses (customer_id, created_at, id);
create unique index addresses_default on addresses (customer_id) where is_default;
