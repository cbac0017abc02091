-- Work of one topic that is due: mail need not wait behind a long row of something else.
create index outbox_due_by_topic on outbox (topic, available_at) where done_at is null and parked_at is null;

-- What people look at, and what is emptied when it is old.
create index outbox_open on outbox (id) where done_at is null and parked_at is null;
create index outbox_parked on outbox (id) where done_at is null and parked_at is not null;
create index outbox_to_prune on outbox (done_at) where payload <> 'null';
create index outbox_undone on outbox (topic, id) where done_at is null;
create index outbox_by_topic on outbox (topic, id);
