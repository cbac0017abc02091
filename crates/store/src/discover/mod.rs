//! Finding things in the shop: search and suggestions over the index, and keeping the index the
//! same as the catalogue.

mod http;

use std::sync::Arc;

use ::http::Country;
use ::search::{Doc, HighlightPart, Kind, KindCount, Query};
use kernel::{AlbumId, ArtistId, GenreId, TrackId};
use serde::Serialize;
use sql::Conn;
use utoipa::ToSchema;

pub use self::http::router;
use crate::{
    Shop,
    catalog::{self, AlbumSummary, ArtistSummary, GenreRef, Track, here::seen},
};

/// Something found, and which parts of its name matched.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Found<T> {
    pub item: T,
    /// The whole name, in parts.
    pub highlight: Vec<HighlightPart>,
}

/// The answer to a search.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SearchResults {
    /// As it was asked.
    pub query: String,
    /// The spelling that was searched, where nothing matched the one typed.
    pub corrected: Option<String>,
    /// How many artists, albums and tracks match in all.
    pub total: u64,
    pub artists: Vec<Found<ArtistSummary>>,
    pub albums: Vec<Found<AlbumSummary>>,
    pub tracks: Vec<Found<Track>>,
    pub facets: Facets,
}

/// How the matches are distributed; each count ignores its own filter.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Facets {
    pub kinds: Vec<KindCount>,
    pub genres: Vec<GenreFacet>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct GenreFacet {
    pub genre: GenreRef,
    pub count: u64,
}

/// A proposal while typing.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SuggestionItem {
    pub kind: Kind,
    pub id: i64,
    pub title: String,
    /// The performer of an album or track.
    pub subtitle: Option<String>,
    pub image_url: String,
    pub highlight: Vec<HighlightPart>,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Suggestions {
    pub items: Vec<SuggestionItem>,
}

/// The index could not be brought up to date.
#[derive(Debug, thiserror::Error)]
pub enum RefreshError {
    #[error(transparent)]
    Sql(#[from] sql::Error),
    #[error(transparent)]
    Index(#[from] ::search::Error),
    #[error("the indexing thread stopped: {0}")]
    Stopped(#[from] tokio::task::JoinError),
}

/// Rows read from the catalogue at a time.
const BATCH: i64 = 1_000;

/// Makes the index the same as the catalogue, if the catalogue has changed since. Answers whether
/// it had.
pub async fn refresh(shop: &Shop) -> Result<bool, RefreshError> {
    let version = catalog::version(&mut shop.db.read().await?).await?;
    if !shop.index.needs_rebuild() && shop.index.seq() == version {
        return Ok(false);
    }
    rebuild(shop).await?;
    Ok(true)
}

/// Fills the index anew. Searches see the old content until this returns.
pub async fn rebuild(shop: &Shop) -> Result<(), RefreshError> {
    let mut conn = shop.db.read().await?;
    // Read before the rows: a change in between is indexed again, not missed.
    let version = catalog::version(&mut conn).await?;
    let docs = all_docs(&mut conn).await?;
    drop(conn);
    let index: Arc<::search::Index> = shop.index.clone();
    tokio::task::spawn_blocking(move || index.replace_all(docs, version)).await??;
    Ok(())
}

async fn all_docs(conn: &mut Conn) -> Result<Vec<Doc>, sql::Error> {
    let mut docs = Vec::new();
    for kind in Kind::ALL {
        let mut after = 0;
        loop {
            let batch = catalog::search_docs(conn, kind, after, BATCH).await?;
            let Some(last) = batch.last() else { break };
            after = last.id;
            docs.extend(batch);
        }
    }
    Ok(docs)
}

/// Asks the index, then paints the hits from the catalogue. What has been withdrawn since it was indexed
/// is still found until the index follows, a moment later; what was removed or taken back to a draft is not.
pub async fn search(shop: &Shop, query: Query, country: Country) -> ::http::Result<SearchResults> {
    let found = shop.index.search(&query).map_err(::http::Problem::internal)?;
    let mut conn = shop.db.read().await?;
    let ids = |hits: &[::search::Hit]| hits.iter().map(|hit| hit.id).collect::<Vec<_>>();
    let artists = catalog::artists_by_ids(&mut conn, &typed(&ids(&found.artists), ArtistId::new)).await?;
    let albums = catalog::albums_by_ids(&mut conn, &typed(&ids(&found.albums), AlbumId::new)).await?;
    let tracks = catalog::known_tracks(&mut conn, &typed(&ids(&found.tracks), TrackId::new), country.0).await?;
    Ok(SearchResults {
        query: query.text,
        corrected: found.corrected,
        total: found.total,
        artists: painted(seen(artists, country.0), &found.artists, |artist| artist.id.get()),
        albums: painted(seen(albums, country.0), &found.albums, |album| album.id.get()),
        tracks: painted(tracks, &found.tracks, |track| track.id.get()),
        facets: Facets { kinds: found.kinds, genres: found.genres.into_iter().filter_map(genre_facet).collect() },
    })
}

fn typed<T, E>(ids: &[i64], make: impl Fn(i64) -> Result<T, E>) -> Vec<T> {
    ids.iter().filter_map(|id| make(*id).ok()).collect()
}

fn painted<T>(items: Vec<T>, hits: &[::search::Hit], id: impl Fn(&T) -> i64) -> Vec<Found<T>> {
    let highlight = |item: &T| hits.iter().find(|hit| hit.id == id(item)).map(|hit| hit.highlight.clone());
    items.into_iter().map(|item| Found { highlight: highlight(&item).unwrap_or_default(), item }).collect()
}

fn genre_facet(count: ::search::GenreCount) -> Option<GenreFacet> {
    let id = GenreId::new(count.genre.id).ok()?;
    Some(GenreFacet { genre: GenreRef { id, name: count.genre.name }, count: count.count })
}

/// Proposals for a text being typed. Tracks show the cover of their album.
pub async fn suggest(shop: &Shop, text: &str, limit: usize, country: Country) -> ::http::Result<Suggestions> {
    let found = shop.index.suggest(text, limit).map_err(::http::Problem::internal)?;
    let ids = |kind: Kind| found.iter().filter(|s| s.kind == kind).map(|s| s.id).collect::<Vec<i64>>();
    let mut conn = shop.db.read().await?;
    let tracks = catalog::known_tracks(&mut conn, &typed(&ids(Kind::Track), TrackId::new), country.0).await?;
    let mut shown: Vec<(Kind, i64)> = tracks.iter().map(|track| (Kind::Track, track.id.get())).collect();
    if country.0.is_some() {
        let artists = catalog::artists_by_ids(&mut conn, &typed(&ids(Kind::Artist), ArtistId::new)).await?;
        let albums = catalog::albums_by_ids(&mut conn, &typed(&ids(Kind::Album), AlbumId::new)).await?;
        shown.extend(seen(artists, country.0).iter().map(|artist| (Kind::Artist, artist.id.get())));
        shown.extend(seen(albums, country.0).iter().map(|album| (Kind::Album, album.id.get())));
    }
    drop(conn);
    let image_url = |kind: Kind, id: i64| match kind {
        Kind::Artist => format!("/api/v1/music/artists/{id}/image"),
        Kind::Album => format!("/api/v1/music/albums/{id}/cover"),
        Kind::Track => tracks
            .iter()
            .find(|t| t.id.get() == id)
            .and_then(|t| t.album.as_ref())
            .map(|a| a.cover_url.clone())
            .unwrap_or_default(),
    };
    let here = |kind: Kind, id: i64| shown.contains(&(kind, id)) || (country.0.is_none() && kind != Kind::Track);
    let items = found.into_iter().filter(|s| here(s.kind, s.id)).map(|s| SuggestionItem {
        image_url: image_url(s.kind, s.id),
        kind: s.kind,
        id: s.id,
        title: s.title,
        subtitle: s.subtitle,
        highlight: s.highlight,
    });
    Ok(Suggestions { items: items.collect() })
}
