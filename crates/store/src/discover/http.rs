//! `/music/search` and `/music/suggest`.

use ::http::{Country, Json, Problem, Query};
use ::search::Kind;
use axum::extract::State;
use kernel::GenreId;
use serde::Deserialize;
use utoipa::IntoParams;
use utoipa_axum::{router::OpenApiRouter, routes};

use super::{SearchResults, Suggestions};
use crate::Shop;

pub fn router() -> OpenApiRouter<Shop> {
    OpenApiRouter::new().routes(routes!(search_music)).routes(routes!(suggest_music))
}

const DEFAULT_HITS: u32 = 20;
const MOST_HITS: u32 = 100;
const DEFAULT_SUGGESTIONS: u32 = 8;
const MOST_SUGGESTIONS: u32 = 20;

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SearchMusic {
    /// Words as the listener types them: accents, case, punctuation and small errors are forgiven.
    q: String,
    /// Only artists, albums or tracks.
    kind: Option<Kind>,
    /// Only this genre.
    genre_id: Option<GenreId>,
    /// Hits of each kind, 1 to 100; default 20.
    limit: Option<u32>,
}

#[derive(Debug, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct SuggestMusic {
    /// What has been typed so far.
    q: String,
    /// Proposals, 1 to 20; default 8.
    limit: Option<u32>,
}

fn bounded(limit: Option<u32>, default: u32, most: u32) -> ::http::Result<usize> {
    match limit.unwrap_or(default) {
        limit if (1..=most).contains(&limit) => Ok(limit as usize),
        _ => Err(Problem::bad_request(format!("`limit` takes a whole number from 1 to {most}."))),
    }
}

/// Artists, albums and tracks that match, best first, with counts by kind and genre
#[utoipa::path(get, path = "/music/search", tag = "music", params(SearchMusic),
    responses((status = 200, body = SearchResults), (status = 400, body = Problem)))]
async fn search_music(
    State(shop): State<Shop>,
    country: Country,
    Query(asked): Query<SearchMusic>,
) -> ::http::Result<Json<SearchResults>> {
    let query = ::search::Query {
        text: asked.q,
        kind: asked.kind,
        genre_id: asked.genre_id.map(GenreId::get),
        limit: bounded(asked.limit, DEFAULT_HITS, MOST_HITS)?,
        offset: 0,
    };
    Ok(Json(super::search(&shop, query, country).await?))
}

/// Proposals while typing
#[utoipa::path(get, path = "/music/suggest", tag = "music", params(SuggestMusic),
    responses((status = 200, body = Suggestions), (status = 400, body = Problem)))]
async fn suggest_music(
    State(shop): State<Shop>,
    country: Country,
    Query(asked): Query<SuggestMusic>,
) -> ::http::Result<Json<Suggestions>> {
    let limit = bounded(asked.limit, DEFAULT_SUGGESTIONS, MOST_SUGGESTIONS)?;
    Ok(Json(super::suggest(&shop, &asked.q, limit, country).await?))
}
