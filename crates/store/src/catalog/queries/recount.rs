//! What is derived from tracks, and the version of it all.

use std::collections::BTreeSet;

use kernel::TrackId;
use sql::{Conn, Error, on};

use crate::catalog::{ALBUM_DISCOUNT_FROM_TRACKS, ALBUM_DISCOUNT_PERCENT};

/// Grows with every visible change of the catalogue. Caches and entity tags follow it.
pub async fn version(conn: &mut Conn) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar("select version from catalog_state where id = 1").fetch_one(c).await)
}

/// Whether the shop has neither artists nor customers yet.
pub async fn is_empty(conn: &mut Conn) -> Result<bool, Error> {
    let first = on!(conn, c => sqlx::query_scalar::<_, i64>(
        "select id from (select id from artists union all select id from customers) any_row limit 1",
    )
    .fetch_optional(c)
    .await)?;
    Ok(first.is_none())
}

/// What is derived anew. Ids are numbers of ours: they are written into the statements.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Scope {
    /// Everything.
    all: bool,
    albums: BTreeSet<i64>,
    artists: BTreeSet<i64>,
    genres: BTreeSet<i64>,
    /// Tracks that are on no album.
    singles: BTreeSet<i64>,
    /// Beside those that play a track concerned.
    playlists: BTreeSet<i64>,
    /// Beside those of a track concerned.
    media_types: BTreeSet<i64>,
}

/// Beyond this many albums, artists or tracks the whole catalogue is derived: it costs no more.
const WHOLE_FROM: usize = 500;

impl Scope {
    pub fn all() -> Self {
        Self { all: true, ..Self::default() }
    }

    pub fn album(mut self, id: Option<i64>) -> Self {
        self.albums.extend(id);
        self
    }

    pub fn artist(mut self, id: Option<i64>) -> Self {
        self.artists.extend(id);
        self
    }

    pub fn genre(mut self, id: Option<i64>) -> Self {
        self.genres.extend(id);
        self
    }

    pub fn single(mut self, id: Option<i64>) -> Self {
        self.singles.extend(id);
        self
    }

    pub fn playlist(mut self, id: i64) -> Self {
        self.playlists.insert(id);
        self
    }

    pub fn media_type(mut self, id: i64) -> Self {
        self.media_types.insert(id);
        self
    }

    pub fn join(mut self, other: Self) -> Self {
        self.all |= other.all;
        self.albums.extend(other.albums);
        self.artists.extend(other.artists);
        self.genres.extend(other.genres);
        self.singles.extend(other.singles);
        self.playlists.extend(other.playlists);
        self.media_types.extend(other.media_types);
        self
    }

    /// A statement with its places filled in.
    fn fill(&self, statement: &str) -> String {
        let within = |column: &str, ids: &BTreeSet<i64>| {
            let list: Vec<String> = ids.iter().map(i64::to_string).collect();
            if self.all {
                "true".to_owned()
            } else if list.is_empty() {
                "false".to_owned()
            } else {
                format!("{column} in ({})", list.join(", "))
            }
        };
        let tracks = format!("({} or {})", within("tracks.album_id", &self.albums), within("tracks.id", &self.singles));
        let playlists = format!(
            "({} or playlists.id in (
               select e.playlist_id from playlist_entries e join tracks on tracks.id = e.track_id where {tracks}))",
            within("playlists.id", &self.playlists)
        );
        let media_types = format!(
            "({} or media_types.id in (select tracks.media_type_id from tracks where {tracks}))",
            within("media_types.id", &self.media_types)
        );
        let unless_all = |some: String| if self.all { "true".to_owned() } else { some };
        statement
            .replace("{playlists}", &unless_all(playlists))
            .replace("{media_types}", &unless_all(media_types))
            .replace("{albums}", &within("albums.id", &self.albums))
            .replace("{album_id}", &within("album_id", &self.albums))
            .replace("{tracks}", &unless_all(tracks))
            .replace("{artists}", &within("artists.id", &self.artists))
            .replace("{artist_id}", &within("artist_id", &self.artists))
            .replace("{genres}", &within("genres.id", &self.genres))
    }
}

/// Derives counts, durations, prices, genres and visibility from the tracks, for the whole
/// catalogue, and moves the version on. Tens of milliseconds for Chinook.
pub async fn recount(conn: &mut Conn) -> Result<(), Error> {
    recount_within(conn, Scope::all()).await
}

/// The same for what a change touches: the albums and artists named, and all that hangs on their tracks.
pub async fn recount_within(conn: &mut Conn, scope: Scope) -> Result<(), Error> {
    let scope = widened(conn, scope).await?;
    run(conn, TRACKS, &scope).await?;
    run(conn, ALBUMS, &scope).await?;
    price_albums(conn, &scope).await?;
    run(conn, ARTISTS, &scope).await?;
    run(conn, THE_REST, &scope).await?;
    bump(conn).await
}

/// Artists and genres of the tracks concerned are concerned themselves.
async fn widened(conn: &mut Conn, mut scope: Scope) -> Result<Scope, Error> {
    if scope.all || scope.albums.len() + scope.singles.len() + scope.artists.len() > WHOLE_FROM {
        return Ok(Scope::all());
    }
    let sql = scope.fill(
        "select tracks.artist_id, tracks.genre_id from tracks where {tracks}
         union
         select albums.artist_id, albums.genre_id from albums where {albums}",
    );
    let found =
        on!(conn, c => sqlx::query_as::<_, (Option<i64>, Option<i64>)>(&sql).persistent(false).fetch_all(c).await)?;
    for (artist, genre) in found {
        scope = scope.artist(artist).genre(genre);
    }
    Ok(scope)
}

async fn run(conn: &mut Conn, statements: &[&'static str], scope: &Scope) -> Result<(), Error> {
    for statement in statements {
        let sql = scope.fill(statement);
        on!(conn, c => sqlx::query(&sql).persistent(scope.all).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

/// Moves the version on. On PostgreSQL the row also makes writers of the catalogue queue, so that two of them
/// neither take the same new id nor derive from halves of each other's changes.
pub(crate) async fn bump(conn: &mut Conn) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update catalog_state set version = version + 1 where id = 1").execute(c).await.map(|_| ()))
}

async fn price_albums(conn: &mut Conn, scope: &Scope) -> Result<(), Error> {
    let sql = scope.fill(
        "update albums
         set discount_percent = case when own_price_cents is null and track_count >= $1 then $2 else 0 end
         where {albums}",
    );
    on!(conn, c => sqlx::query(&sql)
        .persistent(scope.all)
        .bind(ALBUM_DISCOUNT_FROM_TRACKS)
        .bind(ALBUM_DISCOUNT_PERCENT)
        .execute(c)
        .await
        .map(|_| ()))?;
    run(conn, PRICES, scope).await
}

// PostgreSQL sums bigints to numeric, hence the casts.

/// A track is on sale when it and its album are published, or its album can be ordered before its release.
const TRACKS: &[&str] = &["update tracks
     set status = case
           when tracks.state = 'published'
             and (
               tracks.album_id is null
               or exists (
                 select 1
                 from albums a
                 where a.id = tracks.album_id
                   and (a.state = 'published' or (a.state = 'scheduled' and a.preorder))
               )
             ) then 'active'
           else 'withdrawn'
         end,
         current_cents = case
           when tracks.sale_cents < tracks.price_cents then tracks.sale_cents
           else tracks.price_cents
         end
     where {tracks}"];

/// The discount is what is rounded, as Money::percent does: 10 % of 4.95 is 0.50. An album without a price of its own
/// follows the sales of its tracks.
const PRICES: &[&str] = &[
    "update albums
     set price_cents = coalesce(own_price_cents, list_price_cents - (list_price_cents * discount_percent + 50) / 100),
         listed = (status = 'active' and track_count > 0)
     where {albums}",
    "update albums
     set current_cents = coalesce(
           own_price_cents,
           (
             select cast(sum(t.current_cents) as bigint) - (cast(sum(t.current_cents) as bigint) * albums.discount_percent + 50) / 100
             from tracks t
             where t.album_id = albums.id
               and t.status = 'active'
           ),
           0
         )
     where {albums}",
    "update albums
     set current_cents = sale_cents
     where {albums}
       and sale_cents < current_cents",
];

const ALBUMS: &[&str] = &[
    "update albums
     set status = case
           when state = 'published' or (state = 'scheduled' and preorder) then 'active'
           else 'withdrawn'
         end
     where {albums}",
    "update albums
     set (track_count, duration_ms, list_price_cents, units_sold, kind) = (
       select count(*),
         cast(coalesce(sum(t.duration_ms), 0) as bigint),
         cast(coalesce(sum(t.price_cents), 0) as bigint),
         cast(coalesce(sum(t.units_sold), 0) as bigint),
         case
           when count(*) = 0 or min(t.kind) <> max(t.kind) then case when count(*) = 0 then 'audio' else 'mixed' end
           else min(t.kind)
         end
       from tracks t
       where t.album_id = albums.id
         and t.status = 'active'
     )
     where {albums}",
    "delete from album_genres where {album_id}",
    "insert into album_genres (album_id, genre_id, track_count)
     select album_id, genre_id, count(*)
     from tracks
     where status = 'active'
       and album_id is not null
       and genre_id is not null
       and {album_id}
     group by album_id, genre_id",
    "update albums
     set genre_id = (
       select x.genre_id
       from album_genres x
       where x.album_id = albums.id
       order by x.track_count desc, x.genre_id
       limit 1
     )
     where {albums}",
    "update albums
     set family_id = (select g.family_id from genres g where g.id = albums.genre_id)
     where {albums}",
];

const ARTISTS: &[&str] = &[
    "delete from artist_genres where {artist_id}",
    "insert into artist_genres (artist_id, genre_id, track_count)
     select artist_id, genre_id, count(*)
     from tracks
     where status = 'active'
       and artist_id is not null
       and genre_id is not null
       and {artist_id}
     group by artist_id, genre_id",
    "update artists
     set (track_count, units_sold) = (
       select count(*), cast(coalesce(sum(t.units_sold), 0) as bigint)
       from tracks t
       where t.artist_id = artists.id
         and t.status = 'active'
     )
     where {artists}",
    "update artists
     set album_count = (select count(*) from albums a where a.artist_id = artists.id and a.listed),
         genre_id = (
           select x.genre_id
           from artist_genres x
           where x.artist_id = artists.id
           order by x.track_count desc, x.genre_id
           limit 1
         )
     where {artists}",
    "update artists
     set family_id = (select g.family_id from genres g where g.id = artists.genre_id),
         listed = (track_count > 0 and not various and archived_at is null)
     where {artists}",
];

const THE_REST: &[&str] = &[
    "update genres
     set album_count = (
           select count(*)
           from album_genres x
           join albums a on a.id = x.album_id
           where x.genre_id = genres.id
             and a.listed
         )
     where {genres}",
    "update genres
     set (track_count, units_sold) = (
       select count(*), cast(coalesce(sum(t.units_sold), 0) as bigint)
       from tracks t
       where t.genre_id = genres.id
         and t.status = 'active'
     )
     where {genres}",
    "update media_types
     set track_count = (
       select count(*)
       from tracks t
       where t.media_type_id = media_types.id
         and t.status = 'active'
     )
     where {media_types}",
    "update playlists
     set (track_count, duration_ms) = (
       select count(*), cast(coalesce(sum(t.duration_ms), 0) as bigint)
       from playlist_entries e
       join tracks t on t.id = e.track_id
       where e.playlist_id = playlists.id
         and t.status = 'active'
     )
     where {playlists}",
    "update playlists
     set listed = (track_count > 0 and duplicate_of is null and archived_at is null)
     where {playlists}",
];

/// Counts sold units into the popularity of tracks, their albums, artists and genres. Call it once
/// per sale; a refund is negative.
pub async fn add_sales(conn: &mut Conn, sold: &[(TrackId, i64)]) -> Result<(), Error> {
    // Writers of the catalogue queue here before they take a row of it, as all others do.
    bump(conn).await?;
    let mut sold = sold.to_vec();
    // Everybody takes the rows in one order, so that two sales cannot block each other for ever.
    sold.sort_unstable();
    for statement in [
        "update tracks set units_sold = units_sold + $2 where id = $1",
        "update albums set units_sold = units_sold + $2 where id = (select album_id from tracks where id = $1)",
        "update artists set units_sold = units_sold + $2 where id = (select artist_id from tracks where id = $1)",
        "update genres set units_sold = units_sold + $2 where id = (select genre_id from tracks where id = $1)",
    ] {
        for (track, units) in &sold {
            on!(conn, c => sqlx::query(statement).bind(*track).bind(*units).execute(c).await.map(|_| ()))?;
        }
    }
    Ok(())
}
