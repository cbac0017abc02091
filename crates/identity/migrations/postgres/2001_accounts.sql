-- Who signs in. An account never tells what its owner bought: `customer_id` and `employee_id` are
-- numbers of another context, without a foreign key.

create table accounts (
  id text primary key,
  kind text not null check (kind in ('customer', 'staff')),
  role text check (role in ('general_manager', 'sales_manager', 'support_agent', 'it')),
  customer_id bigint unique,
  employee_id bigint unique,
  -- Empty only after deletion: the address is free again.
  email text,
  -- What two spellings of one address have in common.
  email_key text unique,
  display_name text not null,
  -- Empty: no password was ever chosen. Such an account opens by the reset link alone.
  password_hash text check (password_hash <> ''),
  email_verified_at bigint,
  disabled_at bigint,
  deleted_at bigint,
  created_at bigint not null,
  version bigint not null default 1,
  check ((kind = 'customer' and customer_id is not null and employee_id is null and role is null)
      or (kind = 'staff' and employee_id is not null and customer_id is null and role is not null)),
  check ((deleted_at is null) = (email is not null)),
  check ((email is null) = (email_key is null)),
  check (deleted_at is null or password_hash is null)
);

-- A session is one sign-in on one device, and the family of the refresh tokens that follow each
-- other in it. Hashes only: whoever reads this table cannot become anybody.
create table sessions (
  id text primary key,
  account_id text not null references accounts (id),
  -- SHA-256 of what all refresh tokens of the session share.
  family_hash text not null unique,
  -- SHA-256 of the one refresh token that is valid, and of the one it replaced.
  token_hash text not null,
  previous_hash text,
  rotated_at bigint not null,
  created_at bigint not null,
  last_used_at bigint not null,
  -- Ends when it was not used until `idle_at` (moved on at each use), and at `expires_at` at the latest.
  idle_at bigint not null,
  expires_at bigint not null,
  ended_at bigint,
  end_reason text check (end_reason in ('signed_out', 'signed_out_everywhere', 'revoked', 'reused', 'password', 'disabled', 'deleted')),
  user_agent text not null,
  ip text not null,
  -- The address as the limiter counts it (IPv6: its /64), to know the owner's networks again.
  network text not null,
  check ((ended_at is null) = (end_reason is null))
);

create index sessions_of_account on sessions (account_id, created_at);
create index sessions_by_network on sessions (account_id, network);
create index sessions_by_expiry on sessions (expires_at);

-- The links sent by mail. One of each purpose per account: a newer one replaces the older.
create table account_links (
  account_id text not null references accounts (id),
  purpose text not null check (purpose in ('verify', 'reset')),
  token_hash text not null unique,
  expires_at bigint not null,
  primary key (account_id, purpose)
);
