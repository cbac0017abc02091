//! The collection over every back end.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

use axum::{Router, body::Body, http::Request};
use chinook_library::{Library, router, songs};
use http::Caller;
use kernel::{AccountId, Clock, CustomerId, Random, SessionId, Timestamp, TrackId};
use serde_json::Value;
use sql::testing::TestDb;
use table::Table;
use tower::ServiceExt;

async fn libraries() -> (Vec<Library>, Vec<TestDb>) {
    let databases = sql::testing::databases(&[table::schema]).await;
    let tables =
        databases.iter().map(|db| Table::sql((**db).clone(), Clock::System)).chain([Table::memory(Clock::System)]);
    let libraries = tables.map(|table| Library { table, clock: Clock::System, random: Random::Os }).collect();
    (libraries, databases)
}

fn customer(id: i64) -> CustomerId {
    CustomerId::new(id).unwrap()
}

fn bought(id: i64, title: &str, at: i64) -> songs::Bought {
    songs::Bought {
        track_id: TrackId::new(id).unwrap(),
        title: title.to_owned(),
        artist: Some("AC/DC".to_owned()),
        album: Some("Let There Be Rock".to_owned()),
        genre: Some("Rock".to_owned()),
        position: Some(u32::try_from(id).unwrap()),
        duration_ms: 1_000,
        cover_url: "/cover".to_owned(),
        bought_at: Timestamp::from_millis(at),
    }
}

async fn get(library: &Library, caller: i64, path: &str) -> (u16, Value) {
    let (app, _) = router().with_state(library.clone()).split_for_parts();
    let app: Router = app;
    let mut request = Request::get(path).body(Body::empty()).unwrap();
    let now = Timestamp::from_millis(0);
    request.extensions_mut().insert(Caller::Customer {
        account: AccountId::fresh(now, &Random::Os),
        customer: customer(caller),
        session: SessionId::fresh(now, &Random::Os),
    });
    let response = app.oneshot(request).await.unwrap();
    let status = response.status().as_u16();
    let body = axum::body::to_bytes(response.into_body(), 1 << 20).await.unwrap();
    (status, serde_json::from_slice(&body).unwrap())
}

fn titles(page: &Value) -> Vec<&str> {
    page["items"].as_array().unwrap().iter().map(|s| s["title"].as_str().unwrap()).collect()
}

#[tokio::test]
async fn what_was_bought_is_there_once_however_often_it_is_told() {
    let (libraries, _guard) = libraries().await;
    for library in libraries {
        let first = [bought(1, "Go Down", 10), bought(2, "Dog Eat Dog", 10)];
        assert_eq!(songs::add_bought(&library, customer(1), &first).await.unwrap(), 2);
        let again = [bought(2, "Dog Eat Dog", 10), bought(3, "Overdose", 20)];
        assert_eq!(songs::add_bought(&library, customer(1), &again).await.unwrap(), 1);
        let (status, page) = get(&library, 1, "/library/songs").await;
        assert_eq!(status, 200);
        assert_eq!(titles(&page)[0], "Overdose", "what came last stands first");
        assert_eq!(titles(&page).len(), 3);
        assert_eq!(songs::count(&library, customer(1)).await.unwrap(), 3);
    }
}

#[tokio::test]
async fn a_large_purchase_arrives_whole_and_pages_in_every_order() {
    let (libraries, _guard) = libraries().await;
    for library in libraries {
        let many: Vec<_> = (1..=57).map(|n| bought(n, &format!("Song {:02}", (n * 7) % 57), n)).collect();
        assert_eq!(songs::add_bought(&library, customer(1), &many).await.unwrap(), 57);
        for sort in ["-added", "added", "title", "-title", "artist", "-artist", "album", "-album"] {
            let mut path = format!("/library/songs?sort={sort}&limit=20");
            let mut seen = Vec::new();
            loop {
                let (_, page) = get(&library, 1, &path).await;
                seen.extend(titles(&page).into_iter().map(str::to_owned));
                match page["next_cursor"].as_str() {
                    Some(cursor) => path = format!("/library/songs?sort={sort}&limit=20&cursor={cursor}"),
                    None => break,
                }
            }
            assert_eq!(seen.len(), 57, "{sort}");
            let mut sorted = seen.clone();
            sorted.sort();
            sorted.dedup();
            assert_eq!(sorted.len(), 57, "{sort}");
            if sort == "title" {
                assert_eq!(seen, sorted);
            }
        }
    }
}

#[tokio::test]
async fn a_stranger_finds_nothing() {
    let (libraries, _guard) = libraries().await;
    for library in libraries {
        songs::add_bought(&library, customer(1), &[bought(1, "Go Down", 10)]).await.unwrap();
        let (_, mine) = get(&library, 1, "/library/songs").await;
        let id = mine["items"][0]["id"].as_str().unwrap();
        assert_eq!(get(&library, 1, &format!("/library/songs/{id}")).await.0, 200);
        assert_eq!(get(&library, 2, &format!("/library/songs/{id}")).await.0, 404);
        assert!(titles(&get(&library, 2, "/library/songs").await.1).is_empty());
        // A number that begins like another's is another's.
        assert!(titles(&get(&library, 11, "/library/songs").await.1).is_empty());
    }
}

#[tokio::test]
async fn a_cursor_of_another_order_and_bad_input_are_refused() {
    let (libraries, _guard) = libraries().await;
    for library in libraries {
        let many: Vec<_> = (1..=3).map(|n| bought(n, "Same", n)).collect();
        songs::add_bought(&library, customer(1), &many).await.unwrap();
        let (_, page) = get(&library, 1, "/library/songs?limit=1").await;
        let cursor = page["next_cursor"].as_str().unwrap();
        for bad in [
            format!("?sort=title&cursor={cursor}"),
            "?limit=0".into(),
            "?limit=201".into(),
            "?sort=x".into(),
            "?colour=red".into(),
            "?cursor=x".into(),
        ] {
            assert_eq!(get(&library, 1, &format!("/library/songs{bad}")).await.0, 400, "{bad}");
        }
        assert_eq!(get(&library, 1, "/library/songs/7").await.0, 404);
    }
}

#[tokio::test]
async fn deleting_an_account_leaves_nothing_of_its_collection() {
    let (libraries, _guard) = libraries().await;
    for library in libraries {
        let many: Vec<_> = (1..=80).map(|n| bought(n, "x", n)).collect();
        songs::add_bought(&library, customer(1), &many).await.unwrap();
        songs::add_bought(&library, customer(2), &many[..1]).await.unwrap();
        songs::delete_all(&library, customer(1)).await.unwrap();
        assert_eq!(songs::count(&library, customer(1)).await.unwrap(), 0);
        assert_eq!(songs::count(&library, customer(2)).await.unwrap(), 1);
        assert_eq!(songs::add_bought(&library, customer(1), &many).await.unwrap(), 80, "the markers went too");
    }
}

#[tokio::test]
async fn what_was_given_back_leaves_and_can_be_bought_again() {
    let (libraries, _guard) = libraries().await;
    for library in libraries {
        let many: Vec<_> = (1..=3).map(|n| bought(n, "x", n)).collect();
        songs::add_bought(&library, customer(1), &many).await.unwrap();
        let gone = [many[0].track_id, many[2].track_id];
        songs::remove_bought(&library, customer(1), &gone).await.unwrap();
        songs::remove_bought(&library, customer(1), &gone).await.unwrap();
        assert_eq!(songs::count(&library, customer(1)).await.unwrap(), 1);
        assert_eq!(songs::add_bought(&library, customer(1), &many).await.unwrap(), 2);
    }
}
