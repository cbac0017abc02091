//! Rows of the desk's lists, each with the columns and tables it is read from.

use kernel::{AlbumId, ArtistId, Currency, GenreId, MediaTypeId, Money, PlaylistId, Timestamp, TrackId};
use sqlx::FromRow;

use crate::{
    audio::AudioFormat,
    catalog::{
        AlbumKind, ArtistRef, GenreRef, Kind, MediaTypeRef, ReleaseState,
        admin::{CatalogueAlbum, CatalogueArtist, CatalogueGenre, CataloguePlaylist, CatalogueTrack},
        album_cover_url,
        types::artist_image_url,
    },
    playlists::playlist_cover_url,
};

pub(super) const ARTISTS: &str = "select ar.id, ar.name, ar.units_sold, ar.listed, ar.archived_at, ar.merged_into,
       ar.blocked_in is not null as restricted, ar.version,
       (select count(*) from albums al where al.artist_id = ar.id) as album_count,
       (select count(*) from tracks tr where tr.artist_id = ar.id) as track_count";

#[derive(FromRow)]
pub(super) struct ArtistRow {
    id: ArtistId,
    name: String,
    units_sold: i64,
    listed: bool,
    archived_at: Option<Timestamp>,
    merged_into: Option<ArtistId>,
    restricted: bool,
    version: i64,
    album_count: i64,
    track_count: i64,
}

impl From<ArtistRow> for CatalogueArtist {
    fn from(row: ArtistRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            image_url: artist_image_url(row.id),
            album_count: row.album_count,
            track_count: row.track_count,
            units_sold: row.units_sold,
            on_sale: row.listed,
            archived_at: row.archived_at,
            merged_into: row.merged_into,
            restricted: row.restricted,
            version: row.version,
        }
    }
}

pub(super) const ALBUMS: &str = "select al.id, al.title, al.artist_id, ar.name as artist_name,
       al.cover_key is not null as has_cover, al.genre_id, g.name as genre_name, al.kind, al.state, al.release_at,
       al.preorder, al.listed, al.units_sold, al.own_price_cents, al.price_cents, al.current_cents, al.currency,
       al.archived_at, al.blocked_in is not null as restricted, al.version,
       (select count(*) from tracks tr where tr.album_id = al.id) as all_tracks,
       (select cast(coalesce(sum(tr.duration_ms), 0) as bigint) from tracks tr where tr.album_id = al.id) as all_ms";
pub(super) const ALBUM_TABLES: &str = "albums al
     join artists ar on ar.id = al.artist_id
     left join genres g on g.id = al.genre_id";

#[derive(FromRow)]
pub(super) struct AlbumRow {
    id: AlbumId,
    title: String,
    artist_id: ArtistId,
    artist_name: String,
    has_cover: bool,
    genre_id: Option<GenreId>,
    genre_name: Option<String>,
    kind: String,
    state: String,
    release_at: Option<Timestamp>,
    preorder: bool,
    listed: bool,
    units_sold: i64,
    own_price_cents: Option<i64>,
    price_cents: i64,
    current_cents: i64,
    currency: Currency,
    archived_at: Option<Timestamp>,
    restricted: bool,
    version: i64,
    all_tracks: i64,
    all_ms: i64,
}

impl From<AlbumRow> for CatalogueAlbum {
    fn from(row: AlbumRow) -> Self {
        let money = |cents| Money::new(cents, row.currency);
        Self {
            id: row.id,
            title: row.title,
            artist: ArtistRef { id: row.artist_id, name: row.artist_name },
            cover_url: album_cover_url(row.id),
            has_cover: row.has_cover,
            genre: row.genre_id.zip(row.genre_name).map(|(id, name)| GenreRef { id, name }),
            kind: AlbumKind::stored(&row.kind),
            state: ReleaseState::stored(&row.state),
            release_at: row.release_at,
            preorder: row.preorder,
            on_sale: row.listed,
            track_count: row.all_tracks,
            duration_ms: row.all_ms,
            units_sold: row.units_sold,
            own_price: row.own_price_cents.map(money),
            regular_price: money(row.price_cents),
            price: money(row.current_cents),
            archived_at: row.archived_at,
            restricted: row.restricted,
            version: row.version,
        }
    }
}

pub(super) const TRACKS: &str = "select tr.id, tr.name, tr.album_id, al.title as album_title, tr.artist_id,
       ar.name as artist_name, tr.position, tr.disc, tr.year, tr.genre_id, g.name as genre_name, tr.media_type_id,
       mt.name as media_type_name, tr.kind, tr.composer, tr.duration_ms, tr.price_cents, tr.current_cents, tr.currency,
       tr.state, tr.release_at, tr.status, tr.units_sold, tr.audio_format, tr.archived_at,
       tr.blocked_in is not null as restricted, tr.version";
pub(super) const TRACK_TABLES: &str = "tracks tr
     left join albums al on al.id = tr.album_id
     left join artists ar on ar.id = tr.artist_id
     left join genres g on g.id = tr.genre_id
     join media_types mt on mt.id = tr.media_type_id";

#[derive(FromRow)]
pub(super) struct TrackRow {
    id: TrackId,
    name: String,
    album_id: Option<AlbumId>,
    album_title: Option<String>,
    artist_id: Option<ArtistId>,
    artist_name: Option<String>,
    position: Option<i64>,
    disc: Option<i64>,
    year: Option<i64>,
    genre_id: Option<GenreId>,
    genre_name: Option<String>,
    media_type_id: MediaTypeId,
    media_type_name: String,
    kind: String,
    composer: Option<String>,
    duration_ms: i64,
    price_cents: i64,
    current_cents: i64,
    currency: Currency,
    state: String,
    release_at: Option<Timestamp>,
    status: String,
    units_sold: i64,
    audio_format: Option<String>,
    archived_at: Option<Timestamp>,
    restricted: bool,
    version: i64,
}

impl From<TrackRow> for CatalogueTrack {
    fn from(row: TrackRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            album_id: row.album_id,
            album_title: row.album_title,
            artist: row.artist_id.zip(row.artist_name).map(|(id, name)| ArtistRef { id, name }),
            position: row.position,
            disc: row.disc,
            year: row.year,
            genre: row.genre_id.zip(row.genre_name).map(|(id, name)| GenreRef { id, name }),
            media_type: MediaTypeRef { id: row.media_type_id, name: row.media_type_name },
            kind: Kind::stored(&row.kind),
            composer: row.composer,
            duration_ms: row.duration_ms,
            regular_price: Money::new(row.price_cents, row.currency),
            price: Money::new(row.current_cents, row.currency),
            state: ReleaseState::stored(&row.state),
            release_at: row.release_at,
            on_sale: row.status == "active",
            units_sold: row.units_sold,
            audio_format: row.audio_format.as_deref().map(|format| AudioFormat::stored(Some(format))),
            archived_at: row.archived_at,
            restricted: row.restricted,
            version: row.version,
        }
    }
}

pub(super) const GENRES: &str = "select g.id, g.name, g.family_id, f.name as family_name, g.units_sold, g.archived_at,
       g.merged_into, g.version, (select count(*) from tracks tr where tr.genre_id = g.id) as all_tracks
     from genres g
     join genres f on f.id = g.family_id";

#[derive(FromRow)]
pub(super) struct GenreRow {
    id: GenreId,
    name: String,
    family_id: GenreId,
    family_name: String,
    units_sold: i64,
    archived_at: Option<Timestamp>,
    merged_into: Option<GenreId>,
    version: i64,
    all_tracks: i64,
}

impl From<GenreRow> for CatalogueGenre {
    fn from(row: GenreRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            family: GenreRef { id: row.family_id, name: row.family_name },
            track_count: row.all_tracks,
            units_sold: row.units_sold,
            archived_at: row.archived_at,
            merged_into: row.merged_into,
            version: row.version,
        }
    }
}

pub(super) const PLAYLISTS: &str = "select p.id, p.name, p.listed, p.archived_at, p.version,
       (select count(*) from playlist_entries e where e.playlist_id = p.id) as all_tracks
     from playlists p";

#[derive(FromRow)]
pub(super) struct PlaylistRow {
    id: PlaylistId,
    name: String,
    listed: bool,
    archived_at: Option<Timestamp>,
    version: i64,
    all_tracks: i64,
}

impl From<PlaylistRow> for CataloguePlaylist {
    fn from(row: PlaylistRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            cover_url: playlist_cover_url(row.id),
            track_count: row.all_tracks,
            on_sale: row.listed,
            archived_at: row.archived_at,
            version: row.version,
        }
    }
}
