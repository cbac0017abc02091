//! What the back office's catalogue answers and takes.

use kernel::{AlbumId, ArtistId, GenreId, MediaTypeId, Money, PlaylistId, Timestamp, TrackId};
use serde::{Deserialize, Deserializer, Serialize};
use utoipa::ToSchema;

use crate::{
    audio::AudioFormat,
    catalog::{AlbumKind, ArtistRef, GenreRef, Kind, MediaTypeRef, ReleaseState},
    territories::Territory,
};

/// An artist as staff see one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CatalogueArtist {
    pub id: ArtistId,
    pub name: String,
    pub image_url: String,
    /// All albums, on sale or not.
    pub album_count: i64,
    /// All tracks, on sale or not.
    pub track_count: i64,
    pub units_sold: i64,
    /// Whether the shop shows the artist.
    pub on_sale: bool,
    pub archived_at: Option<Timestamp>,
    /// Where this artist's music went.
    pub merged_into: Option<ArtistId>,
    /// Whether some countries do not see the artist.
    pub restricted: bool,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CatalogueArtistDetail {
    #[serde(flatten)]
    pub artist: CatalogueArtist,
    pub territory: Option<Territory>,
}

/// An album as staff see one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CatalogueAlbum {
    pub id: AlbumId,
    pub title: String,
    pub artist: ArtistRef,
    pub cover_url: String,
    /// Whether its cover was uploaded; else it is drawn.
    pub has_cover: bool,
    pub genre: Option<GenreRef>,
    pub kind: AlbumKind,
    pub state: ReleaseState,
    pub release_at: Option<Timestamp>,
    pub preorder: bool,
    /// Whether it can be bought now.
    pub on_sale: bool,
    /// All tracks, on sale or not.
    pub track_count: i64,
    pub duration_ms: i64,
    pub units_sold: i64,
    /// What staff set; empty: its tracks together, less the album discount.
    pub own_price: Option<Money>,
    /// What it costs without sales.
    pub regular_price: Money,
    /// What it costs now.
    pub price: Money,
    pub archived_at: Option<Timestamp>,
    pub restricted: bool,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CatalogueAlbumDetail {
    #[serde(flatten)]
    pub album: CatalogueAlbum,
    pub tracks: Vec<CatalogueTrack>,
    pub territory: Option<Territory>,
}

/// A track as staff see one.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CatalogueTrack {
    pub id: TrackId,
    pub name: String,
    pub album_id: Option<AlbumId>,
    pub album_title: Option<String>,
    pub artist: Option<ArtistRef>,
    pub position: Option<i64>,
    pub disc: Option<i64>,
    pub year: Option<i64>,
    pub genre: Option<GenreRef>,
    pub media_type: MediaTypeRef,
    pub kind: Kind,
    pub composer: Option<String>,
    pub duration_ms: i64,
    pub regular_price: Money,
    pub price: Money,
    pub state: ReleaseState,
    pub release_at: Option<Timestamp>,
    /// Whether it can be bought now: its album counts, too.
    pub on_sale: bool,
    pub units_sold: i64,
    /// The uploaded recording's format; empty while the composed one is delivered.
    pub audio_format: Option<AudioFormat>,
    pub archived_at: Option<Timestamp>,
    pub restricted: bool,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CatalogueTrackDetail {
    #[serde(flatten)]
    pub track: CatalogueTrack,
    pub territory: Option<Territory>,
    /// Where staff hear it for an hour, published or not.
    pub preview_url: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CatalogueGenre {
    pub id: GenreId,
    pub name: String,
    /// The genre a listener would call the same.
    pub family: GenreRef,
    /// All tracks, on sale or not.
    pub track_count: i64,
    pub units_sold: i64,
    pub archived_at: Option<Timestamp>,
    pub merged_into: Option<GenreId>,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CatalogueMediaType {
    pub id: MediaTypeId,
    pub name: String,
    pub kind: Kind,
    pub track_count: i64,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CataloguePlaylist {
    pub id: PlaylistId,
    pub name: String,
    pub cover_url: String,
    /// All tracks, on sale or not.
    pub track_count: i64,
    /// Whether the shop shows it.
    pub on_sale: bool,
    pub archived_at: Option<Timestamp>,
    pub version: i64,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct CataloguePlaylistDetail {
    #[serde(flatten)]
    pub playlist: CataloguePlaylist,
    pub tracks: Vec<CatalogueTrack>,
}

/// Tells `null` from a field that is not there.
fn present<'de, D: Deserializer<'de>, T: Deserialize<'de>>(d: D) -> Result<Option<Option<T>>, D::Error> {
    Option::<T>::deserialize(d).map(Some)
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NameDraft {
    #[schema(max_length = 120)]
    pub name: String,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewAlbum {
    #[schema(max_length = 160)]
    pub title: String,
    #[schema(value_type = i64)]
    pub artist_id: ArtistId,
}

/// Fields that are left out stay as they are; `null` empties one.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AlbumChange {
    pub title: Option<String>,
    #[schema(value_type = Option<i64>)]
    pub artist_id: Option<ArtistId>,
    /// Cents; `null`: its tracks together, less the album discount.
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub own_price_cents: Option<Option<i64>>,
}

#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTrack {
    #[schema(max_length = 200)]
    pub name: String,
    #[schema(value_type = Option<i64>)]
    pub album_id: Option<AlbumId>,
    /// The album's artist when left out.
    #[schema(value_type = Option<i64>)]
    pub artist_id: Option<ArtistId>,
    /// The next free place of the album when left out.
    pub position: Option<i64>,
    pub disc: Option<i64>,
    pub year: Option<i64>,
    #[schema(value_type = Option<i64>)]
    pub genre_id: Option<GenreId>,
    /// The first audio format when left out.
    #[schema(value_type = Option<i64>)]
    pub media_type_id: Option<MediaTypeId>,
    pub composer: Option<String>,
    /// Milliseconds. An upload knows its own.
    pub duration_ms: Option<i64>,
    /// Cents.
    pub price_cents: i64,
    /// A recording sent before.
    pub upload_id: Option<String>,
}

/// Fields that are left out stay as they are; `null` empties one.
#[derive(Debug, Clone, Default, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct TrackChange {
    pub name: Option<String>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub album_id: Option<Option<AlbumId>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub artist_id: Option<Option<ArtistId>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub position: Option<Option<i64>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub disc: Option<Option<i64>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub year: Option<Option<i64>>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<i64>)]
    pub genre_id: Option<Option<GenreId>>,
    #[schema(value_type = Option<i64>)]
    pub media_type_id: Option<MediaTypeId>,
    #[serde(default, deserialize_with = "present")]
    #[schema(value_type = Option<String>)]
    pub composer: Option<Option<String>>,
    pub duration_ms: Option<i64>,
    /// Cents.
    pub price_cents: Option<i64>,
}

/// Where a release goes.
#[derive(Debug, Clone, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleaseChange {
    pub state: ReleaseState,
    /// The release day, for `scheduled`.
    pub release_at: Option<Timestamp>,
    /// Albums: sold before the release day already.
    #[serde(default)]
    pub preorder: bool,
}

#[derive(Debug, Clone, Copy, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MergeInto {
    /// What stays.
    pub into: i64,
}
