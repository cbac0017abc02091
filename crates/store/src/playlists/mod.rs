//! The shop's own playlists. Empty ones and exact repetitions of another are kept and reachable by
//! id, but not listed; archived ones are for the staff alone.

pub mod http;
pub(crate) mod queries;

use kernel::PlaylistId;
pub use queries::track_ids;
use serde::Serialize;
use sql::{Conn, Error};
use utoipa::ToSchema;

use crate::catalog::GenreRef;

/// What a cursor of a playlist's tracks says it is for.
pub(crate) const ENTRY_ORDER: &str = "position";

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PlaylistSummary {
    pub id: PlaylistId,
    pub name: String,
    pub cover_url: String,
    pub track_count: i64,
    /// Milliseconds.
    pub duration_ms: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PlaylistDetail {
    #[serde(flatten)]
    pub summary: PlaylistSummary,
    /// Genres of its tracks, the most frequent first.
    pub genres: Vec<GenreRef>,
}

/// What a playlist is called, if there is one.
pub async fn name(conn: &mut Conn, id: PlaylistId) -> Result<Option<String>, Error> {
    Ok(queries::by_id(conn, id).await?.map(|playlist| playlist.name))
}

pub(crate) fn playlist_cover_url(id: PlaylistId) -> String {
    format!("/api/v1/music/playlists/{id}/cover")
}
