//! Songs in a listener's collection.

mod http;
mod queries;

use kernel::{CustomerId, SongId, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use table::TableError;

pub use self::http::router;
use crate::Library;
pub use queries::{count, export};

/// Where a song came from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Bought in this shop: it can be streamed and downloaded.
    Bought,
}

/// A song as its listener sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Song {
    pub id: SongId,
    pub title: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub genre: Option<String>,
    /// Place within its album, from 1.
    pub position: Option<u32>,
    /// Milliseconds.
    pub duration_ms: i64,
    /// The shop's track, when it was bought here.
    pub track_id: Option<TrackId>,
    pub cover_url: String,
    pub added_at: Timestamp,
    pub source: Source,
}

/// A track that was bought: everything a page of the library paints.
#[derive(Debug, Clone)]
pub struct Bought {
    pub track_id: TrackId,
    pub title: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub genre: Option<String>,
    pub position: Option<u32>,
    pub duration_ms: i64,
    pub cover_url: String,
    pub bought_at: Timestamp,
}

/// Puts what was bought into the collection. Doing it again changes nothing: the event that brings
/// it may be delivered twice. Answers how many songs were new.
pub async fn add_bought(library: &Library, owner: CustomerId, tracks: &[Bought]) -> Result<usize, TableError> {
    let mut added = 0;
    // Two writes a song; half of a transaction's bound.
    for chunk in tracks.chunks(table::MAX_WRITES / 4) {
        let songs: Vec<_> = chunk.iter().map(|track| bought_song(library, track)).collect();
        match queries::insert_bought(library, owner, &songs).await {
            Ok(()) => added += songs.len(),
            // Some are there already: one by one, so that the others still arrive.
            Err(TableError::Condition(_)) => added += insert_missing(library, owner, &songs).await?,
            Err(other) => return Err(other),
        }
    }
    Ok(added)
}

async fn insert_missing(library: &Library, owner: CustomerId, songs: &[Song]) -> Result<usize, TableError> {
    let mut added = 0;
    for song in songs {
        match queries::insert_bought(library, owner, std::slice::from_ref(song)).await {
            Ok(()) => added += 1,
            Err(TableError::Condition(_)) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(added)
}

fn bought_song(library: &Library, track: &Bought) -> Song {
    Song {
        id: SongId::fresh(track.bought_at, &library.random),
        title: track.title.clone(),
        artist: track.artist.clone(),
        album: track.album.clone(),
        genre: track.genre.clone(),
        position: track.position,
        duration_ms: track.duration_ms,
        track_id: Some(track.track_id),
        cover_url: track.cover_url.clone(),
        added_at: track.bought_at,
        source: Source::Bought,
    }
}

/// Takes songs out that were bought and given back. Those that are not there are passed over.
pub async fn remove_bought(library: &Library, owner: CustomerId, tracks: &[TrackId]) -> Result<(), TableError> {
    for track in tracks {
        queries::remove_bought(library, owner, *track).await?;
    }
    Ok(())
}

/// Takes everything of an owner out of the table: the account is being deleted.
pub async fn delete_all(library: &Library, owner: CustomerId) -> Result<(), TableError> {
    queries::delete_all(library, owner).await
}
