//! States of albums and tracks.

use kernel::{GenreId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use crate::catalog::{ReleaseState, Scope};

#[derive(FromRow)]
pub(crate) struct AlbumFacts {
    state: String,
    pub release_at: Option<Timestamp>,
    pub preorder: bool,
    pub archived_at: Option<Timestamp>,
    pub artist_archived_at: Option<Timestamp>,
    /// Tracks that are, or go with the album, on sale.
    pub sellable_tracks: i64,
}

impl AlbumFacts {
    pub fn state(&self) -> ReleaseState {
        ReleaseState::stored(&self.state)
    }
}

pub(crate) async fn album_facts(conn: &mut Conn, id: i64) -> Result<Option<AlbumFacts>, Error> {
    on!(conn, c => sqlx::query_as::<_, AlbumFacts>(
        "select al.state, al.release_at, al.preorder, al.archived_at, ar.archived_at as artist_archived_at,
           (
             select count(*)
             from tracks tr
             where tr.album_id = al.id
               and tr.archived_at is null
               and tr.state in ('draft', 'published')
           ) as sellable_tracks
         from albums al
         join artists ar on ar.id = al.artist_id
         where al.id = $1",
    )
    .bind(id)
    .fetch_optional(c)
    .await)
}

#[derive(FromRow)]
pub(crate) struct TrackFacts {
    pub id: i64,
    state: String,
    pub archived_at: Option<Timestamp>,
    pub album_id: Option<i64>,
    pub artist_id: Option<i64>,
    pub genre_id: Option<i64>,
    pub price_cents: i64,
}

impl TrackFacts {
    pub fn state(&self) -> ReleaseState {
        ReleaseState::stored(&self.state)
    }

    /// What hangs on the track.
    pub fn scope(&self) -> Scope {
        let single = Some(self.id).filter(|_| self.album_id.is_none());
        Scope::default().album(self.album_id).artist(self.artist_id).genre(self.genre_id).single(single)
    }
}

pub(crate) async fn track_facts(conn: &mut Conn, id: i64) -> Result<Option<TrackFacts>, Error> {
    on!(conn, c => sqlx::query_as::<_, TrackFacts>(
        "select id, state, archived_at, album_id, artist_id, genre_id, price_cents
         from tracks
         where id = $1",
    )
    .bind(id)
    .fetch_optional(c)
    .await)
}

/// Tracks that wait for their album.
pub(crate) async fn publish_drafts(conn: &mut Conn, album: i64, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update tracks
         set state = 'published',
             published_at = coalesce(published_at, $2),
             version = version + 1
         where album_id = $1
           and state = 'draft'
           and archived_at is null",
    )
    .bind(album)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// What is published for the first time is new in the shop.
pub(crate) async fn set_album_state(
    conn: &mut Conn,
    id: i64,
    state: &str,
    release_at: Option<Timestamp>,
    preorder: bool,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update albums
         set state = $2,
             release_at = coalesce($3, release_at),
             preorder = $4,
             added_at = case when $2 = 'published' and published_at is null and units_sold = 0 then $5 else added_at end,
             published_at = case when $2 = 'published' then coalesce(published_at, $5) else published_at end,
             version = version + 1
         where id = $1",
    )
    .bind(id)
    .bind(state)
    .bind(release_at)
    .bind(preorder)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(crate) async fn set_track_state(
    conn: &mut Conn,
    id: i64,
    state: &str,
    release_at: Option<Timestamp>,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update tracks
         set state = $2,
             release_at = coalesce($3, release_at),
             published_at = case when $2 = 'published' then coalesce(published_at, $4) else published_at end,
             version = version + 1
         where id = $1",
    )
    .bind(id)
    .bind(state)
    .bind(release_at)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(crate) async fn is_publishing_due(conn: &mut Conn, now: Timestamp) -> Result<bool, Error> {
    let found = on!(conn, c => sqlx::query_scalar::<_, i64>(
        "select al.id
         from albums al
         join artists ar on ar.id = al.artist_id
         where al.state = 'scheduled'
           and al.release_at <= $1
           and ar.archived_at is null
         union all
         select id from tracks where state = 'scheduled' and release_at <= $1
         limit 1",
    )
    .bind(now)
    .fetch_optional(c)
    .await)?;
    Ok(found.is_some())
}

/// Those of archived artists wait until the artist is back.
pub(crate) async fn publish_albums_due(conn: &mut Conn, now: Timestamp) -> Result<Vec<i64>, Error> {
    on!(conn, c => sqlx::query_scalar(
        "update albums
         set state = 'published',
             preorder = false,
             added_at = case when published_at is null then release_at else added_at end,
             published_at = coalesce(published_at, $1),
             version = version + 1
         where state = 'scheduled'
           and release_at <= $1
           and artist_id not in (select id from artists where archived_at is not null)
         returning id",
    )
    .bind(now)
    .fetch_all(c)
    .await)
}

/// Whether there is such a genre for new tracks.
pub(crate) async fn has_genre(conn: &mut Conn, id: GenreId) -> Result<bool, Error> {
    let found = on!(conn, c => sqlx::query_scalar::<_, i64>("select id from genres where id = $1 and archived_at is null")
        .bind(id)
        .fetch_optional(c)
        .await)?;
    Ok(found.is_some())
}

/// Whether music of an artist comes out by itself some day.
pub(crate) async fn has_scheduled(conn: &mut Conn, artist: i64) -> Result<bool, Error> {
    let found = on!(conn, c => sqlx::query_scalar::<_, i64>(
        "select id from albums where artist_id = $1 and state = 'scheduled'
         union all
         select id from tracks where artist_id = $1 and state = 'scheduled'
         limit 1",
    )
    .bind(artist)
    .fetch_optional(c)
    .await)?;
    Ok(found.is_some())
}

pub(crate) async fn publish_tracks_due(conn: &mut Conn, now: Timestamp) -> Result<Vec<(i64, Option<i64>)>, Error> {
    on!(conn, c => sqlx::query_as(
        "update tracks
         set state = 'published',
             published_at = coalesce(published_at, $1),
             version = version + 1
         where state = 'scheduled'
           and release_at <= $1
         returning id, album_id",
    )
    .bind(now)
    .fetch_all(c)
    .await)
}
