-- The catalogue. Ids of the Chinook data set are kept.
--
-- `*_key` and `*_sort` are folded text (lower case, no accents, no leading article), so that a
-- plain byte order lists names as people expect. `*_count`, `duration_ms`, `units_sold`, `listed`
-- and an album's prices are derived from its tracks by catalog::recount.

create table genres (
  id integer primary key,
  name text not null,
  name_key text not null,
  -- The genre a listener would call the same: Rock And Roll belongs to Rock.
  family_id integer not null references genres (id),
  album_count integer not null default 0,
  track_count integer not null default 0,
  units_sold integer not null default 0
) strict;

create index genres_by_name on genres (name_key, id);
create index genres_by_family on genres (family_id);

create table media_types (
  id integer primary key,
  name text not null,
  kind text not null check (kind in ('audio', 'video')),
  track_count integer not null default 0
) strict;

create table artists (
  id integer primary key,
  name text not null,
  name_key text not null,
  -- "Various Artists" is no artist: it has a page, but stands in no list of artists.
  various integer not null default 0,
  genre_id integer references genres (id),
  family_id integer references genres (id),
  album_count integer not null default 0,
  track_count integer not null default 0,
  units_sold integer not null default 0,
  listed integer not null default 0,
  added_at integer not null
) strict;

create index artists_by_name on artists (name_key, id) where listed;
create index artists_by_popularity on artists (units_sold, id) where listed;
create index artists_of_family on artists (family_id, units_sold, id) where listed;

-- Artists who share a name or a member: "Santana Feat. Everlast" and "Santana".
create table artist_relations (
  artist_id integer not null references artists (id),
  related_id integer not null references artists (id),
  primary key (artist_id, related_id)
) strict, without rowid;

create table albums (
  id integer primary key,
  title text not null,
  title_key text not null,
  artist_id integer not null references artists (id),
  artist_sort text not null,
  genre_id integer references genres (id),
  family_id integer references genres (id),
  kind text not null default 'audio' check (kind in ('audio', 'video', 'mixed')),
  status text not null default 'active' check (status in ('active', 'withdrawn')),
  currency text not null check (length(currency) = 3),
  -- What staff set instead of the sum of the tracks less the album discount.
  own_price_cents integer check (own_price_cents >= 0),
  list_price_cents integer not null default 0,
  discount_percent integer not null default 0 check (discount_percent between 0 and 100),
  price_cents integer not null default 0,
  track_count integer not null default 0,
  duration_ms integer not null default 0,
  units_sold integer not null default 0,
  listed integer not null default 0,
  added_at integer not null
) strict;

create index albums_by_title on albums (title_key, id) where listed;
create index albums_by_artist on albums (artist_sort, id) where listed;
create index albums_by_age on albums (added_at, id) where listed;
create index albums_by_popularity on albums (units_sold, id) where listed;
create index albums_by_price on albums (price_cents, id) where listed;
create index albums_of_artist on albums (artist_id, units_sold, id);
create index albums_of_genre on albums (genre_id, units_sold, id) where listed;
create index albums_of_genre_by_age on albums (genre_id, added_at, id) where listed;
create index albums_of_family on albums (family_id, units_sold, id) where listed;

create table tracks (
  id integer primary key,
  album_id integer references albums (id),
  artist_id integer references artists (id),
  position integer check (position > 0),
  name text not null,
  name_key text not null,
  artist_sort text not null,
  album_sort text not null,
  media_type_id integer not null references media_types (id),
  kind text not null check (kind in ('audio', 'video')),
  genre_id integer references genres (id),
  -- As the source has it; `credit` is the same cleaned for display.
  composer text,
  credit text,
  duration_ms integer not null check (duration_ms >= 0),
  bytes integer check (bytes >= 0),
  price_cents integer not null check (price_cents >= 0),
  currency text not null check (length(currency) = 3),
  status text not null default 'active' check (status in ('active', 'withdrawn')),
  units_sold integer not null default 0,
  added_at integer not null
) strict;

create unique index tracks_of_album on tracks (album_id, position);
create index tracks_by_name on tracks (name_key, id) where status = 'active';
create index tracks_by_artist on tracks (artist_sort, id) where status = 'active';
create index tracks_by_album on tracks (album_sort, id) where status = 'active';
create index tracks_by_duration on tracks (duration_ms, id) where status = 'active';
create index tracks_by_price on tracks (price_cents, id) where status = 'active';
create index tracks_by_popularity on tracks (units_sold, id) where status = 'active';
create index tracks_of_artist on tracks (artist_id, units_sold, id) where status = 'active';
create index tracks_of_genre on tracks (genre_id, units_sold, id) where status = 'active';
create index tracks_of_media_type on tracks (media_type_id, name_key, id) where status = 'active';

-- An artist named among the composers of somebody else's track.
create table track_credits (
  track_id integer not null references tracks (id),
  artist_id integer not null references artists (id),
  primary key (track_id, artist_id)
) strict, without rowid;

create index track_credits_by_artist on track_credits (artist_id, track_id);

create table album_genres (
  album_id integer not null references albums (id),
  genre_id integer not null references genres (id),
  track_count integer not null,
  primary key (album_id, genre_id)
) strict, without rowid;

create index album_genres_by_genre on album_genres (genre_id, album_id);

create table artist_genres (
  artist_id integer not null references artists (id),
  genre_id integer not null references genres (id),
  track_count integer not null,
  primary key (artist_id, genre_id)
) strict, without rowid;

create index artist_genres_by_genre on artist_genres (genre_id, artist_id);

-- The shop's own playlists.
create table playlists (
  id integer primary key,
  name text not null,
  name_key text not null,
  -- The playlist this one repeats, entry for entry.
  duplicate_of integer references playlists (id),
  track_count integer not null default 0,
  duration_ms integer not null default 0,
  listed integer not null default 0
) strict;

create index playlists_by_name on playlists (name_key, id) where listed;

create table playlist_entries (
  playlist_id integer not null references playlists (id),
  position integer not null check (position > 0),
  track_id integer not null references tracks (id),
  primary key (playlist_id, position)
) strict, without rowid;

create index playlist_entries_by_track on playlist_entries (track_id, playlist_id);

-- Counts every visible change of the catalogue: caches and entity tags follow it.
create table catalog_state (
  id integer primary key check (id = 1),
  version integer not null
) strict;

insert into catalog_state (id, version) values (1, 1);

-- Which data sets were loaded, so that a later start does not bring back what staff removed.
create table imports (
  data_set text primary key,
  source text not null,
  row_count integer not null,
  loaded_at integer not null
) strict;
