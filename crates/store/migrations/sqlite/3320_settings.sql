-- What the owner of the shop has set in the back office: stands over the configuration.
create table shop_settings (
  name text primary key,
  -- JSON.
  value text not null,
  changed_by integer not null references employees (id),
  changed_at integer not null
) strict, without rowid;
