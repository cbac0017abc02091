//! A shop filled with Chinook, and a way to ask it.

use std::time::Instant;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{Request, StatusCode},
};
use kernel::Clock;
use serde_json::Value;
use sql::{Db, testing::TestDb};
use store::import::{self, Source};
use tower::ServiceExt;

/// An empty shop on each engine.
pub async fn empty_shops() -> Vec<TestDb> {
    sql::testing::databases(&[store::schema]).await
}

/// A shop with the Chinook data set on each engine.
pub async fn shops() -> Vec<TestDb> {
    let shops = empty_shops().await;
    for db in &shops {
        load(db, Source::Embedded).await;
    }
    shops
}

pub async fn load(db: &Db, source: Source) -> import::Report {
    import::chinook(db, source, &Clock::System, |_| ()).await.unwrap()
}

/// The public routes over a database.
pub struct Shop {
    router: Router,
}

impl Shop {
    pub fn new(db: &Db) -> Self {
        let (catalog, _) = store::catalog::http::router::<Db>().split_for_parts();
        let (playlists, _) = store::playlists::http::router::<Db>().split_for_parts();
        Self { router: catalog.merge(playlists).with_state(db.clone()) }
    }

    pub async fn ask(&self, path: &str) -> (StatusCode, Value) {
        let started = Instant::now();
        let request = Request::get(format!("/music{path}")).body(Body::empty()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        assert!(started.elapsed().as_secs() < 5, "{path} took {:?}", started.elapsed());
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    pub async fn get(&self, path: &str) -> Value {
        let (status, body) = self.ask(path).await;
        assert_eq!(status, StatusCode::OK, "{path}: {body}");
        body
    }

    pub async fn refused(&self, path: &str) -> u16 {
        let (status, body) = self.ask(path).await;
        assert!(status.is_client_error(), "{path} answered {status}");
        assert_eq!(body["status"], status.as_u16(), "{path}: not a problem: {body}");
        status.as_u16()
    }

    /// Every item of a list, page by page.
    pub async fn walk(&self, list: &str, limit: usize) -> Vec<Value> {
        let mut items = Vec::new();
        let join = if list.contains('?') { '&' } else { '?' };
        let mut next = format!("{list}{join}limit={limit}");
        loop {
            let page = self.get(&next).await;
            items.extend(page["items"].as_array().unwrap().iter().cloned());
            let Some(cursor) = page["next_cursor"].as_str() else { return items };
            assert_eq!(page["items"].as_array().unwrap().len(), limit, "a page before the last is full");
            next = format!("{list}{join}limit={limit}&cursor={cursor}");
        }
    }
}

pub fn ids(items: &[Value]) -> Vec<i64> {
    items.iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

pub fn ids_of(list: &Value) -> Vec<i64> {
    ids(list.as_array().unwrap())
}
