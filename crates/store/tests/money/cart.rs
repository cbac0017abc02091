//! Carts and what they cost.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{ALBUM, LUIS, SINGLE, World, worlds};

fn item(cart: &Value, kind: &str, id: i64) -> Value {
    cart["items"]
        .as_array()
        .unwrap()
        .iter()
        .find(|item| item["kind"] == kind && item["id"] == id)
        .cloned()
        .unwrap_or_default()
}

fn total(cart: &Value) -> i64 {
    cart["total"]["amount"].as_i64().unwrap()
}

#[tokio::test]
async fn an_album_costs_ten_percent_less_and_says_so() {
    for world in worlds().await {
        let who = world.newcomer().await;
        let cart = world.add(who, "album", ALBUM).await;
        assert_eq!(
            [
                &cart["subtotal"]["amount"],
                &cart["discount"]["amount"],
                &cart["tax"]["amount"],
                &cart["total"]["amount"]
            ],
            [990, 99, 0, 891]
        );
        assert_eq!(cart["items"][0]["track_count"], 10);
        let cart = world.add(who, "album", SINGLE).await;
        assert_eq!(
            item(&cart, "album", SINGLE)["price"]["amount"],
            99,
            "an album of one track costs what the track costs"
        );
        assert_eq!((total(&cart), cart["item_count"].as_i64()), (990, Some(2)));
    }
}

#[tokio::test]
async fn an_album_takes_its_single_tracks_out_and_keeps_them_out() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        world.add(who, "track", 2).await;
        let cart = world.add(who, "album", ALBUM).await;
        assert_eq!(cart["replaced_track_ids"], json!([1]));
        assert_eq!((item(&cart, "track", 1), total(&cart)), (Value::Null, 990));
        let (status, problem) =
            world.call(Method::POST, "/cart/items", who, Some(json!({ "kind": "track", "id": 6 }))).await;
        assert_eq!(
            (status, &problem["type"], &problem["album_id"]),
            (StatusCode::CONFLICT, &json!("/problems/already-in-cart"), &json!(ALBUM))
        );
        let (_, cart) = world.call(Method::DELETE, &format!("/cart/items/album/{ALBUM}"), who, None).await;
        assert_eq!(total(&cart), 99);
        world.add(who, "track", 6).await;
    }
}

#[tokio::test]
async fn what_is_owned_is_refused_alone_and_left_out_of_the_albums_price() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.buy(who, &[("track", 1), ("track", 6)]).await;
        let (status, problem) =
            world.call(Method::POST, "/cart/items", who, Some(json!({ "kind": "track", "id": 1 }))).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/already-owned")));
        let cart = world.add(who, "album", ALBUM).await;
        let album = item(&cart, "album", ALBUM);
        // Two shares of 8.91 are left out: 0.90 and 0.89.
        assert_eq!((album["track_count"].as_i64(), album["owned_count"].as_i64()), (Some(8), Some(2)));
        assert_eq!((album["list_price"]["amount"].as_i64(), total(&cart)), (Some(792), 712));
        let order = world.order(who).await;
        let order = world.get(&format!("/orders/{order}"), who).await;
        assert_eq!(
            (&order["subtotal"]["amount"], &order["discount"]["amount"], &order["total"]["amount"]),
            (&json!(792), &json!(80), &json!(712))
        );
        assert_eq!(order["lines"][0]["tracks"].as_array().unwrap().len(), 8);
    }
}

#[tokio::test]
async fn a_withdrawn_track_stays_in_sight_and_costs_nothing() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        world.add(who, "track", 2).await;
        world.execute("update tracks set status = 'withdrawn' where id = 1").await;
        let cart = world.get("/cart", who).await;
        assert_eq!((item(&cart, "track", 1)["notice"].as_str(), total(&cart)), (Some("withdrawn"), 99));
        let (status, problem) =
            world.call(Method::POST, "/cart/items", who, Some(json!({ "kind": "track", "id": 1 }))).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/withdrawn")));
    }
}

#[tokio::test]
async fn a_visitors_cart_is_quoted_and_handed_over_at_sign_in() {
    for world in worlds().await {
        let items = json!({ "items": [{ "kind": "track", "id": 1 }, { "kind": "album", "id": ALBUM }, { "kind": "track", "id": 2 }, { "kind": "track", "id": 999_999 }] });
        let (status, _, bytes) = world.raw(Method::POST, "/cart/quote", None, &[], Some(items.clone())).await;
        let quote: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(
            (status, total(&quote), item(&quote, "track", 1)["notice"].as_str()),
            (StatusCode::OK, 990, Some("in_album"))
        );
        let owned = world.get("/customers/me/owned", LUIS).await["track_ids"][0].as_i64().unwrap();
        world.add(LUIS, "track", 6).await;
        let mut items = items;
        items["items"].as_array_mut().unwrap().push(json!({ "kind": "track", "id": owned }));
        let cart = world.post("/cart/merge", LUIS, items).await;
        assert_eq!((total(&cart), &cart["replaced_track_ids"]), (990, &json!([6])));
        assert_eq!(
            cart["items"].as_array().unwrap().len(),
            2,
            "what is owned, unknown or comes with the album is left out"
        );
    }
}

#[tokio::test]
async fn a_cart_holds_a_hundred_items_and_bad_input_names_its_remedy() {
    for world in worlds().await {
        let who = world.newcomer().await;
        let items: Vec<Value> = (1..=100).map(|id| json!({ "kind": "track", "id": id })).collect();
        world.post("/cart/merge", who, json!({ "items": items })).await;
        let (status, problem) =
            world.call(Method::POST, "/cart/items", who, Some(json!({ "kind": "track", "id": 101 }))).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/cart-full")));
        world.add(who, "track", 100).await;
        let (_, cart) = world.call(Method::DELETE, "/cart", who, None).await;
        assert_eq!((total(&cart), cart["items"].as_array().unwrap().len()), (0, 0));
        let many: Vec<Value> = (1..=101).map(|id| json!({ "kind": "track", "id": id })).collect();
        for (body, status) in [
            (json!({ "kind": "song", "id": 1 }), 422),
            (json!({ "kind": "track" }), 422),
            (json!({ "kind": "track", "id": 1, "price": 0 }), 400),
            (json!({ "kind": "track", "id": 999_999 }), 404),
            (json!({ "kind": "album", "id": -1 }), 404),
        ] {
            let (answered, problem) = world.call(Method::POST, "/cart/items", who, Some(body.clone())).await;
            assert_eq!((answered.as_u16(), &problem["status"]), (status, &json!(status)), "{body}");
        }
        let (status, problem) = world.call(Method::POST, "/cart/quote", who, Some(json!({ "items": many }))).await;
        assert_eq!((status.as_u16(), &problem["errors"][0]["field"]), (422, &json!("items")));
    }
}

#[tokio::test]
async fn two_devices_filling_one_cart_at_once_lose_nothing() {
    for world in worlds().await {
        let who = world.newcomer().await;
        let adds = (1..=20).map(|id| {
            let world: &World = &world;
            async move { world.add(who, "track", id).await }
        });
        futures::future::join_all(adds).await;
        assert_eq!(world.get("/cart", who).await["item_count"], 20);
    }
}
