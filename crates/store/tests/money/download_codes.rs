//! Download codes: one code, one redemption.

use axum::http::{Method, StatusCode};
use futures::{StreamExt, future::join_all, stream};
use http::Role;
use serde_json::{Value, json};

use crate::support::{ALBUM, World, fresh_key, worlds};

async fn batch(world: &World, kind: &str, id: i64, count: i64) -> (Value, Vec<String>) {
    let made = world
        .manage(
            "/download-batches",
            json!({ "name": "Vinyl edition", "item": { "kind": kind, "id": id }, "count": count }),
        )
        .await;
    let codes = made["codes"].as_array().unwrap().iter().map(|code| code.as_str().unwrap().to_owned()).collect();
    (made["batch"].clone(), codes)
}

async fn redeem(world: &World, who: i64, code: &str) -> (StatusCode, Value) {
    let (status, body, _) = world.keyed("/redeem", who, &fresh_key(), Some(json!({ "code": code }))).await;
    (status, body)
}

#[tokio::test]
async fn a_code_brings_its_music_by_an_order_of_total_zero_once() {
    for world in worlds().await {
        let (made, codes) = batch(&world, "album", ALBUM, 3).await;
        assert_eq!((codes.len(), &made["title"]), (3, &json!("For Those About To Rock We Salute You")));
        let who = world.newcomer().await;
        let key = fresh_key();
        let body = Some(json!({ "code": codes[0].to_lowercase() }));
        let (status, first, _) = world.keyed("/redeem", who, &key, body.clone()).await;
        assert_eq!((status, &first["kind"]), (StatusCode::OK, &json!("music")), "{first}");
        let order = &first["order"];
        assert_eq!((&order["status"], &order["total"]["amount"]), (&json!("paid"), &json!(0)));
        assert_eq!(order["lines"][0]["tracks"].as_array().unwrap().len(), 10);
        let (_, again, replayed) = world.keyed("/redeem", who, &key, body).await;
        assert!(replayed && again == first);
        assert_eq!(world.get("/customers/me/owned", who).await["album_ids"], json!([ALBUM]));
        assert_eq!(world.count("select count(*) from orders where source = 'code'").await, 1);
        assert_eq!(redeem(&world, world.newcomer().await, &codes[0]).await.1["type"], "/problems/code-redeemed");
        // Who owns the music keeps the code for somebody else.
        assert_eq!(redeem(&world, who, &codes[1]).await.1["type"], "/problems/already-owned");
        assert_eq!(redeem(&world, who, "AAAA-BBBB-CCCC-DDDD").await.1["type"], "/problems/unknown-code");
        let (_, problem) = world.call(Method::PUT, "/cart/code", who, Some(json!({ "code": codes[1] }))).await;
        assert_eq!(problem["type"], "/problems/download-code");
        let id = made["id"].as_str().unwrap();
        assert_eq!(world.shown(&format!("/download-batches/{id}")).await["redeemed_count"], 1);
        // The rest is withdrawn; what was redeemed stays.
        let path = format!("/download-batches/{id}/revoke");
        let (status, _, _) = world.staff(Method::POST, &path, Role::SalesManager, &[("if-match", "\"1\"")], None).await;
        assert_eq!(status, StatusCode::OK);
        assert_eq!(redeem(&world, world.newcomer().await, &codes[1]).await.1["type"], "/problems/code-revoked");
        assert_eq!(world.get("/customers/me/owned", who).await["album_ids"], json!([ALBUM]));
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn twenty_people_with_one_code_are_one_owner() {
    for world in worlds().await {
        let (_, codes) = batch(&world, "track", 1, 1).await;
        let people: Vec<i64> = join_all((0..20).map(|_| world.newcomer())).await;
        let answers: Vec<_> = stream::iter(people.into_iter().map(|who| {
            let (world, code): (&World, &str) = (&world, &codes[0]);
            async move { redeem(world, who, code).await }
        }))
        .buffer_unordered(20)
        .collect()
        .await;
        let (won, lost): (Vec<_>, Vec<_>) = answers.into_iter().partition(|(status, _)| *status == StatusCode::OK);
        assert_eq!((won.len(), lost.len()), (1, 19), "{}", world.engine());
        assert!(lost.iter().all(|(_, body)| body["type"] == "/problems/code-redeemed"), "{lost:?}");
        assert_eq!(world.count("select count(*) from orders where source = 'code'").await, 1);
        assert_eq!(world.count("select redeemed_count from download_batches").await, 1);
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_gift_card_is_redeemed_on_the_same_page() {
    for world in worlds().await {
        let made = world.manage("/gift-cards", json!({ "amount": { "amount": 700, "currency": "USD" } })).await;
        let who = world.newcomer().await;
        let (status, body) = redeem(&world, who, made["code"].as_str().unwrap()).await;
        assert_eq!((status, &body["kind"]), (StatusCode::OK, &json!("gift_card")));
        assert_eq!(body["gift_card"]["balance"]["amount"], 700);
    }
}

#[tokio::test]
async fn an_expired_code_brings_nothing() {
    for world in worlds().await {
        let until = world.clock.now() + std::time::Duration::from_secs(60);
        let body = json!({ "name": "Short", "item": { "kind": "track", "id": 1 }, "count": 1, "expires_at": until });
        let made = world.manage("/download-batches", body).await;
        world.clock.advance(std::time::Duration::from_secs(61));
        let who = world.newcomer().await;
        assert_eq!(redeem(&world, who, made["codes"][0].as_str().unwrap()).await.1["type"], "/problems/code-expired");
    }
}

#[tokio::test]
async fn a_code_for_what_is_sold_out_or_not_sold_here_says_so_and_stays_good() {
    for world in worlds().await {
        let (_, codes) = batch(&world, "track", 1, 3).await;
        world.execute("insert into stock (kind, ref_id, on_hand) values ('track', 1, 1)").await;
        assert_eq!(redeem(&world, world.newcomer().await, &codes[0]).await.0, StatusCode::OK);
        let (status, problem) = redeem(&world, world.newcomer().await, &codes[1]).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/sold-out")), "{problem}");
        world.execute("update stock set on_hand = 1").await;
        world.execute("update tracks set blocked_in = ',DE,' where id = 1").await;
        let german = world.newcomer().await;
        world.execute(&format!("update customers set country = 'DE' where id = {german}")).await;
        assert_eq!(redeem(&world, german, &codes[1]).await.1["type"], "/problems/not-sold-here");
        assert_eq!(redeem(&world, world.newcomer().await, &codes[1]).await.0, StatusCode::OK);
        world.books_are_right().await;
    }
}
