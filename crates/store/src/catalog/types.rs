//! What the catalogue's endpoints answer.

use kernel::{AlbumId, ArtistId, GenreId, MediaTypeId, Money, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::playlists::PlaylistSummary;

/// How something is experienced. An album may be `mixed`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Audio,
    Video,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AlbumKind {
    Audio,
    Video,
    Mixed,
}

impl Kind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Audio => "audio",
            Self::Video => "video",
        }
    }

    /// What the database holds; its CHECK allows nothing else.
    pub(crate) fn stored(text: &str) -> Self {
        if text == "video" { Self::Video } else { Self::Audio }
    }
}

impl AlbumKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Mixed => "mixed",
        }
    }

    pub(crate) fn stored(text: &str) -> Self {
        match text {
            "video" => Self::Video,
            "mixed" => Self::Mixed,
            _ => Self::Audio,
        }
    }
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ArtistRef {
    pub id: ArtistId,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct AlbumRef {
    pub id: AlbumId,
    pub title: String,
    pub cover_url: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GenreRef {
    pub id: GenreId,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct MediaTypeRef {
    pub id: MediaTypeId,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ArtistSummary {
    pub id: ArtistId,
    pub name: String,
    pub image_url: String,
    pub album_count: i64,
    pub track_count: i64,
    /// The three most frequent of the artist's tracks, first the most frequent.
    pub genres: Vec<GenreRef>,
    /// Countries it is not shown in.
    #[serde(skip)]
    pub(crate) blocked_in: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct ArtistDetail {
    #[serde(flatten)]
    pub summary: ArtistSummary,
    pub albums: Vec<AlbumSummary>,
    /// Albums of others with tracks the artist wrote or plays on.
    pub appears_on: Vec<AlbumSummary>,
    pub top_tracks: Vec<Track>,
    pub similar: Vec<ArtistSummary>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AlbumSummary {
    pub id: AlbumId,
    pub title: String,
    pub artist: ArtistRef,
    pub cover_url: String,
    pub track_count: i64,
    pub kind: AlbumKind,
    /// The genre of most of its tracks.
    pub genre: Option<GenreRef>,
    /// What the album costs.
    pub price: Money,
    /// While a sale runs: what the album costs otherwise.
    pub regular_price: Option<Money>,
    /// Set for a pre-order: the day its music comes.
    pub release_at: Option<Timestamp>,
    /// Milliseconds.
    pub duration_ms: i64,
    /// Countries it is not sold in.
    #[serde(skip)]
    pub(crate) blocked_in: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct AlbumDetail {
    #[serde(flatten)]
    pub summary: AlbumSummary,
    /// What its tracks cost one by one.
    pub list_price: Money,
    /// 10 for albums of four tracks and more, else 0.
    pub discount_percent: i64,
    pub genres: Vec<GenreRef>,
    pub tracks: Vec<Track>,
    pub similar: Vec<AlbumSummary>,
    pub more_by_artist: Vec<AlbumSummary>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Track {
    pub id: TrackId,
    pub name: String,
    /// Place within the album, from 1.
    pub position: Option<i64>,
    pub album: Option<AlbumRef>,
    pub artist: Option<ArtistRef>,
    /// Names separated by commas.
    pub composer: Option<String>,
    pub genre: Option<GenreRef>,
    pub media_type: MediaTypeRef,
    pub kind: Kind,
    /// Milliseconds.
    pub duration_ms: i64,
    pub price: Money,
    /// While a sale runs: what the track costs otherwise.
    pub regular_price: Option<Money>,
    /// Set when its album is a pre-order: the day the music comes.
    pub release_at: Option<Timestamp>,
    pub preview_url: String,
    /// Countries it is not sold in.
    #[serde(skip)]
    pub(crate) blocked_in: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Genre {
    pub id: GenreId,
    pub name: String,
    pub cover_url: String,
    pub album_count: i64,
    pub track_count: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct GenreDetail {
    #[serde(flatten)]
    pub genre: Genre,
    pub top_albums: Vec<AlbumSummary>,
    pub new_albums: Vec<AlbumSummary>,
    pub top_artists: Vec<ArtistSummary>,
    pub top_tracks: Vec<Track>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct MediaType {
    pub id: MediaTypeId,
    pub name: String,
    pub kind: Kind,
    pub track_count: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Home {
    /// Best-sellers of five different genres.
    pub featured: Vec<AlbumSummary>,
    pub new_arrivals: Vec<AlbumSummary>,
    pub top_albums: Vec<AlbumSummary>,
    pub top_tracks: Vec<Track>,
    pub genres: Vec<Genre>,
    pub playlists: Vec<PlaylistSummary>,
}

/// Where an album's cover is.
pub fn album_cover_url(id: AlbumId) -> String {
    format!("/api/v1/music/albums/{id}/cover")
}

pub(crate) fn artist_image_url(id: ArtistId) -> String {
    format!("/api/v1/music/artists/{id}/image")
}

pub(crate) fn genre_cover_url(id: GenreId) -> String {
    format!("/api/v1/music/genres/{id}/cover")
}

pub(crate) fn track_preview_url(id: TrackId) -> String {
    format!("/api/v1/music/tracks/{id}/preview")
}
