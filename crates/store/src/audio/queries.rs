//! Which recordings and covers were uploaded.

use kernel::{AlbumId, TrackId};
use sql::{Conn, Error, on};

/// Where a track's uploaded recording is, and its format.
pub(crate) async fn uploaded(conn: &mut Conn, track: TrackId) -> Result<Option<(String, String)>, Error> {
    let row = on!(conn, c => sqlx::query_as::<_, (Option<String>, Option<String>)>(
        "select audio_key, audio_format from tracks where id = $1",
    )
    .bind(track)
    .fetch_optional(c)
    .await)?;
    Ok(row.and_then(|(key, format)| key.zip(format)))
}

/// Where an album's uploaded cover is.
pub(crate) async fn cover(conn: &mut Conn, album: AlbumId) -> Result<Option<String>, Error> {
    let key = on!(conn, c => sqlx::query_scalar::<_, Option<String>>("select cover_key from albums where id = $1")
        .bind(album)
        .fetch_optional(c)
        .await)?;
    Ok(key.flatten())
}
