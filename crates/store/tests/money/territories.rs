//! Countries: what is not sold somewhere is not shown, not put into carts and not ordered there, and stays with who bought it.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{ALBUM, World, worlds};

async fn customer_in(world: &World, country: &str) -> i64 {
    let id = world.newcomer().await;
    world.execute(&format!("update customers set country = '{country}' where id = {id}")).await;
    id
}

fn ids(list: &Value) -> Vec<i64> {
    list.as_array().unwrap().iter().map(|item| item["id"].as_i64().unwrap()).collect()
}

#[tokio::test]
async fn what_is_blocked_in_a_country_is_neither_shown_nor_sold_there_and_stays_with_its_buyers() {
    for world in worlds().await {
        let (german, american) = (customer_in(&world, "DE").await, customer_in(&world, "US").await);
        let order = world.buy(german, &[("album", ALBUM)]).await;
        let late = customer_in(&world, "DE").await;
        world.add(late, "album", 4).await;
        let rule = json!({ "rule": "block", "countries": ["DE", "AT"] });
        world.does(Method::PUT, "/admin/territories/artist/1", 0, rule).await;

        for (page, shown) in [("/music/artists/1", 200), ("/music/albums/1", 200), ("/music/tracks/1", 200)] {
            assert_eq!(world.seen_from(Some("US"), page).await.0.as_u16(), shown);
            assert_eq!(world.seen_from(None, page).await.0.as_u16(), shown, "an unknown country sees everything");
            assert_eq!(world.seen_from(Some("DE"), page).await.0, StatusCode::NOT_FOUND, "{page}");
        }
        let (_, list) = world.seen_from(Some("DE"), "/music/albums?artist_id=1").await;
        assert!(ids(&list["items"]).is_empty());
        let (_, list) = world.seen_from(Some("DE"), "/music/artists?limit=5").await;
        assert!(!ids(&list["items"]).contains(&1) && list["next_cursor"].is_string());
        let (_, genre) = world.seen_from(Some("DE"), "/music/genres/1").await;
        assert!(!ids(&genre["top_artists"]).contains(&1));

        let album = json!({ "kind": "album", "id": 4 });
        let (status, refusal) = world.call(Method::POST, "/cart/items", german, Some(album.clone())).await;
        assert_eq!((status, &refusal["type"]), (StatusCode::CONFLICT, &json!("/problems/not-sold-here")));
        assert_eq!(world.call(Method::POST, "/cart/items", american, Some(album)).await.0, StatusCode::OK);
        let cart = world.get("/cart", late).await;
        assert_eq!((&cart["items"][0]["notice"], &cart["item_count"]), (&json!("not_sold_here"), &json!(0)));
        let (status, ..) = world.keyed("/orders", late, "geo", Some(World::order_body(713))).await;
        assert_eq!(status, StatusCode::CONFLICT, "blocked between cart and order");
        let (status, _) = world.call(Method::POST, &format!("/orders/{order}/downloads"), german, None).await;
        assert_eq!(status, StatusCode::CREATED, "what was bought stays");

        world.does(Method::DELETE, "/admin/territories/artist/1", 0, Value::Null).await;
        assert_eq!(world.seen_from(Some("DE"), "/music/albums/1").await.0, StatusCode::OK);
    }
}

#[tokio::test]
async fn rules_of_artist_album_and_track_add_up_and_a_blocked_track_is_left_out_of_its_album() {
    for world in worlds().await {
        world
            .does(Method::PUT, "/admin/territories/album/1", 0, json!({ "rule": "allow", "countries": ["BR", "US"] }))
            .await;
        world.does(Method::PUT, "/admin/territories/track/1", 0, json!({ "rule": "block", "countries": ["US"] })).await;
        assert_eq!(world.seen_from(Some("FR"), "/music/albums/1").await.0, StatusCode::NOT_FOUND);
        let (_, album) = world.seen_from(Some("US"), "/music/albums/1").await;
        assert!(!ids(&album["tracks"]).contains(&1));
        let american = customer_in(&world, "US").await;
        let cart = world.add(american, "album", 1).await;
        assert_eq!((&cart["items"][0]["track_count"], &cart["total"]["amount"]), (&json!(9), &json!(801)));
        let brazilian = customer_in(&world, "BR").await;
        assert_eq!(world.add(brazilian, "album", 1).await["total"]["amount"], json!(891));
        let (status, _) =
            world.desk(Method::PUT, "/admin/territories/album/1", 0, json!({ "rule": "allow", "countries": [] })).await;
        assert_eq!(status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn late_money_for_what_is_blocked_meanwhile_goes_back() {
    for world in worlds().await {
        let german = customer_in(&world, "DE").await;
        world.add(german, "track", 1).await;
        let order = world.order(german).await;
        let page = world.open_page(german, order).await;
        world.clock.advance(std::time::Duration::from_secs(1_790));
        world.card(&page, crate::support::GOOD).await;
        world.clock.advance(std::time::Duration::from_secs(20));
        store::orders::expire_orders(&world.shop, world.clock.now()).await.unwrap();
        world.does(Method::PUT, "/admin/territories/track/1", 0, json!({ "rule": "block", "countries": ["DE"] })).await;
        world.wait(1).await;
        world.wait(1).await;
        assert_eq!(world.status(german, order).await, "refunded");
    }
}
