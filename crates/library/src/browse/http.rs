//! Lists, filters, artists, albums and proposals.

use std::collections::{BTreeMap, HashMap};

use ::http::{Customer, Json, Problem, Query, page::Limit};
use axum::extract::State;
use kernel::{CustomerId, SongId};
use search::collection::{GroupKind, GroupSort, View};
use serde::{Deserialize, Serialize};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Suggestion, Window};
use crate::{
    Error, Library, playlists,
    songs::{Song, id_of, queries},
};

/// Values shown beside each field.
const FACET_VALUES: usize = 50;

pub fn router() -> OpenApiRouter<Library> {
    OpenApiRouter::new()
        .routes(routes!(list_songs))
        .routes(routes!(list_facets))
        .routes(routes!(list_library_artists))
        .routes(routes!(list_library_albums))
        .routes(routes!(suggest_library))
        .routes(routes!(get_library_overview))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListSongs {
    /// What is looked for: words, `"phrases"`, `artist:queen`, `year:1990..1999`, `rating:>=4`,
    /// `-live`, `a OR b`. Words forgive accents, punctuation and a typo.
    q: Option<String>,
    /// What was chosen beside the list, in the same language: `genre:"Rock"|"Jazz" decade:1990s`.
    filter: Option<String>,
    /// added, title, artist, album, album_artist, year, genre, duration, rating, plays, played, position
    /// or relevance; a leading `-` turns it round. Default `-added`, with words in `q` relevance.
    sort: Option<String>,
    /// Place of the first song, from 0. No place is slower than another.
    offset: Option<usize>,
    /// Songs a page, 1 to 200; default 50.
    limit: Option<u32>,
}

/// The songs of the caller's collection.
#[utoipa::path(get, path = "/library/songs", tag = "library", params(ListSongs), security(("bearer" = [])),
    responses((status = 200, body = Window<Song>), (status = 400, body = Problem), (status = 401, body = Problem)))]
async fn list_songs(
    State(library): State<Library>,
    caller: Customer,
    Query(query): Query<ListSongs>,
) -> http::Result<Json<Window<Song>>> {
    let limit = Limit::new(query.limit)?;
    let filter = super::filter(&library, query.q.as_deref(), query.filter.as_deref())?;
    let sort = super::sort(query.sort.as_deref(), &filter)?;
    let view = View { filter, sort };
    Ok(Json(super::page(&library, caller.id, view, query.offset.unwrap_or(0), limit.rows()).await?))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListFacets {
    /// As in the list of songs.
    q: Option<String>,
    /// As in the list of songs.
    filter: Option<String>,
}

/// What a list could be narrowed to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = LibraryFacets)]
struct Facets {
    /// Songs that match everything.
    total: u64,
    /// How long they last together, in milliseconds.
    duration_ms: i64,
    /// For each field its values: artist, album, genre, decade, year, rating, tag, source, favourite, played.
    facets: BTreeMap<&'static str, Vec<FacetValue>>,
}

/// A value that can be chosen.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct FacetValue {
    value: String,
    /// Songs that would be left; the field's own choices are not counted against it.
    count: u64,
    selected: bool,
}

/// Counts for the filters beside the list.
#[utoipa::path(get, path = "/library/facets", tag = "library", params(ListFacets), security(("bearer" = [])),
    responses((status = 200, body = Facets), (status = 400, body = Problem), (status = 401, body = Problem)))]
async fn list_facets(
    State(library): State<Library>,
    caller: Customer,
    Query(query): Query<ListFacets>,
) -> http::Result<Json<Facets>> {
    let asked = super::filter(&library, query.q.as_deref(), None)?;
    let chosen = super::filter(&library, None, query.filter.as_deref())?;
    let collection = library.collection(caller.id).await?;
    let found = blocking(move || collection.facets(&asked, &chosen, FACET_VALUES)).await?;
    let facets = found.fields.into_iter().map(|(field, values)| {
        let values = values.into_iter();
        let values = values.map(|v| FacetValue { value: v.value, count: v.count, selected: v.selected });
        (field.as_str(), values.collect())
    });
    Ok(Json(Facets { total: found.total, duration_ms: found.duration_ms, facets: facets.collect() }))
}

/// Runs what may take milliseconds where it keeps nobody waiting.
async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, search::Error> + Send + 'static,
) -> Result<T, Error> {
    Ok(tokio::task::spawn_blocking(work).await??)
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListGroups {
    /// As in the list of songs.
    q: Option<String>,
    /// As in the list of songs.
    filter: Option<String>,
    /// Artists: name, -songs, -added. Albums: title, artist, -year, -songs, -added.
    sort: Option<String>,
    /// Place of the first one, from 0.
    offset: Option<usize>,
    /// A page, 1 to 200; default 50.
    limit: Option<u32>,
}

/// An artist in a collection.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct LibraryArtist {
    name: String,
    songs: u64,
    albums: u64,
    cover_url: Option<String>,
}

/// An album in a collection.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct LibraryAlbum {
    title: String,
    artist: Option<String>,
    year: Option<i32>,
    songs: u64,
    /// Milliseconds.
    duration_ms: i64,
    cover_url: Option<String>,
}

/// The artists of the caller's songs.
#[utoipa::path(get, path = "/library/artists", tag = "library", params(ListGroups), security(("bearer" = [])),
    responses((status = 200, body = Window<LibraryArtist>), (status = 400, body = Problem), (status = 401, body = Problem)))]
async fn list_library_artists(
    State(library): State<Library>,
    caller: Customer,
    Query(query): Query<ListGroups>,
) -> http::Result<Json<Window<LibraryArtist>>> {
    let sort = match query.sort.as_deref() {
        None | Some("name") => GroupSort::Name,
        Some("-songs") => GroupSort::MostSongs,
        Some("-added") => GroupSort::LatestAdded,
        Some(_) => return Err(Problem::bad_request("`sort` takes name, -songs or -added.")),
    };
    let (groups, covers) = groups(&library, caller.id, GroupKind::Artists, sort, &query).await?;
    let items = groups.items.into_iter().map(|group| LibraryArtist {
        cover_url: covers.get(&id_of(group.first)).cloned(),
        name: group.name,
        songs: group.songs,
        albums: group.albums,
    });
    Ok(Json(Window { items: items.collect(), total: groups.total, offset: query.offset.unwrap_or(0) }))
}

/// The albums of the caller's songs.
#[utoipa::path(get, path = "/library/albums", tag = "library", params(ListGroups), security(("bearer" = [])),
    responses((status = 200, body = Window<LibraryAlbum>), (status = 400, body = Problem), (status = 401, body = Problem)))]
async fn list_library_albums(
    State(library): State<Library>,
    caller: Customer,
    Query(query): Query<ListGroups>,
) -> http::Result<Json<Window<LibraryAlbum>>> {
    let sort = match query.sort.as_deref() {
        None | Some("title") => GroupSort::Name,
        Some("artist") => GroupSort::Artist,
        Some("-year") => GroupSort::NewestYear,
        Some("-songs") => GroupSort::MostSongs,
        Some("-added") => GroupSort::LatestAdded,
        Some(_) => return Err(Problem::bad_request("`sort` takes title, artist, -year, -songs or -added.")),
    };
    let (groups, covers) = groups(&library, caller.id, GroupKind::Albums, sort, &query).await?;
    let items = groups.items.into_iter().map(|group| LibraryAlbum {
        cover_url: covers.get(&id_of(group.first)).cloned(),
        title: group.name,
        artist: group.artist,
        year: group.year,
        songs: group.songs,
        duration_ms: group.duration_ms,
    });
    Ok(Json(Window { items: items.collect(), total: groups.total, offset: query.offset.unwrap_or(0) }))
}

/// A page of groups, and the covers of the songs that stand for them.
async fn groups(
    library: &Library,
    owner: CustomerId,
    kind: GroupKind,
    sort: GroupSort,
    query: &ListGroups,
) -> Result<(search::collection::Groups, HashMap<SongId, String>), Error> {
    let limit = Limit::new(query.limit)?.rows();
    let filter = super::filter(library, query.q.as_deref(), query.filter.as_deref())?;
    let collection = library.collection(owner).await?;
    let offset = query.offset.unwrap_or(0);
    let groups = blocking(move || collection.groups(kind, &filter, sort, offset as u64, limit)).await?;
    let ids: Vec<_> = groups.items.iter().map(|group| id_of(group.first)).collect();
    let songs = queries::by_ids(library, owner, &ids).await?;
    let covers = songs.into_iter().filter_map(|song| Some((song.id, song.fields.cover_url?)));
    Ok((groups, covers.collect()))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct Suggest {
    /// What was typed so far.
    q: String,
    /// Proposals, 1 to 20 of each side; default 8.
    limit: Option<usize>,
}

#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = LibrarySuggestions)]
struct Suggestions {
    items: Vec<Suggestion>,
}

/// Proposals while typing, from the caller's collection and from the shop.
#[utoipa::path(get, path = "/library/suggest", tag = "library", params(Suggest), security(("bearer" = [])),
    responses((status = 200, body = Suggestions), (status = 400, body = Problem), (status = 401, body = Problem)))]
async fn suggest_library(
    State(library): State<Library>,
    caller: Customer,
    Query(query): Query<Suggest>,
) -> http::Result<Json<Suggestions>> {
    let limit = query.limit.unwrap_or(8).clamp(1, 20);
    Ok(Json(Suggestions { items: super::suggest(&library, caller.id, &query.q, limit).await? }))
}

/// A collection at a glance.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct LibraryOverview {
    songs: u64,
    artists: u64,
    albums: u64,
    /// Milliseconds.
    duration_ms: i64,
    playlists: usize,
    /// The ten songs that came last.
    recently_added: Vec<Song>,
}

/// The caller's collection at a glance.
#[utoipa::path(get, path = "/library/overview", tag = "library", security(("bearer" = [])),
    responses((status = 200, body = LibraryOverview), (status = 401, body = Problem)))]
async fn get_library_overview(State(library): State<Library>, caller: Customer) -> http::Result<Json<LibraryOverview>> {
    use search::collection::{Filter, Sort, SortField};
    let collection = library.collection(caller.id).await?;
    let (facets, artists, albums) = blocking(move || {
        let count = |kind| collection.groups(kind, &Filter::All, GroupSort::Name, 0, 1).map(|groups| groups.total);
        Ok((collection.facets(&Filter::All, &Filter::All, 1)?, count(GroupKind::Artists)?, count(GroupKind::Albums)?))
    })
    .await?;
    let view = View { filter: Filter::All, sort: Sort::down(SortField::Added) };
    let recent = super::page(&library, caller.id, view, 0, 10).await?;
    Ok(Json(LibraryOverview {
        songs: facets.total,
        artists,
        albums,
        duration_ms: facets.duration_ms,
        playlists: playlists::count(&library, caller.id).await?,
        recently_added: recent.items,
    }))
}
