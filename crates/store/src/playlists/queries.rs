//! SQL of the shop's playlists.

use kernel::{GenreId, PlaylistId, TrackId};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{PlaylistSummary, playlist_cover_url};
use crate::catalog::{
    GenreRef, Key, Mark, Slice, Track,
    queries::{TRACK_COLUMNS, TRACK_JOINS, TrackRow},
};

#[derive(FromRow)]
struct PlaylistRow {
    id: PlaylistId,
    name: String,
    track_count: i64,
    duration_ms: i64,
}

impl From<PlaylistRow> for PlaylistSummary {
    fn from(row: PlaylistRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            cover_url: playlist_cover_url(row.id),
            track_count: row.track_count,
            duration_ms: row.duration_ms,
        }
    }
}

/// By name, without the empty ones and those that repeat another.
pub(crate) async fn list(conn: &mut Conn) -> Result<Vec<PlaylistSummary>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, PlaylistRow>(
        "select id, name, track_count, duration_ms
         from playlists
         where listed
         order by name_key, id",
    )
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(PlaylistSummary::from).collect())
}

/// Any playlist that is not archived, listed or not.
pub(crate) async fn by_id(conn: &mut Conn, id: PlaylistId) -> Result<Option<PlaylistSummary>, Error> {
    let row = on!(conn, c => sqlx::query_as::<_, PlaylistRow>(
        "select id, name, track_count, duration_ms
         from playlists
         where id = $1
           and archived_at is null",
    )
    .bind(id)
    .fetch_optional(c)
    .await)?;
    Ok(row.map(PlaylistSummary::from))
}

/// Every track of it that can be bought, in order.
pub async fn track_ids(conn: &mut Conn, id: PlaylistId) -> Result<Vec<TrackId>, Error> {
    on!(conn, c => sqlx::query_scalar(
        "select e.track_id
         from playlist_entries e
         join tracks tr on tr.id = e.track_id
         where e.playlist_id = $1
           and tr.status = 'active'
         order by e.position, e.track_id",
    )
    .bind(id)
    .fetch_all(c)
    .await)
}

/// Genres of its tracks, the most frequent first.
pub(crate) async fn genres(conn: &mut Conn, id: PlaylistId, limit: i64) -> Result<Vec<GenreRef>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, (GenreId, String)>(
        "select g.id, g.name
         from playlist_entries e
         join tracks tr on tr.id = e.track_id
         join genres g on g.id = tr.genre_id
         where e.playlist_id = $1
           and tr.status = 'active'
         group by g.id, g.name
         order by count(*) desc, g.id
         limit $2",
    )
    .bind(id)
    .bind(limit)
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(|(id, name)| GenreRef { id, name }).collect())
}

#[derive(FromRow)]
struct EntryRow {
    place: i64,
    #[sqlx(flatten)]
    track: TrackRow,
}

/// The tracks in the playlist's order.
pub(crate) async fn tracks(
    conn: &mut Conn,
    id: PlaylistId,
    after: Option<&Mark>,
    limit: i64,
) -> Result<Slice<Track>, Error> {
    let place = match after.map(|mark| &mark.key) {
        Some(Key::Int(place)) => *place,
        _ => 0,
    };
    let sql = format!(
        "select e.position as place, {TRACK_COLUMNS}
         from playlist_entries e
         join tracks tr on tr.id = e.track_id
         {TRACK_JOINS}
         where e.playlist_id = $1
           and e.position > $2
           and tr.status = 'active'
         order by e.position
         limit $3"
    );
    let mut rows = on!(conn, c => sqlx::query_as::<_, EntryRow>(&sql)
        .bind(id)
        .bind(place)
        .bind(limit + 1)
        .fetch_all(c)
        .await)?;
    let limit = usize::try_from(limit).unwrap_or(0);
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(|row| Mark {
        sort: super::ENTRY_ORDER.to_owned(),
        key: Key::Int(row.place),
        id: row.place,
    });
    Ok(Slice { items: rows.into_iter().map(|row| Track::from(row.track)).collect(), next })
}
