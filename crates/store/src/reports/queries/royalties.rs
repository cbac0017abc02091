//! What artists get.

use kernel::{ArtistId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

#[derive(Debug, Clone, PartialEq, Eq, FromRow)]
pub(in crate::reports) struct RateRow {
    /// 0: everybody without a rate of their own.
    pub artist_id: i64,
    pub name: Option<String>,
    pub rate_bp: i64,
}

pub(in crate::reports) async fn rates(conn: &mut Conn) -> Result<Vec<RateRow>, Error> {
    on!(conn, c => sqlx::query_as::<_, RateRow>(
        "select r.artist_id, a.name, r.rate_bp
         from royalty_rates r
         left join artists a on a.id = r.artist_id
         order by r.artist_id",
    )
    .fetch_all(c)
    .await)
}

pub(in crate::reports) async fn artist_name(conn: &mut Conn, artist: ArtistId) -> Result<Option<String>, Error> {
    on!(conn, c => sqlx::query_scalar("select name from artists where id = $1").bind(artist).fetch_optional(c).await)
}

/// `None` takes the artist's own rate away.
pub(in crate::reports) async fn set_rate(
    conn: &mut Conn,
    artist_id: i64,
    rate_bp: Option<i64>,
    now: Timestamp,
) -> Result<(), Error> {
    let Some(rate) = rate_bp else {
        return on!(conn, c => sqlx::query("delete from royalty_rates where artist_id = $1 and artist_id <> 0")
            .bind(artist_id)
            .execute(c)
            .await
            .map(|_| ()));
    };
    on!(conn, c => sqlx::query(
        "insert into royalty_rates (artist_id, rate_bp, updated_at)
         values ($1, $2, $3)
         on conflict (artist_id) do update
         set rate_bp = excluded.rate_bp,
             updated_at = excluded.updated_at",
    )
    .bind(artist_id)
    .bind(rate)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}
