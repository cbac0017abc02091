//! Looking at a collection: lists in any order, filters with counts, artists, albums, proposals
//! while typing. The index says which songs and in what order; the table says what is in them.

mod http;

use ::http::Problem;
use kernel::{CustomerId, SongId, TrackId};
use search::collection::{self, Filter, QueryError, Sort, SortField, SuggestionKind, View};
use serde::Serialize;

pub use self::http::router;
use crate::{
    Library, Result,
    songs::{Song, id_of, queries},
};

/// A part of a list that can be entered at any place.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Window<T> {
    pub items: Vec<T>,
    /// Things in the whole list.
    pub total: u64,
    /// Place of the first item, from 0.
    pub offset: usize,
}

/// What `q` and `filter` mean together. 400 that says where it cannot be understood.
pub fn filter(library: &Library, q: Option<&str>, chosen: Option<&str>) -> Result<Filter> {
    let now = library.clock.now().millis();
    let read = |name: &'static str, text: Option<&str>| {
        collection::parse(text.unwrap_or_default(), now).map_err(|error| bad_query(name, &error))
    };
    Ok(Filter::all([read("q", q)?, read("filter", chosen)?]))
}

fn bad_query(name: &str, error: &QueryError) -> Problem {
    Problem::unreadable("bad-query", "The search could not be understood", error.message.clone())
        .with("at", error.at)
        .with("parameter", name)
}

/// The order asked for. Without one: how well the words match, or what came last.
pub fn sort(asked: Option<&str>, filter: &Filter) -> Result<Sort> {
    match asked {
        None if filter.has_words() => Ok(Sort::down(SortField::Relevance)),
        None => Ok(Sort::down(SortField::Added)),
        Some(text) => Sort::parse(text).ok_or_else(|| {
            let detail = "`sort` takes added, title, artist, album, album_artist, year, genre, duration, rating, plays, \
                          played, position or relevance, with a leading `-` to turn it round.";
            Problem::bad_request(detail).into()
        }),
    }
}

/// The songs of a view from `offset` on.
pub async fn page(
    library: &Library,
    owner: CustomerId,
    view: View,
    offset: usize,
    limit: usize,
) -> Result<Window<Song>> {
    let collection = library.collection(owner).await?;
    let page = tokio::task::spawn_blocking(move || collection.page(&view, offset as u64, limit)).await??;
    let ids: Vec<_> = page.ids.into_iter().map(id_of).collect();
    let items = queries::by_ids(library, owner, &ids).await?;
    Ok(Window { items, total: page.total, offset })
}

/// A proposal while typing: something one has, or something the shop has.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = LibrarySuggestion)]
pub struct Suggestion {
    pub kind: LibrarySuggestionKind,
    /// What is shown and filled in.
    pub label: String,
    /// The artist of a song or an album.
    pub detail: Option<String>,
    /// The song in the collection.
    pub id: Option<SongId>,
    /// The track in the shop.
    pub track_id: Option<TrackId>,
    /// What the shop knows of the track, for the form in which a song is typed.
    pub draft: Option<SuggestedSong>,
}

/// What a proposal stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum LibrarySuggestionKind {
    Song,
    Artist,
    Album,
    Genre,
    Tag,
    ShopTrack,
}

/// A song as the shop knows it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct SuggestedSong {
    pub title: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub genres: Vec<String>,
    pub duration_ms: i64,
    pub position: Option<u32>,
    pub cover_url: Option<String>,
}

/// What `text` may become: first from the collection, then from the shop.
pub async fn suggest(library: &Library, owner: CustomerId, text: &str, limit: usize) -> Result<Vec<Suggestion>> {
    if text.trim().is_empty() {
        return Ok(Vec::new());
    }
    let collection = library.collection(owner).await?;
    let asked = text.to_owned();
    let own = tokio::task::spawn_blocking(move || collection.suggest(&asked, limit)).await??;
    let mut items: Vec<_> = own.into_iter().map(own_suggestion).collect();
    let shop = library.shop.suggest(owner, text, limit.min(5)).await?;
    items.extend(shop.into_iter().map(|track| Suggestion {
        kind: LibrarySuggestionKind::ShopTrack,
        label: track.title.clone(),
        detail: track.artist.clone(),
        id: None,
        track_id: Some(track.id),
        draft: Some(SuggestedSong {
            title: track.title,
            artist: track.artist,
            album: track.album,
            genres: track.genre.into_iter().collect(),
            duration_ms: track.duration_ms,
            position: track.position,
            cover_url: track.cover_url,
        }),
    }));
    Ok(items)
}

fn own_suggestion(found: collection::Suggestion) -> Suggestion {
    let kind = match found.kind {
        SuggestionKind::Song => LibrarySuggestionKind::Song,
        SuggestionKind::Artist => LibrarySuggestionKind::Artist,
        SuggestionKind::Album => LibrarySuggestionKind::Album,
        SuggestionKind::Genre => LibrarySuggestionKind::Genre,
        SuggestionKind::Tag => LibrarySuggestionKind::Tag,
    };
    let id = (kind == LibrarySuggestionKind::Song).then(|| id_of(found.id));
    Suggestion { kind, label: found.label, detail: found.detail, id, track_id: None, draft: None }
}
