//! Parameters of a list: its own filters, and `sort`, `limit`, `cursor` beside them.

use axum::{
    extract::FromRequestParts,
    http::{Uri, request::Parts},
};
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;

use crate::{
    Problem,
    page::{Cursor, Limit},
};

/// How a list is read, whatever is in it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub struct Paging {
    /// What it is sorted by; `-` before it for the other direction.
    pub sort: Option<String>,
    /// How many, 1 to 200; 50 when not said.
    pub limit: Option<u32>,
    /// `next_cursor` of the page before.
    pub cursor: Option<String>,
}

impl Paging {
    pub fn limit(&self) -> Result<Limit, Problem> {
        Limit::new(self.limit)
    }

    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, Problem> {
        Cursor::decode_opt(self.cursor.as_deref())
    }
}

/// The filters of a list, read strictly, with its [`Paging`]. The same filters stand alone in an
/// export or in the selection of a bulk action.
#[derive(Debug, Clone)]
pub struct ListQuery<F> {
    pub filter: F,
    pub paging: Paging,
}

impl<S: Send + Sync, F: DeserializeOwned> FromRequestParts<S> for ListQuery<F> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Problem> {
        let query = parts.uri.query().unwrap_or("");
        let of_paging = |pair: &&str| matches!(pair.split('=').next(), Some("sort" | "limit" | "cursor"));
        let (paging, filter): (Vec<&str>, Vec<&str>) =
            query.split('&').filter(|pair| !pair.is_empty()).partition(of_paging);
        Ok(Self { filter: read(&filter)?, paging: read(&paging)? })
    }
}

fn read<T: DeserializeOwned>(pairs: &[&str]) -> Result<T, Problem> {
    let refuse = |why: String| {
        let why = why.strip_prefix("Failed to deserialize query string: ").unwrap_or(&why).to_owned();
        Problem::bad_request(format!("The query string is not understood: {why}."))
    };
    let uri: Uri = format!("/?{}", pairs.join("&")).parse().map_err(|_| refuse("it is no query string".to_owned()))?;
    axum::extract::Query::<T>::try_from_uri(&uri).map(|query| query.0).map_err(|error| refuse(error.body_text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, Deserialize)]
    #[serde(deny_unknown_fields)]
    struct Filter {
        total_min: Option<i64>,
        q: Option<String>,
    }

    async fn list(query: &str) -> Result<ListQuery<Filter>, Problem> {
        let request = axum::http::Request::get(format!("/list?{query}")).body(()).unwrap();
        ListQuery::from_request_parts(&mut request.into_parts().0, &()).await
    }

    #[tokio::test]
    async fn filters_and_paging_are_told_apart_and_both_are_read_strictly() {
        let read = list("total_min=5&sort=-total&q=a%20b&limit=7").await.unwrap();
        assert_eq!((read.filter.total_min, read.filter.q.as_deref()), (Some(5), Some("a b")));
        assert_eq!((read.paging.sort.as_deref(), read.paging.limit), (Some("-total"), Some(7)));
        assert!(list("totl_min=5").await.is_err());
        assert!(list("total_min=five").await.is_err());
        assert!(list("limit=many").await.is_err());
    }
}
