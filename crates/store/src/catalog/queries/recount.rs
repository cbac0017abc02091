//! What is derived from tracks, and the version of it all.

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

/// Derives counts, durations, prices, genres and visibility from the tracks, for the whole
/// catalogue, and moves the version on. Tens of milliseconds for Chinook.
pub async fn recount(conn: &mut Conn) -> Result<(), Error> {
    run(conn, ALBUMS).await?;
    price_albums(conn).await?;
    run(conn, ARTISTS).await?;
    run(conn, THE_REST).await?;
    bump(conn).await
}

async fn run(conn: &mut Conn, statements: &[&'static str]) -> Result<(), Error> {
    for statement in statements {
        on!(conn, c => sqlx::query(statement).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}

async fn bump(conn: &mut Conn) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update catalog_state set version = version + 1 where id = 1").execute(c).await.map(|_| ()))
}

async fn price_albums(conn: &mut Conn) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update albums
         set discount_percent = case when own_price_cents is null and track_count >= $1 then $2 else 0 end",
    )
    .bind(ALBUM_DISCOUNT_FROM_TRACKS)
    .bind(ALBUM_DISCOUNT_PERCENT)
    .execute(c)
    .await
    .map(|_| ()))?;
    // The discount is what is rounded, as Money::percent does: 10 % of 4.95 is 0.50.
    on!(conn, c => sqlx::query(
        "update albums
         set price_cents = coalesce(own_price_cents, list_price_cents - (list_price_cents * discount_percent + 50) / 100),
             listed = (status = 'active' and track_count > 0)",
    )
    .execute(c)
    .await
    .map(|_| ()))
}

// PostgreSQL sums bigints to numeric, hence the casts.

const ALBUMS: &[&str] = &[
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
     )",
    "delete from album_genres",
    "insert into album_genres (album_id, genre_id, track_count)
     select album_id, genre_id, count(*)
     from tracks
     where status = 'active'
       and album_id is not null
       and genre_id is not null
     group by album_id, genre_id",
    "update albums
     set genre_id = (
       select x.genre_id
       from album_genres x
       where x.album_id = albums.id
       order by x.track_count desc, x.genre_id
       limit 1
     )",
    "update albums
     set family_id = (select g.family_id from genres g where g.id = albums.genre_id)",
];

const ARTISTS: &[&str] = &[
    "delete from artist_genres",
    "insert into artist_genres (artist_id, genre_id, track_count)
     select artist_id, genre_id, count(*)
     from tracks
     where status = 'active'
       and artist_id is not null
       and genre_id is not null
     group by artist_id, genre_id",
    "update artists
     set (track_count, units_sold) = (
       select count(*), cast(coalesce(sum(t.units_sold), 0) as bigint)
       from tracks t
       where t.artist_id = artists.id
         and t.status = 'active'
     )",
    "update artists
     set album_count = (select count(*) from albums a where a.artist_id = artists.id and a.listed),
         genre_id = (
           select x.genre_id
           from artist_genres x
           where x.artist_id = artists.id
           order by x.track_count desc, x.genre_id
           limit 1
         )",
    "update artists
     set family_id = (select g.family_id from genres g where g.id = artists.genre_id),
         listed = (track_count > 0 and not various)",
];

const THE_REST: &[&str] = &[
    "update genres
     set album_count = (
           select count(*)
           from album_genres x
           join albums a on a.id = x.album_id
           where x.genre_id = genres.id
             and a.listed
         )",
    "update genres
     set (track_count, units_sold) = (
       select count(*), cast(coalesce(sum(t.units_sold), 0) as bigint)
       from tracks t
       where t.genre_id = genres.id
         and t.status = 'active'
     )",
    "update media_types
     set track_count = (
       select count(*)
       from tracks t
       where t.media_type_id = media_types.id
         and t.status = 'active'
     )",
    "update playlists
     set (track_count, duration_ms) = (
       select count(*), cast(coalesce(sum(t.duration_ms), 0) as bigint)
       from playlist_entries e
       join tracks t on t.id = e.track_id
       where e.playlist_id = playlists.id
         and t.status = 'active'
     )",
    "update playlists
     set listed = (track_count > 0 and duplicate_of is null)",
];

/// Counts sold units into the popularity of tracks, their albums, artists and genres. Call it once
/// per sale; a refund is negative.
pub async fn add_sales(conn: &mut Conn, sold: &[(TrackId, i64)]) -> Result<(), Error> {
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
    bump(conn).await
}
