//! Recordings that staff send: kept, checked, their tags read; then given to a track.
//!
//! A recording that nobody gave to a track is removed after two days.

pub mod http;
mod queries;

use std::time::Duration;

use ::http::{Problem, Result};
use blobs::BlobKey;
use kernel::Timestamp;
use media::tags::Tags;
use serde::Serialize;
use sql::Conn;
use utoipa::ToSchema;

pub(crate) use queries::UploadRow;

use crate::{Shop, audio::AudioFormat};

/// Bytes of one recording.
pub const LARGEST: u64 = 1024 * 1024 * 1024;

/// How long a recording waits for its track.
const KEPT: Duration = Duration::from_secs(2 * 86_400);

/// A recording that was sent, and what its tags propose.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AudioUpload {
    /// Give it to a track as `upload_id`.
    pub id: String,
    pub file_name: String,
    pub format: AudioFormat,
    pub bytes: i64,
    /// Milliseconds.
    pub duration_ms: i64,
    pub tags: AudioTags,
    /// The genre of the shop that the tag names.
    pub genre_id: Option<i64>,
    /// The artist of the shop that the tag names.
    pub artist_id: Option<i64>,
}

/// What a file says about itself. Empty where it does not.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct AudioTags {
    pub title: Option<String>,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub album_artist: Option<String>,
    pub composer: Option<String>,
    pub genre: Option<String>,
    pub track_number: Option<u32>,
    pub disc_number: Option<u32>,
    pub year: Option<u32>,
}

impl From<Tags> for AudioTags {
    fn from(tags: Tags) -> Self {
        Self {
            title: tags.title,
            artist: tags.artist,
            album: tags.album,
            album_artist: tags.album_artist,
            composer: tags.composer,
            genre: tags.genre,
            track_number: tags.track_number,
            disc_number: tags.disc_number,
            year: tags.year,
        }
    }
}

/// An upload that stands on no track yet.
pub(crate) async fn unused(conn: &mut Conn, id: &str) -> Result<UploadRow> {
    match queries::by_id(conn, id).await? {
        Some(upload) if upload.track_id.is_none() => Ok(upload),
        Some(_) => Err(stands_already()),
        None => Err(Problem::invalid("upload_id", "this recording is not there any more: send it again")),
    }
}

fn stands_already() -> Problem {
    Problem::invalid("upload_id", "this recording stands on a track already: send it again")
}

/// Gives an upload to a track, and to no second one.
pub(crate) async fn used(conn: &mut Conn, id: &str, track: i64) -> Result<()> {
    if queries::used(conn, id, track).await? { Ok(()) } else { Err(stands_already()) }
}

/// Removes recordings that nobody used: for the job loop. Answers how many.
pub async fn prune(shop: &Shop, now: Timestamp) -> std::result::Result<usize, sql::Error> {
    let old = queries::unused_before(&mut shop.db.read().await?, now - KEPT).await?;
    for upload in &old {
        let mut tx = shop.db.begin().await?;
        // Taken by a track in this very moment: it stays.
        let gone = queries::remove(&mut tx, &upload.id).await?;
        tx.commit().await?;
        if let (true, Ok(key)) = (gone, BlobKey::new(upload.blob_key.clone()))
            && let Err(error) = shop.blobs.delete(&key).await
        {
            tracing::warn!(%error, "a recording that nobody used could not be removed");
        }
    }
    Ok(old.len())
}
