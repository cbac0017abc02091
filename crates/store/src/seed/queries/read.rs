//! What the generator builds on.

use sql::{Conn, Error, on};
use sqlx::FromRow;

#[derive(Debug, Clone, FromRow)]
pub(in crate::seed) struct TrackRow {
    pub id: i64,
    pub name: String,
    pub album_id: Option<i64>,
    pub album: Option<String>,
    pub artist: Option<String>,
    pub genre_id: i64,
    pub duration_ms: i64,
    pub price_cents: i64,
}

pub(in crate::seed) async fn tracks(conn: &mut Conn) -> Result<Vec<TrackRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, TrackRow>(
        "select t.id, t.name, t.album_id, al.title as album, ar.name as artist, coalesce(t.genre_id, 0) as genre_id, t.duration_ms,
           t.price_cents
         from tracks t
         left join albums al on al.id = t.album_id
         left join artists ar on ar.id = coalesce(t.artist_id, al.artist_id)
         where t.status = 'active'
         order by t.id",
    )
    .fetch_all(c)
    .await)
}

#[derive(Debug, Clone, FromRow)]
pub(in crate::seed) struct AlbumRow {
    pub id: i64,
    pub title: String,
    pub artist: String,
    pub price_cents: i64,
}

pub(in crate::seed) async fn albums(conn: &mut Conn) -> Result<Vec<AlbumRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, AlbumRow>(
        "select al.id, al.title, ar.name as artist, al.price_cents
         from albums al
         join artists ar on ar.id = al.artist_id
         where al.status = 'active'
         order by al.id",
    )
    .fetch_all(c)
    .await)
}

/// Genres with their number of tracks, those of music that is sold as audio.
pub(in crate::seed) async fn genres(conn: &mut Conn) -> Result<Vec<(i64, i64)>, Error> {
    on!(conn, c => sqlx::query_as(
        "select genre_id, count(*)
         from tracks
         where genre_id is not null
           and kind = 'audio'
         group by genre_id
         order by genre_id",
    )
    .fetch_all(c)
    .await)
}

/// Of audio, the one with most tracks first.
pub(in crate::seed) async fn media_types(conn: &mut Conn) -> Result<Vec<i64>, Error> {
    on!(conn, c => sqlx::query_scalar("select id from media_types where kind = 'audio' order by track_count desc, id")
        .fetch_all(c)
        .await)
}

/// Who may look after customers.
pub(in crate::seed) async fn reps(conn: &mut Conn) -> Result<Vec<i64>, Error> {
    on!(conn, c => sqlx::query_scalar("select id from employees where role = 'support_agent' order by id").fetch_all(c).await)
}

/// The highest id of a table with whole numbers, 0 when it is empty.
pub(in crate::seed) async fn highest(conn: &mut Conn, table: &'static str) -> Result<i64, Error> {
    let sql = format!("select coalesce(max(id), 0) from {table}");
    on!(conn, c => sqlx::query_scalar(&sql).fetch_one(c).await)
}

/// The last number an invoice had.
pub(in crate::seed) async fn last_invoice(conn: &mut Conn) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar("select value from counters where name = 'invoice'").fetch_one(c).await)
}

/// Takes as many numbers as invoices were written.
pub(in crate::seed) async fn continue_invoices(conn: &mut Conn, last: i64) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update counters set value = $1 where name = 'invoice'")
        .bind(last)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Counts what was sold into the popularity of tracks; albums and artists are counted from them.
pub(in crate::seed) async fn count_sold(conn: &mut Conn, sold: &[(i64, i64)]) -> Result<(), Error> {
    for chunk in sold.chunks(1_000) {
        let values: Vec<_> = chunk.iter().map(|(track, units)| format!("({track}, {units})")).collect();
        let sql = format!(
            "update tracks
             set units_sold = tracks.units_sold + v.column2
             from (values {}) as v
             where tracks.id = v.column1",
            values.join(", ")
        );
        on!(conn, c => sqlx::query(&sql).persistent(false).execute(c).await.map(|_| ()))?;
    }
    Ok(())
}
