//! Songs that were bought in the shop: they come and go by the shop's events.

use kernel::{CustomerId, SongId, Timestamp, TrackId};
use table::TableError;

use super::{Fields, Song, Source, queries};
use crate::{Error, Library, Result};

/// A track that was bought: everything a page of the library paints.
#[derive(Debug, Clone)]
pub struct Bought {
    pub track_id: TrackId,
    pub title: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub genre: Option<String>,
    pub composer: Option<String>,
    pub position: Option<u32>,
    pub duration_ms: i64,
    pub cover_url: String,
    pub bought_at: Timestamp,
}

/// Two writes a song; half of a transaction's bound.
const CHUNK: usize = table::MAX_WRITES / 4;

/// Puts what was bought into the collection. Doing it again changes nothing: the event that brings
/// it may be delivered twice. Answers how many songs were new.
pub async fn add_bought(library: &Library, owner: CustomerId, tracks: &[Bought]) -> Result<usize> {
    let mut added = 0;
    for chunk in tracks.chunks(CHUNK) {
        let songs: Vec<_> = chunk.iter().map(|track| song(library, track)).collect();
        match queries::insert(library, owner, &songs).await {
            Ok(()) => added += songs.len(),
            // Some are there already: one by one, so that the others still arrive.
            Err(Error::Table(TableError::Condition(_))) => added += insert_missing(library, owner, &songs).await?,
            Err(other) => return Err(other),
        }
    }
    Ok(added)
}

async fn insert_missing(library: &Library, owner: CustomerId, songs: &[Song]) -> Result<usize> {
    let mut added = 0;
    for song in songs {
        match queries::insert(library, owner, std::slice::from_ref(song)).await {
            Ok(()) => added += 1,
            Err(Error::Table(TableError::Condition(_))) => {}
            Err(other) => return Err(other),
        }
    }
    Ok(added)
}

fn song(library: &Library, track: &Bought) -> Song {
    let mut fields = Fields {
        title: track.title.clone(),
        artist: track.artist.clone(),
        album: track.album.clone(),
        genres: track.genre.iter().cloned().collect(),
        composer: track.composer.clone(),
        position: track.position,
        duration_ms: Some(track.duration_ms),
        cover_url: Some(track.cover_url.clone()).filter(|url| !url.is_empty()),
        track_id: Some(track.track_id),
        added_at: track.bought_at,
        source: Source::Bought,
        ..Fields::default()
    };
    fields.settle_artists();
    Song { id: SongId::fresh(track.bought_at, &library.random), version: 1, fields }
}

/// Takes songs out that were bought and given back. Those that are not there are passed over.
pub async fn remove_bought(library: &Library, owner: CustomerId, tracks: &[TrackId]) -> Result<()> {
    for track in tracks {
        queries::remove_bought(library, owner, *track).await?;
    }
    Ok(())
}
