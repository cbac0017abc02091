//! Unknown query parameters are 400 everywhere, by one layer that knows the OpenAPI document.

use std::{
    collections::{HashMap, HashSet},
    sync::Arc,
};

use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use utoipa::openapi::{
    OpenApi, PathItem,
    path::{Operation, ParameterIn},
};

use crate::Problem;

/// The query parameters of each operation.
#[derive(Clone, Debug, Default)]
pub struct KnownParams(Arc<HashMap<(String, String), HashSet<String>>>);

impl KnownParams {
    pub fn of(api: &OpenApi) -> Self {
        let mut known = HashMap::new();
        for (path, item) in &api.paths.paths {
            for (method, operation) in operations(item) {
                let names =
                    operation.parameters.iter().flatten().filter(|p| matches!(p.parameter_in, ParameterIn::Query));
                known.insert((method.to_owned(), path.clone()), names.map(|p| p.name.clone()).collect());
            }
        }
        Self(Arc::new(known))
    }

    fn unknown(&self, method: &str, path: &str, query: &str) -> Option<String> {
        let known = self.0.get(&(method.to_owned(), path.to_owned()))?;
        let names = query.split('&').filter(|pair| !pair.is_empty()).map(|pair| pair.split('=').next().unwrap_or(pair));
        names.into_iter().find(|name| !known.contains(*name)).map(str::to_owned)
    }
}

fn operations(item: &PathItem) -> impl Iterator<Item = (&'static str, &Operation)> {
    [
        ("GET", &item.get),
        ("PUT", &item.put),
        ("POST", &item.post),
        ("PATCH", &item.patch),
        ("DELETE", &item.delete),
        ("HEAD", &item.get),
    ]
    .into_iter()
    .filter_map(|(method, operation)| operation.as_ref().map(|o| (method, o)))
}

/// The layer: `axum::middleware::from_fn_with_state(known, refuse_unknown)`, put on routes.
pub async fn refuse_unknown(State(known): State<KnownParams>, request: Request, next: Next) -> Response {
    if let (Some(query), Some(path)) = (request.uri().query(), request.extensions().get::<MatchedPath>())
        && let Some(name) = known.unknown(request.method().as_str(), path.as_str(), query)
    {
        let detail = format!("The parameter `{name}` is not known here. See /docs for those that are.");
        return Problem::bad_request(detail).into_response();
    }
    next.run(request).await
}
