//! Songs in a listener's collection: what is known of one, and what may be changed.
//!
//! What removing, merging and changes of many overwrite is kept for 30 days and can be taken back
//! ([`undo`]); an edit of one song is guarded by its version alone. A song that was bought here is
//! edited for oneself: the shop keeps its own.

mod bought;
mod bulk;
pub mod covers;
pub(crate) mod draft;
mod duplicates;
mod http;
pub mod queries;
pub mod undo;

use std::borrow::Cow;

use kernel::{CustomerId, SongId, Timestamp, TrackId};
use search::collection::{SongDoc, fingerprint};
use serde::{Deserialize, Serialize};

pub use self::http::router;
use crate::{Library, Result};
pub use bought::{Bought, add_bought, remove_bought};
pub use bulk::{ByIds, ByView, Change, Selection, ids_of, select};
pub use draft::SongDraft;
pub use queries::{count, export};

/// Where a song came from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Source {
    /// Bought in this shop: it can be streamed and downloaded.
    Bought,
    /// Typed in.
    #[default]
    Added,
    /// From a file of another program or service.
    Imported,
    /// From a recording of the listener's own.
    Uploaded,
}

impl Source {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Bought => "bought",
            Self::Added => "added",
            Self::Imported => "imported",
            Self::Uploaded => "uploaded",
        }
    }
}

/// A song as its listener sees it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Song {
    pub id: SongId,
    /// Send it back as `If-Match` to edit.
    pub version: i64,
    #[serde(flatten)]
    pub fields: Fields,
}

/// What is known of a song.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = SongFields)]
pub struct Fields {
    pub title: String,
    /// Each performer by name.
    #[serde(default)]
    #[schema(required)]
    pub artists: Vec<String>,
    /// The performers as they are credited: "Simon & Garfunkel", "Queen feat. David Bowie".
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub artist: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub album: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub album_artist: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub year: Option<i32>,
    #[serde(default)]
    #[schema(required)]
    pub genres: Vec<String>,
    /// Milliseconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub duration_ms: Option<i64>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disc: Option<u32>,
    /// Place on its disc, from 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub position: Option<u32>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub composer: Option<String>,
    /// Shown by the browser; never fetched by the server.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cover_url: Option<String>,
    /// Halves of a star, 1 to 10: 7 is three and a half.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rating: Option<u8>,
    #[serde(default)]
    #[schema(required)]
    pub favourite: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notes: Option<String>,
    #[serde(default)]
    #[schema(required)]
    pub tags: Vec<String>,
    /// International Standard Recording Code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub isrc: Option<String>,
    /// MusicBrainz's id of the recording.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub mbid: Option<String>,
    #[serde(default)]
    #[schema(required)]
    pub source: Source,
    #[serde(default)]
    #[schema(required)]
    pub play_count: u64,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_played_at: Option<Timestamp>,
    pub added_at: Timestamp,
    /// The shop's track, when it was bought here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track_id: Option<TrackId>,
}

impl Fields {
    /// The performers as one text; empty when nobody is named.
    pub fn credit(&self) -> Cow<'_, str> {
        self.artist.as_deref().map_or_else(|| self.artists.join(", ").into(), Cow::from)
    }

    /// Keeps the credit and the list of performers in step where only one of them was given. A
    /// credit is never cut apart: "AC/DC" is one band.
    pub fn settle_artists(&mut self) {
        match (&self.artist, self.artists.is_empty()) {
            (Some(credit), true) => self.artists = vec![credit.clone()],
            (None, false) => self.artist = Some(self.artists.join(", ")),
            _ => {}
        }
    }
}

impl Song {
    /// The song as the index reads it.
    pub fn doc(&self) -> SongDoc {
        doc(self.id, self.fields.clone(), fingerprint(&self.fields.credit(), &self.fields.title))
    }
}

/// A song whose fingerprint is known already.
pub fn doc(id: SongId, fields: Fields, fingerprint: u64) -> SongDoc {
    SongDoc {
        id: id.get().as_u128(),
        fingerprint,
        artist: fields.artist.unwrap_or_else(|| fields.artists.join(", ")),
        title: fields.title,
        artists: fields.artists,
        album: fields.album,
        album_artist: fields.album_artist,
        genres: fields.genres,
        tags: fields.tags,
        composer: fields.composer,
        notes: fields.notes,
        year: fields.year,
        disc: fields.disc,
        position: fields.position,
        duration_ms: fields.duration_ms,
        rating: fields.rating,
        favourite: fields.favourite,
        has_cover: fields.cover_url.is_some(),
        plays: fields.play_count,
        last_played: fields.last_played_at.map(Timestamp::millis),
        added: fields.added_at.millis(),
        source: fields.source.as_str().to_owned(),
        isrc: fields.isrc,
        mbid: fields.mbid,
    }
}

/// The id in the form of the index.
pub fn id_of(raw: u128) -> SongId {
    SongId::from_uuid(uuid::Uuid::from_u128(raw))
}

/// Takes everything of an owner out of the table: the account is being deleted.
pub async fn delete_all(library: &Library, owner: CustomerId) -> Result<()> {
    crate::playlists::leave_all(library, owner).await?;
    crate::transfer::forget_all(library, owner).await?;
    queries::delete_all(library, owner).await?;
    library.forget(owner).await
}
