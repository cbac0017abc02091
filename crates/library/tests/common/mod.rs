//! A library on every back end, and callers who speak HTTP to it.

#![allow(dead_code, clippy::unwrap_used, reason = "each test file uses its part of the helpers")]

use std::sync::Arc;

use axum::{Router, body::Body, http::Request};
use blobs::Blobs;
use chinook_library::{
    Collections, Library, router,
    shop::{Answer, ShopFront, ShopPlaylist, ShopTrack},
    songs,
};
use http::Caller;
use kernel::{AccountId, Clock, CustomerId, PlaylistId, Random, SessionId, Timestamp, TrackId};
use serde_json::{Value, json};
use sql::testing::TestDb;
use table::Table;
use tower::ServiceExt;

/// Where the clock of every test begins.
pub const START: i64 = 1_760_000_000_000;

pub struct Home {
    pub engine: &'static str,
    pub library: Library,
    pub clock: Clock,
    _folder: tempfile::TempDir,
}

/// Every back end, fresh. The databases live as long as the guard.
pub async fn homes() -> (Vec<Home>, Vec<TestDb>) {
    let databases = sql::testing::databases(&[table::schema]).await;
    let mut homes = vec![Home::new("memory", Table::memory)];
    for db in &databases {
        homes.push(Home::new(db.engine(), |clock| Table::sql((**db).clone(), clock)));
    }
    (homes, databases)
}

/// The same, and one on DynamoDB's API, which is slower: for what depends on the table itself.
pub async fn homes_everywhere() -> (Vec<Home>, Vec<TestDb>) {
    let (mut homes, databases) = homes().await;
    let clock = Home::clock();
    if let Some(table) = table::testing::dynamodb(&clock).await {
        homes.push(Home::with("dynamodb", table, clock));
    }
    (homes, databases)
}

impl Home {
    pub fn new(engine: &'static str, table: impl FnOnce(Clock) -> Table) -> Self {
        let clock = Self::clock();
        Self::with(engine, table(clock.clone()), clock)
    }

    fn clock() -> Clock {
        Clock::manual(Timestamp::from_millis(START))
    }

    fn with(engine: &'static str, table: Table, clock: Clock) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let library = Library {
            table,
            collections: Collections::folder(folder.path().join("collections")),
            blobs: Blobs::memory(),
            shop: Arc::new(SmallShop),
            folder: Arc::new(folder.path().to_owned()),
            public_url: "http://shop.test".into(),
            clock: clock.clone(),
            random: Random::Os,
        };
        Self { engine, library, clock, _folder: folder }
    }

    /// What `caller` gets; 0 is a visitor without an account.
    pub async fn send(&self, caller: i64, method: &str, path: &str, body: Value) -> Answered {
        self.send_with(caller, method, path, &[], body).await
    }

    pub async fn send_with(
        &self,
        caller: i64,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: Value,
    ) -> Answered {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let request = match body {
            Value::Null => request.body(Body::empty()),
            Value::String(raw) => request.body(Body::from(raw)),
            json => request.header("content-type", "application/json").body(Body::from(json.to_string())),
        };
        self.answer(caller, request.unwrap()).await
    }

    pub async fn answer(&self, caller: i64, mut request: Request<Body>) -> Answered {
        let (app, _) = router().with_state(self.library.clone()).split_for_parts();
        let app: Router = app;
        if caller > 0 {
            let now = Timestamp::from_millis(0);
            request.extensions_mut().insert(Caller::Customer {
                account: AccountId::fresh(now, &Random::Os),
                customer: customer(caller),
                session: SessionId::fresh(now, &Random::Os),
            });
        }
        let response = app.oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = axum::body::to_bytes(response.into_body(), 64 << 20).await.unwrap();
        let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Answered { status, json, bytes: bytes.to_vec() }
    }

    pub async fn get(&self, caller: i64, path: &str) -> Answered {
        self.send(caller, "GET", path, Value::Null).await
    }

    pub async fn post(&self, caller: i64, path: &str, body: Value) -> Answered {
        self.send(caller, "POST", path, body).await
    }

    /// A song that `caller` types in.
    pub async fn add(&self, caller: i64, song: Value) -> Value {
        self.post(caller, "/library/songs", song).await.expect(201, self.engine)
    }

    /// `count` songs, "Song 0" and on.
    pub async fn add_many(&self, caller: i64, count: usize) -> Vec<String> {
        let mut ids = Vec::new();
        for n in 0..count {
            let song = json!({ "title": format!("Song {n}"), "artist": "Accept", "duration_ms": 60_000 });
            ids.push(text(&self.add(caller, song).await["id"]));
        }
        ids
    }

    pub async fn edit(&self, caller: i64, path: &str, version: i64, body: Value) -> Answered {
        self.send_with(caller, "PATCH", path, &[("if-match", &format!("\"{version}\""))], body).await
    }
}

pub struct Answered {
    pub status: u16,
    pub json: Value,
    pub bytes: Vec<u8>,
}

impl Answered {
    #[track_caller]
    pub fn expect(self, status: u16, what: &str) -> Value {
        assert_eq!(self.status, status, "{what}: {}", self.json);
        self.json
    }
}

pub fn customer(id: i64) -> CustomerId {
    CustomerId::new(id).unwrap()
}

pub fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("a text: {value}")).to_owned()
}

pub fn titles(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|s| s["title"].as_str().unwrap()).collect()
}

pub fn bought(id: i64, title: &str, at: i64) -> songs::Bought {
    songs::Bought {
        track_id: TrackId::new(id).unwrap(),
        title: title.to_owned(),
        artist: Some("AC/DC".to_owned()),
        album: Some("Let There Be Rock".to_owned()),
        genre: Some("Rock".to_owned()),
        composer: None,
        position: Some(u32::try_from(id).unwrap()),
        duration_ms: 1_000,
        cover_url: "/api/v1/music/albums/1/cover".to_owned(),
        bought_at: Timestamp::from_millis(at),
    }
}

/// A shop with the tracks 1 to 9 and the playlist 5.
pub struct SmallShop;

impl ShopFront for SmallShop {
    fn tracks<'a>(&'a self, _: CustomerId, ids: &'a [TrackId]) -> Answer<'a, Vec<ShopTrack>> {
        let found = ids.iter().filter(|id| id.get() < 10).map(|id| shop_track(*id)).collect();
        Box::pin(async move { Ok(found) })
    }

    fn suggest<'a>(&'a self, _: CustomerId, _: &'a str, limit: usize) -> Answer<'a, Vec<ShopTrack>> {
        Box::pin(async move { Ok((1..=limit.min(2)).map(|n| shop_track(track(n))).collect()) })
    }

    fn playlist(&self, id: PlaylistId) -> Answer<'_, Option<ShopPlaylist>> {
        let tracks = (1..=3).map(track).collect();
        let list = (id.get() == 5).then(|| ShopPlaylist { id, name: "90’s Music".to_owned(), tracks });
        Box::pin(async move { Ok(list) })
    }

    fn name(&self, customer: CustomerId) -> Answer<'_, Option<String>> {
        Box::pin(async move { Ok(Some(format!("Customer {customer}."))) })
    }
}

fn track(n: usize) -> TrackId {
    TrackId::new(i64::try_from(n).unwrap()).unwrap()
}

fn shop_track(id: TrackId) -> ShopTrack {
    ShopTrack {
        id,
        title: format!("Track {id}"),
        artist: Some("Accept".to_owned()),
        album: None,
        genre: None,
        position: None,
        duration_ms: 200_000,
        cover_url: None,
        price_cents: Some(99),
        currency: Some("USD".to_owned()),
    }
}
