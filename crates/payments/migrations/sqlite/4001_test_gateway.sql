-- The test gateway's own ledger: a provider of its own, which shares no transaction and no table
-- with the shop. Money in minor units, moments in milliseconds.
create table gateway_checkouts (
    id text not null primary key,
    create_key text not null unique,
    request_hash text not null,
    order_id text not null,
    amount integer not null check (amount > 0),
    currency text not null,
    description text not null,
    lines text not null,
    customer_email text,
    return_url text not null,
    cancel_url text not null,
    form_token text not null,
    state text not null
        check (state in ('requires_action', 'processing', 'succeeded', 'failed', 'canceled', 'expired')),
    -- The card that waits for the bank's second page.
    challenged_card text,
    -- At due_at the state becomes settles_to, without anybody acting.
    due_at integer,
    settles_to text,
    -- Asked before this moment, the provider gives no answer.
    silent_until integer not null default 0,
    decline_code text,
    attempts integer not null default 0,
    refunded integer not null default 0 check (refunded between 0 and amount),
    created_at integer not null,
    updated_at integer not null
) strict;

create index gateway_checkouts_due on gateway_checkouts (due_at) where due_at is not null;

create table gateway_attempts (
    id text not null primary key,
    checkout_id text not null references gateway_checkouts (id),
    card_last4 text not null,
    outcome text not null,
    at integer not null
) strict;

create index gateway_attempts_checkout on gateway_attempts (checkout_id, id);

create table gateway_refunds (
    id text not null primary key,
    refund_key text not null unique,
    request_hash text not null,
    checkout_id text not null references gateway_checkouts (id),
    amount integer not null check (amount > 0),
    reason text not null,
    at integer not null
) strict;

create table gateway_webhooks (
    id text not null primary key,
    body text not null,
    available_at integer not null,
    attempts integer not null default 0,
    delivered_at integer,
    last_problem text,
    created_at integer not null
) strict;

create index gateway_webhooks_waiting on gateway_webhooks (available_at, id) where delivered_at is null;
