//! The rows lists are made of, each with the columns and tables it is read from.

use kernel::{AlbumId, ArtistId, Currency, GenreId, MediaTypeId, Money, Timestamp, TrackId};
use sqlx::FromRow;

use crate::catalog::{
    AlbumKind, AlbumRef, AlbumSummary, ArtistRef, ArtistSummary, Genre, GenreRef, Kind, MediaType, MediaTypeRef, Track,
    album_cover_url,
    types::{artist_image_url, genre_cover_url, track_preview_url},
};

// Outer joins throughout: the engine then walks the list's own index first, and looks the rest up.

pub(crate) const ARTIST_COLUMNS: &str = "ar.id, ar.name, ar.album_count, ar.track_count, ar.blocked_in";
pub(crate) const ARTIST_TABLES: &str = "artists ar";

#[derive(FromRow)]
pub(crate) struct ArtistRow {
    pub id: ArtistId,
    name: String,
    album_count: i64,
    track_count: i64,
    blocked_in: Option<String>,
}

impl ArtistRow {
    pub(super) fn with_genres(self, genres: Vec<GenreRef>) -> ArtistSummary {
        ArtistSummary {
            id: self.id,
            name: self.name,
            image_url: artist_image_url(self.id),
            album_count: self.album_count,
            track_count: self.track_count,
            genres,
            blocked_in: self.blocked_in,
        }
    }
}

pub(crate) const ALBUM_COLUMNS: &str = "al.id, al.title, al.artist_id, ar.name as artist_name, al.kind, al.genre_id, \
     g.name as genre_name, al.track_count, al.duration_ms, al.price_cents, al.list_price_cents, al.discount_percent, \
     al.currency, al.units_sold, al.family_id, al.current_cents, al.blocked_in, \
     case when al.state = 'scheduled' then al.release_at end as release_at";
pub(crate) const ALBUM_TABLES: &str = "albums al
     left join artists ar on ar.id = al.artist_id
     left join genres g on g.id = al.genre_id";

#[derive(FromRow)]
pub(crate) struct AlbumRow {
    pub id: AlbumId,
    title: String,
    pub artist_id: ArtistId,
    artist_name: String,
    kind: String,
    genre_id: Option<GenreId>,
    genre_name: Option<String>,
    track_count: i64,
    duration_ms: i64,
    price_cents: i64,
    list_price_cents: i64,
    pub discount_percent: i64,
    currency: Currency,
    pub units_sold: i64,
    pub family_id: Option<GenreId>,
    current_cents: i64,
    blocked_in: Option<String>,
    release_at: Option<Timestamp>,
}

impl AlbumRow {
    pub fn list_price(&self) -> Money {
        Money::new(self.list_price_cents, self.currency)
    }
}

impl From<AlbumRow> for AlbumSummary {
    fn from(row: AlbumRow) -> Self {
        Self {
            id: row.id,
            title: row.title,
            artist: ArtistRef { id: row.artist_id, name: row.artist_name },
            cover_url: album_cover_url(row.id),
            track_count: row.track_count,
            kind: AlbumKind::stored(&row.kind),
            genre: genre_ref(row.genre_id, row.genre_name),
            price: Money::new(row.current_cents, row.currency),
            regular_price: regular_price(row.price_cents, row.current_cents, row.currency),
            release_at: row.release_at,
            duration_ms: row.duration_ms,
            blocked_in: row.blocked_in,
        }
    }
}

pub(crate) const TRACK_COLUMNS: &str = "tr.id, tr.name, tr.position, tr.album_id, al.title as album_title, tr.artist_id, \
     ar.name as artist_name, tr.credit, tr.genre_id, g.name as genre_name, tr.media_type_id, \
     mt.name as media_type_name, tr.kind, tr.duration_ms, tr.price_cents, tr.currency, tr.current_cents, \
     tr.blocked_in, case when al.state = 'scheduled' then al.release_at end as release_at";
macro_rules! track_joins {
    () => {
        "left join albums al on al.id = tr.album_id
     left join artists ar on ar.id = tr.artist_id
     left join genres g on g.id = tr.genre_id
     left join media_types mt on mt.id = tr.media_type_id"
    };
}
pub(crate) const TRACK_JOINS: &str = track_joins!();
pub(crate) const TRACK_TABLES: &str = concat!("tracks tr\n     ", track_joins!());

/// What visitors may know of: what is or was to be had. Drafts, what is planned and what was archived are nobody's
/// business yet, or any more.
macro_rules! album_known {
    () => {
        "(al.archived_at is null and (al.state in ('published', 'withdrawn') or (al.state = 'scheduled' and al.preorder)))"
    };
}
macro_rules! track_known {
    () => {
        concat!(
            "(tr.archived_at is null and tr.state in ('published', 'withdrawn') and (al.id is null or ",
            album_known!(),
            "))"
        )
    };
}
pub(crate) const ALBUM_KNOWN: &str = album_known!();
pub(crate) const TRACK_KNOWN: &str = track_known!();

#[derive(FromRow)]
pub(crate) struct TrackRow {
    id: TrackId,
    name: String,
    position: Option<i64>,
    album_id: Option<AlbumId>,
    album_title: Option<String>,
    artist_id: Option<ArtistId>,
    artist_name: Option<String>,
    credit: Option<String>,
    genre_id: Option<GenreId>,
    genre_name: Option<String>,
    media_type_id: MediaTypeId,
    media_type_name: String,
    kind: String,
    duration_ms: i64,
    price_cents: i64,
    currency: Currency,
    current_cents: i64,
    blocked_in: Option<String>,
    release_at: Option<Timestamp>,
}

impl From<TrackRow> for Track {
    fn from(row: TrackRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            position: row.position,
            album: row.album_id.zip(row.album_title).map(|(id, title)| AlbumRef {
                id,
                title,
                cover_url: album_cover_url(id),
            }),
            artist: row.artist_id.zip(row.artist_name).map(|(id, name)| ArtistRef { id, name }),
            composer: row.credit,
            genre: genre_ref(row.genre_id, row.genre_name),
            media_type: MediaTypeRef { id: row.media_type_id, name: row.media_type_name },
            kind: Kind::stored(&row.kind),
            duration_ms: row.duration_ms,
            price: Money::new(row.current_cents, row.currency),
            regular_price: regular_price(row.price_cents, row.current_cents, row.currency),
            release_at: row.release_at,
            preview_url: track_preview_url(row.id),
            blocked_in: row.blocked_in,
        }
    }
}

/// Worth telling only while it differs.
fn regular_price(regular: i64, current: i64, currency: Currency) -> Option<Money> {
    (current < regular).then(|| Money::new(regular, currency))
}

fn genre_ref(id: Option<GenreId>, name: Option<String>) -> Option<GenreRef> {
    id.zip(name).map(|(id, name)| GenreRef { id, name })
}

pub(crate) const GENRE_COLUMNS: &str = "g.id, g.name, g.album_count, g.track_count";

#[derive(FromRow)]
pub(crate) struct GenreRow {
    pub id: GenreId,
    name: String,
    album_count: i64,
    track_count: i64,
}

impl From<GenreRow> for Genre {
    fn from(row: GenreRow) -> Self {
        Self {
            id: row.id,
            name: row.name,
            cover_url: genre_cover_url(row.id),
            album_count: row.album_count,
            track_count: row.track_count,
        }
    }
}

#[derive(FromRow)]
pub(crate) struct MediaTypeRow {
    id: MediaTypeId,
    name: String,
    kind: String,
    track_count: i64,
}

impl From<MediaTypeRow> for MediaType {
    fn from(row: MediaTypeRow) -> Self {
        Self { id: row.id, name: row.name, kind: Kind::stored(&row.kind), track_count: row.track_count }
    }
}
