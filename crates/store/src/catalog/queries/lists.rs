//! The browsable lists.

use kernel::{AlbumId, ArtistId, GenreId, MediaTypeId};
use sql::{Conn, Error};

use super::{
    by_id::with_genres,
    paging::{FilterArgs, PageQuery, fetch_page},
    rows::{
        ALBUM_COLUMNS, ALBUM_TABLES, ARTIST_COLUMNS, ARTIST_TABLES, AlbumRow, ArtistRow, TRACK_COLUMNS, TRACK_TABLES,
        TrackRow,
    },
};
use crate::catalog::{
    AlbumKind, AlbumSort, AlbumSummary, ArtistSort, ArtistSummary, Kind, Mark, Slice, Track, TrackSort, fold,
};

#[derive(Debug, Clone, Default)]
pub(crate) struct ArtistFilter {
    pub genre: Option<GenreId>,
    /// The start of a name, folded; `#` for what begins with no letter.
    pub starts_with: Option<String>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct AlbumFilter {
    pub artist: Option<ArtistId>,
    pub genre: Option<GenreId>,
    pub kind: Option<AlbumKind>,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct TrackFilter {
    pub artist: Option<ArtistId>,
    pub album: Option<AlbumId>,
    pub genre: Option<GenreId>,
    pub media_type: Option<MediaTypeId>,
    pub kind: Option<Kind>,
}

/// Collects the filters that apply.
macro_rules! filters {
    ($base:literal, $($value:expr => $sql:literal),+ $(,)?) => {{
        let mut filters = vec![$base];
        $(if $value.is_some() { filters.push($sql); })+
        filters
    }};
}

pub(crate) async fn list_artists(
    conn: &mut Conn,
    filter: &ArtistFilter,
    sort: ArtistSort,
    after: Option<&Mark>,
    limit: i64,
) -> Result<Slice<ArtistSummary>, Error> {
    let query = PageQuery {
        columns: ARTIST_COLUMNS,
        tables: ARTIST_TABLES,
        alias: "ar",
        walk: sort.walk(),
        filters: filters!("ar.listed",
            filter.genre => "exists (select 1 from artist_genres x where x.genre_id = $5 and x.artist_id = ar.id)",
            filter.starts_with => "ar.name_key >= $10 and ar.name_key < $11",
        ),
        args: FilterArgs {
            genre: filter.genre.map(GenreId::get),
            prefix: filter.starts_with.as_deref().map(prefix_range),
            ..FilterArgs::default()
        },
        after,
        limit,
    };
    let page: Slice<ArtistRow> = fetch_page(conn, query).await?;
    Ok(Slice { items: with_genres(conn, page.items).await?, next: page.next })
}

pub(crate) async fn list_albums(
    conn: &mut Conn,
    filter: &AlbumFilter,
    sort: AlbumSort,
    after: Option<&Mark>,
    limit: i64,
) -> Result<Slice<AlbumSummary>, Error> {
    let query = PageQuery {
        columns: ALBUM_COLUMNS,
        tables: ALBUM_TABLES,
        alias: "al",
        walk: sort.walk(),
        filters: filters!("al.listed",
            filter.artist => "al.artist_id = $6",
            filter.genre => "exists (select 1 from album_genres x where x.genre_id = $5 and x.album_id = al.id)",
            filter.kind => "al.kind = $9",
        ),
        args: FilterArgs {
            artist: filter.artist.map(ArtistId::get),
            genre: filter.genre.map(GenreId::get),
            kind: filter.kind.map(AlbumKind::as_str),
            ..FilterArgs::default()
        },
        after,
        limit,
    };
    Ok(fetch_page::<AlbumRow>(conn, query).await?.map(AlbumSummary::from))
}

pub(crate) async fn list_tracks(
    conn: &mut Conn,
    filter: &TrackFilter,
    sort: TrackSort,
    after: Option<&Mark>,
    limit: i64,
) -> Result<Slice<Track>, Error> {
    let query = PageQuery {
        columns: TRACK_COLUMNS,
        tables: TRACK_TABLES,
        alias: "tr",
        walk: sort.walk(),
        filters: filters!("tr.status = 'active'",
            filter.artist => "tr.artist_id = $6",
            filter.album => "tr.album_id = $7",
            filter.genre => "tr.genre_id = $5",
            filter.media_type => "tr.media_type_id = $8",
            filter.kind => "tr.kind = $9",
        ),
        args: FilterArgs {
            genre: filter.genre.map(GenreId::get),
            artist: filter.artist.map(ArtistId::get),
            album: filter.album.map(AlbumId::get),
            media_type: filter.media_type.map(MediaTypeId::get),
            kind: filter.kind.map(Kind::as_str),
            ..FilterArgs::default()
        },
        after,
        limit,
    };
    Ok(fetch_page::<TrackRow>(conn, query).await?.map(Track::from))
}

/// The keys from the first up to, but without, the second.
fn prefix_range(start: &str) -> (String, String) {
    if start.trim() == "#" {
        return (String::new(), "a".to_owned());
    }
    let from = fold(start);
    let to = format!("{from}\u{10ffff}");
    (from, to)
}
