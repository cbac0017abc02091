//! `/library/songs`.

use axum::extract::State;
use http::{
    Customer, Json, OrNotFound, Page, Path, Problem, Query,
    page::{Cursor, Limit},
};
use kernel::SongId;
use serde::{Deserialize, Serialize};
use table::{Index, Position};
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{Song, queries};
use crate::Library;

pub fn router() -> OpenApiRouter<Library> {
    OpenApiRouter::new().routes(routes!(list_songs)).routes(routes!(get_song))
}

/// The order of the list; a leading `-` turns it round.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
enum SongOrder {
    #[default]
    #[serde(rename = "-added")]
    NewestFirst,
    #[serde(rename = "added")]
    OldestFirst,
    #[serde(rename = "title")]
    Title,
    #[serde(rename = "-title")]
    TitleDescending,
    #[serde(rename = "artist")]
    Artist,
    #[serde(rename = "-artist")]
    ArtistDescending,
    #[serde(rename = "album")]
    Album,
    #[serde(rename = "-album")]
    AlbumDescending,
}

impl SongOrder {
    fn order(self) -> queries::Order {
        let (index, descending) = match self {
            Self::NewestFirst => (Index::Lsi1, true),
            Self::OldestFirst => (Index::Lsi1, false),
            Self::Title => (Index::Lsi2, false),
            Self::TitleDescending => (Index::Lsi2, true),
            Self::Artist => (Index::Lsi3, false),
            Self::ArtistDescending => (Index::Lsi3, true),
            Self::Album => (Index::Lsi4, false),
            Self::AlbumDescending => (Index::Lsi4, true),
        };
        queries::Order { index, descending }
    }
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListSongs {
    /// Default `-added`: what came last stands first.
    #[serde(default)]
    #[param(inline)]
    sort: SongOrder,
    /// Items a page, 1 to 200; default 50.
    limit: Option<u32>,
    /// `next_cursor` of the page before.
    cursor: Option<String>,
}

/// The songs of the caller's collection.
#[utoipa::path(get, path = "/library/songs", tag = "library", params(ListSongs), security(("bearer" = [])),
    responses((status = 200, body = Page<Song>), (status = 400, body = Problem), (status = 401, body = Problem)))]
async fn list_songs(
    State(library): State<Library>,
    caller: Customer,
    Query(query): Query<ListSongs>,
) -> http::Result<Json<Page<Song>>> {
    let limit = Limit::new(query.limit)?;
    let after = position(&query)?;
    let found = queries::page(&library, caller.id, query.sort.order(), limit.rows(), after).await;
    let (items, next) = found.map_err(Problem::internal)?;
    Ok(Json(Page { items, next_cursor: next.map(|next| Cursor::encode(&(query.sort, next))) }))
}

/// A cursor belongs to the order that made it.
fn position(query: &ListSongs) -> http::Result<Option<Position>> {
    match Cursor::decode_opt::<(SongOrder, Position)>(query.cursor.as_deref())? {
        Some((sort, _)) if sort != query.sort => {
            Err(Problem::bad_request("`cursor` belongs to another order of this list. Start again without it."))
        }
        other => Ok(other.map(|(_, position)| position)),
    }
}

/// One song of the caller's collection.
#[utoipa::path(get, path = "/library/songs/{id}", tag = "library", params(("id" = SongId, Path)), security(("bearer" = [])),
    responses((status = 200, body = Song), (status = 401, body = Problem), (status = 404, body = Problem)))]
async fn get_song(
    State(library): State<Library>,
    caller: Customer,
    Path(id): Path<SongId>,
) -> http::Result<Json<Song>> {
    let song = queries::by_id(&library, caller.id, id).await.map_err(Problem::internal)?;
    Ok(Json(song.or_not_found("song", id)?))
}
