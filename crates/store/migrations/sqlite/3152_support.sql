-- Conversations with customers.

insert into counters (name, value) values ('ticket', 0);

create table tickets (
  id text primary key,
  number integer not null unique,
  customer_id integer not null references customers (id),
  subject text not null,
  -- `open`: the staff's turn. `pending`: the customer's. `solved`: answered, and `closed` after a while.
  state text not null check (state in ('open', 'pending', 'solved', 'closed')),
  channel text not null check (channel in ('web', 'mail', 'staff')),
  assignee_id integer references employees (id),
  order_id text references orders (id),
  track_id integer references tracks (id),
  created_at integer not null,
  updated_at integer not null,
  -- When the customer last wrote what nobody has answered.
  waiting_since integer,
  first_answered_at integer,
  solved_at integer,
  version integer not null default 1
) strict;

create index tickets_list on tickets (updated_at, id);
create index tickets_by_created on tickets (created_at, id);
create index tickets_by_state on tickets (state, updated_at, id);
create index tickets_of_customer on tickets (customer_id, updated_at, id);
create index tickets_of_assignee on tickets (assignee_id, updated_at, id);
create index tickets_of_order on tickets (order_id) where order_id is not null;

create table ticket_messages (
  id text primary key,
  ticket_id text not null references tickets (id),
  -- Within the ticket.
  place integer not null,
  author text not null check (author in ('customer', 'staff', 'system')),
  employee_id integer references employees (id),
  -- `note` is for the staff alone, `event` says what was done.
  kind text not null check (kind in ('reply', 'note', 'event')),
  body text not null,
  channel text not null check (channel in ('web', 'mail')),
  -- Of a mail that came from another address than the customer's.
  from_address text,
  -- The Message-ID of a mail that came in: twice is once.
  mail_id text,
  created_at integer not null,
  unique (ticket_id, place),
  check ((author = 'staff') = (employee_id is not null))
) strict;

create unique index ticket_messages_by_mail on ticket_messages (mail_id) where mail_id is not null;

create table ticket_attachments (
  id text primary key,
  -- Empty until a message takes it; forgotten when none does.
  message_id text references ticket_messages (id),
  -- Who brought it: only they can put it into a message.
  customer_id integer references customers (id),
  employee_id integer references employees (id),
  file_name text not null,
  content_type text not null,
  bytes integer not null check (bytes > 0),
  created_at integer not null
) strict;

create index ticket_attachments_of_message on ticket_attachments (message_id, created_at, id);
create index ticket_attachments_loose on ticket_attachments (created_at) where message_id is null;

create table canned_answers (
  id text primary key,
  title text not null unique,
  body text not null,
  employee_id integer not null references employees (id),
  created_at integer not null,
  updated_at integer not null,
  version integer not null default 1
) strict;
