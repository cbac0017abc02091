//! Prices over time, and many at once.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::{
    desk::walk,
    support::{ALBUM, NANCY, START, World, fresh_key, worlds},
};

#[tokio::test]
async fn a_sale_price_holds_from_its_first_moment_to_its_last() {
    for world in worlds().await {
        let (from, to) = (START + std::time::Duration::from_secs(3_600), START + std::time::Duration::from_secs(7_200));
        let sale = json!({ "kind": "track", "item_id": 1, "price_cents": 49, "starts_at": from, "ends_at": to });
        let sale = world.does(Method::POST, "/admin/sale-prices", 0, sale).await;
        assert_eq!(sale["phase"], "coming");
        let who = world.newcomer().await;
        let quote = async |world: &World| world.get("/cart", who).await["total"]["amount"].clone();
        world.add(who, "track", 1).await;
        assert_eq!(quote(&world).await, json!(99));

        world.wait(3_600).await;
        assert_eq!(quote(&world).await, json!(49), "to the second");
        let (_, track) = world.seen_from(None, "/music/tracks/1").await;
        assert_eq!((&track["price"]["amount"], &track["regular_price"]["amount"]), (&json!(49), &json!(99)));
        let (_, album) = world.seen_from(None, "/music/albums/1").await;
        // Nine at 0.99 and one at 0.49, less 10 %.
        assert_eq!((&album["price"]["amount"], &album["list_price"]["amount"]), (&json!(846), &json!(990)));
        let cart = world.get("/cart", who).await;
        assert_eq!((&cart["subtotal"]["amount"], &cart["discount"]["amount"]), (&json!(99), &json!(50)));
        let (_, cheapest) = world.seen_from(None, "/music/tracks?sort=price&limit=1").await;
        assert_eq!(cheapest["items"][0]["id"], json!(1), "lists are sorted by what something costs now");

        world.wait(3_600).await;
        assert_eq!(quote(&world).await, json!(99), "it is over");
        let (_, track) = world.seen_from(None, "/music/tracks/1").await;
        assert_eq!((&track["price"]["amount"], &track["regular_price"]), (&json!(99), &Value::Null));
        let (status, body, _) = world.keyed("/orders", who, &fresh_key(), Some(World::order_body(49))).await;
        assert_eq!((status, &body["type"]), (StatusCode::CONFLICT, &json!("/problems/price-changed")));
    }
}

#[tokio::test]
async fn a_sale_of_an_album_is_below_its_price_and_can_be_ended() {
    for world in worlds().await {
        let to = START + std::time::Duration::from_secs(7_200);
        let at = |cents: i64| json!({ "kind": "album", "item_id": ALBUM, "price_cents": cents, "ends_at": to });
        let (status, _) = world.desk(Method::POST, "/admin/sale-prices", 0, at(891)).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
        let sale = world.does(Method::POST, "/admin/sale-prices", 0, at(500)).await;
        let (_, album) = world.seen_from(None, "/music/albums/1").await;
        assert_eq!((&album["price"]["amount"], &album["regular_price"]["amount"]), (&json!(500), &json!(891)));
        let who = world.newcomer().await;
        assert_eq!(world.add(who, "album", ALBUM).await["total"]["amount"], json!(500));
        let path = format!("/admin/sale-prices/{}", sale["id"].as_str().unwrap());
        world.does(Method::DELETE, &path, 0, Value::Null).await;
        assert_eq!(world.desk(Method::DELETE, &path, 0, Value::Null).await.0, StatusCode::NOT_FOUND);
        assert_eq!(world.get("/cart", who).await["total"]["amount"], json!(891));
    }
}

#[tokio::test]
async fn many_prices_change_as_the_preview_said_or_not_at_all() {
    for world in worlds().await {
        let change =
            json!({ "kind": "track", "selection": { "filter": { "album_id": 1 } }, "change": { "percent": 10 } });
        let preview = world.does(Method::POST, "/admin/prices/bulk/preview", 0, change.clone()).await;
        assert_eq!(
            (&preview["count"], &preview["sum_before"]["amount"], &preview["sum_after"]["amount"]),
            (&json!(10), &json!(990), &json!(1090))
        );
        assert_eq!(preview["examples"][0]["after"]["amount"], json!(109));
        let mut confirmed = change.clone();
        confirmed["expected"] = preview["fingerprint"].clone();
        world.does(Method::PATCH, "/admin/tracks/6", 1, json!({ "price_cents": 129 })).await;
        let (status, stale) = world.desk(Method::POST, "/admin/prices/bulk", 0, confirmed.clone()).await;
        assert_eq!((status, &stale["type"]), (StatusCode::CONFLICT, &json!("/problems/stale-preview")));
        assert_eq!(world.count("select price_cents from tracks where id = 1").await, 99, "nothing was done");
        confirmed["expected"] = stale["preview"]["fingerprint"].clone();
        world.clock.advance(std::time::Duration::from_secs(1));
        world.does(Method::POST, "/admin/prices/bulk", 0, confirmed.clone()).await;
        assert_eq!(world.count("select price_cents from tracks where id = 1").await, 109);
        assert_eq!(world.count("select list_price_cents from albums where id = 1").await, 9 * 109 + 142);
        let (status, _) = world.desk(Method::POST, "/admin/prices/bulk", 0, confirmed).await;
        assert_eq!(status, StatusCode::CONFLICT, "confirming twice does not raise twice");

        let history = world.does(Method::GET, "/admin/prices/track/6", 0, Value::Null).await;
        let causes: Vec<_> =
            history["items"].as_array().unwrap().iter().map(|entry| entry["cause"].as_str().unwrap()).collect();
        assert_eq!(causes, ["bulk", "edit"]);
        assert_eq!(history["items"][0]["employee_name"], "Nancy Edwards");
        let (status, _) = world
            .desk(
                Method::POST,
                "/admin/prices/bulk/preview",
                0,
                json!({ "kind": "album", "selection": { "ids": [1] }, "change": { "add": -5_000 } }),
            )
            .await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY, "no price falls below zero");
    }
}

#[tokio::test]
async fn sales_and_prices_go_on_to_the_last_of_them() {
    for world in worlds().await {
        let ends = START + std::time::Duration::from_secs(7_200);
        for item in 1..=5 {
            let sale = json!({ "kind": "track", "item_id": item, "price_cents": 49, "ends_at": ends });
            world.does(Method::POST, "/admin/sale-prices", 0, sale).await;
            let price = json!({ "price_cents": 100 + item });
            world.does(Method::PATCH, "/admin/tracks/6", item, price).await;
        }
        let sales = walk(&world, "/admin/sale-prices", 2, NANCY).await;
        let ids: Vec<_> = sales.iter().map(|sale| sale["id"].as_str().unwrap()).collect();
        assert_eq!(ids.len(), 5, "{}", world.engine());
        assert!(ids.is_sorted_by(|a, b| a > b), "all begin at once: by their ids");
        assert_eq!(walk(&world, "/admin/sale-prices?kind=track&item_id=3&open=true", 1, NANCY).await.len(), 1);
        let prices = walk(&world, "/admin/prices/track/6", 2, NANCY).await;
        let mut cents: Vec<_> = prices.iter().map(|entry| entry["new_price"]["amount"].as_i64().unwrap()).collect();
        cents.sort_unstable();
        assert_eq!(cents, [101, 102, 103, 104, 105]);
    }
}
