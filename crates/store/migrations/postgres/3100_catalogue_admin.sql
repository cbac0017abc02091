-- How the catalogue and its stock are run: states, prices over time, territories, files, ledgers.
--
-- `status` and `price_cents`' sale are derived: `state` is what staff set. `albums.status` and
-- `tracks.status` say 'active' while something can be bought; catalog::recount derives them.

alter table artists add column version bigint not null default 1;
alter table artists add column archived_at bigint;
-- Where this artist's music went.
alter table artists add column merged_into bigint references artists (id);
-- Countries it is not sold in, as `,DE,FR,`: its own rule and those above it. Empty: sold everywhere.
alter table artists add column blocked_in text;

alter table genres add column version bigint not null default 1;
alter table genres add column archived_at bigint;
alter table genres add column merged_into bigint references genres (id);

alter table media_types add column version bigint not null default 1;

alter table playlists add column version bigint not null default 1;
alter table playlists add column archived_at bigint;

alter table albums add column version bigint not null default 1;
alter table albums add column archived_at bigint;
alter table albums add column blocked_in text;
alter table albums add column state text not null default 'published'
  check (state in ('draft', 'scheduled', 'published', 'withdrawn'));
-- The release day; set while scheduled, kept afterwards.
alter table albums add column release_at bigint;
-- A scheduled album that can be bought already: the music comes on the release day.
alter table albums add column preorder boolean not null default false;
alter table albums add column published_at bigint;
-- What a running sale asks, and what the album costs at this moment.
alter table albums add column sale_cents bigint check (sale_cents >= 0);
alter table albums add column current_cents bigint not null default 0;
-- An uploaded cover, in the blobs.
alter table albums add column cover_key text;

alter table tracks add column version bigint not null default 1;
alter table tracks add column archived_at bigint;
alter table tracks add column blocked_in text;
alter table tracks add column state text not null default 'published'
  check (state in ('draft', 'scheduled', 'published', 'withdrawn'));
alter table tracks add column release_at bigint;
alter table tracks add column published_at bigint;
alter table tracks add column sale_cents bigint check (sale_cents >= 0);
alter table tracks add column current_cents bigint not null default 0;
-- An uploaded recording, in the blobs, instead of the composed one.
alter table tracks add column audio_key text;
alter table tracks add column audio_format text;
alter table tracks add column disc bigint check (disc > 0);
alter table tracks add column year bigint;

update albums set state = 'withdrawn' where status = 'withdrawn';
update tracks set state = 'withdrawn' where status = 'withdrawn';
update albums set current_cents = price_cents;
update tracks set current_cents = price_cents;

-- Lists are sorted by what something costs now.
drop index albums_by_price;
drop index tracks_by_price;
create index albums_by_price on albums (current_cents, id) where listed;
create index tracks_by_price on tracks (current_cents, id) where status = 'active';

-- The lists of the back office show what is not on sale, too.
create index artists_all_by_name on artists (name_key, id);
create index artists_all_by_sales on artists (units_sold, id);
create index albums_all_by_title on albums (title_key, id);
create index albums_all_by_artist on albums (artist_sort, id);
create index albums_all_by_age on albums (added_at, id);
create index albums_all_by_sales on albums (units_sold, id);
create index albums_all_by_price on albums (current_cents, id);
create index albums_due on albums (release_at) where state = 'scheduled';
create index tracks_due on tracks (release_at) where state = 'scheduled';
create index tracks_all_by_name on tracks (name_key, id);
create index tracks_all_by_artist on tracks (artist_sort, id);
create index tracks_all_by_album on tracks (album_sort, id);
create index tracks_all_by_age on tracks (added_at, id);
create index tracks_all_by_price on tracks (current_cents, id);
create index tracks_all_by_sales on tracks (units_sold, id);
create index tracks_all_of_artist on tracks (artist_id);
create index tracks_all_of_genre on tracks (genre_id);

-- Prices that hold for a time. The lowest of those that run counts, and never more than the regular one.
create table sale_prices (
  id text primary key,
  kind text not null check (kind in ('track', 'album')),
  ref_id bigint not null,
  price_cents bigint not null check (price_cents >= 0),
  starts_at bigint not null,
  ends_at bigint not null,
  employee_id bigint references employees (id),
  created_at bigint not null,
  -- Ended by hand before its time.
  canceled_at bigint,
  check (ends_at > starts_at)
);

create index sale_prices_of_item on sale_prices (kind, ref_id, starts_at);
create index sale_prices_by_start on sale_prices (starts_at) where canceled_at is null;
create index sale_prices_by_end on sale_prices (ends_at) where canceled_at is null;

-- Until when sales were applied to the columns above.
create table catalog_clock (
  id bigint primary key check (id = 1),
  sales_at bigint not null
);

insert into catalog_clock (id, sales_at) values (1, 0);

-- Append-only. `old_cents` and `new_cents` are empty where an album followed its tracks.
create table price_changes (
  id text primary key,
  kind text not null check (kind in ('track', 'album')),
  ref_id bigint not null,
  old_cents bigint,
  new_cents bigint,
  -- `edit`, `bulk`, `import`, `sale` or `created`.
  cause text not null,
  employee_id bigint references employees (id),
  changed_at bigint not null
);

create index price_changes_of_item on price_changes (kind, ref_id, changed_at, id);

-- Where something is sold: only in the countries of an `allow` rule, or not in those of a `block` rule.
create table territories (
  kind text not null check (kind in ('artist', 'album', 'track')),
  ref_id bigint not null,
  rule text not null check (rule in ('allow', 'block')),
  -- ISO 3166 codes with commas between.
  countries text not null,
  primary key (kind, ref_id)
);

-- Stock can be lifted and comes back without losing its ledger.
alter table stock add column limited boolean not null default true;
alter table stock add column low_at bigint not null default 5 check (low_at >= 0);

create table stock_moves (
  id bigint generated by default as identity primary key,
  kind text not null check (kind in ('track', 'album')),
  ref_id bigint not null,
  reason text not null check (reason in ('received', 'sold', 'reserved', 'released', 'correction', 'returned')),
  -- What the move adds to each; their sums are what the stock says.
  on_hand_delta bigint not null,
  reserved_delta bigint not null,
  order_id text references orders (id),
  employee_id bigint references employees (id),
  note text,
  moved_at bigint not null
);

create index stock_moves_of_item on stock_moves (kind, ref_id, id);

insert into stock_moves (kind, ref_id, reason, on_hand_delta, reserved_delta, note, moved_at)
select kind, ref_id, 'correction', on_hand, reserved, 'There when the ledger began', 0
from stock;

-- Goods that come later: empty once the customer can have them.
alter table entitlements add column available_at bigint;
create index entitlements_waiting on entitlements (available_at) where available_at is not null;

-- Recordings that were sent but stand on no track yet, with what their tags say.
create table audio_uploads (
  id text primary key,
  blob_key text not null,
  file_name text not null,
  format text not null,
  bytes bigint not null,
  duration_ms bigint not null,
  tags text not null,
  employee_id bigint references employees (id),
  created_at bigint not null,
  track_id bigint references tracks (id)
);

create index audio_uploads_unused on audio_uploads (created_at) where track_id is null;

-- A catalogue file between its preview and its use.
create table catalog_imports (
  id text primary key,
  content text not null,
  -- What the preview promised; applying anything else is refused.
  plan_hash text not null,
  employee_id bigint references employees (id),
  created_at bigint not null,
  applied_at bigint
);
