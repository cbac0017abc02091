-- The second factor of an account: the secret of its authenticator app, sealed with a key that is
-- not in the database.
create table second_factors (
  account_id text primary key references accounts (id),
  secret text not null,
  -- Empty until a first code has shown that the app has the secret.
  confirmed_at integer,
  -- The newest 30 seconds whose code was used: a code works once.
  last_step integer not null default 0,
  -- Codes of the demo stand on the sign-in page, and work as often as they are read there.
  is_demo integer not null default 0 check (is_demo in (0, 1)),
  created_at integer not null
) strict, without rowid;

-- Keyed hashes: whoever reads this table cannot use a code.
create table recovery_codes (
  account_id text not null references accounts (id),
  code_hash text not null,
  used_at integer,
  primary key (account_id, code_hash)
) strict, without rowid;

-- From now on staff show a second factor when they sign in: those who are signed in do it once more.
update sessions
set ended_at = last_used_at,
    end_reason = 'revoked'
where ended_at is null
  and account_id in (select id from accounts where kind = 'staff');
