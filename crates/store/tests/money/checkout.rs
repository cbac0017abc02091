//! From the cart to the music.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{
    ALBUM, DECLINED, GOOD, PROCESSING, PROCESSING_FAILS, SINGLE, TIMES_OUT, World, fresh_key, worlds,
};

#[tokio::test]
async fn a_paid_order_brings_music_an_invoice_and_a_receipt_and_empties_the_cart() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 2).await;
        let order = world.buy(who, &[("album", ALBUM)]).await;
        let view = world.get(&format!("/orders/{order}"), who).await;
        assert_eq!(
            (&view["status"], &view["total"]["amount"], &view["invoice_number"]),
            (&json!("paid"), &json!(990), &json!(413))
        );
        assert!(view["lines"].as_array().unwrap().iter().all(|line| line["downloadable"] == true));
        assert_eq!(world.tally(order).await, [1, 1, 1, 11]);
        assert_eq!(world.get("/cart", who).await["items"], json!([]));
        assert_eq!(world.get("/customers/me/owned", who).await["album_ids"], json!([ALBUM, SINGLE]));
        let invoice = world.get(&format!("/orders/{order}/invoice"), who).await;
        let lines = invoice["lines"].as_array().unwrap();
        let sum = |field: &str| lines.iter().map(|line| line[field]["amount"].as_i64().unwrap()).sum::<i64>();
        assert_eq!((lines.len(), sum("unit_price"), sum("total")), (11, 1089, 990));
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn what_came_into_the_cart_meanwhile_stays_there() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        let order = world.order(who).await;
        world.add(who, "track", 2).await;
        let page = world.open_page(who, order).await;
        world.card(&page, GOOD).await;
        assert_eq!(
            world.settle(who, order).await["total"]["amount"],
            99,
            "the order is what it was when it was placed"
        );
        let cart = world.get("/cart", who).await;
        assert_eq!((cart["items"].as_array().unwrap().len(), &cart["items"][0]["id"]), (1, &json!(2)));
    }
}

#[tokio::test]
async fn a_declined_card_changes_nothing_and_the_next_one_pays() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        let order = world.order(who).await;
        let page = world.open_page(who, order).await;
        world.card(&page, DECLINED).await;
        let view = world.settle(who, order).await;
        assert_eq!(view["status"], "pending_payment");
        assert!(view["last_payment_problem"].as_str().unwrap().contains("declined"), "{view}");
        assert_eq!(world.tally(order).await, [0, 0, 0, 0]);
        assert_eq!(world.open_page(who, order).await, page, "the open page is used again");
        world.card(&page, GOOD).await;
        let view = world.settle(who, order).await;
        assert_eq!((&view["status"], &view["last_payment_problem"]), (&json!("paid"), &Value::Null));
        assert_eq!(world.tally(order).await, [1, 1, 1, 1]);
    }
}

#[tokio::test]
async fn a_bank_that_says_no_in_the_end_leaves_the_order_payable_by_a_new_attempt() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        let order = world.order(who).await;
        let first = world.open_page(who, order).await;
        world.card(&first, PROCESSING_FAILS).await;
        assert_eq!(world.settle(who, order).await["status"], "processing");
        let (status, problem, _) = world.keyed(&format!("/orders/{order}/pay"), who, &fresh_key(), None).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/payment-processing")));
        world.wait(10).await;
        let view = world.settle(who, order).await;
        assert_eq!(view["status"], "pending_payment");
        assert!(view["last_payment_problem"].is_string());
        let second = world.open_page(who, order).await;
        assert_ne!(first, second);
        world.card(&second, GOOD).await;
        assert_eq!(world.settle(who, order).await["status"], "paid");
        assert_eq!(world.count(&format!("select count(*) from payments where order_id = '{order}'")).await, 2);
    }
}

#[tokio::test]
async fn the_reconciler_settles_what_nobody_told_us() {
    for world in worlds().await {
        for card in [GOOD, PROCESSING, TIMES_OUT] {
            let who = world.newcomer().await;
            world.add(who, "track", 1).await;
            let order = world.order(who).await;
            let page = world.open_page(who, order).await;
            world.card(&page, card).await;
            world.wait(30).await;
            assert_eq!(
                world.status(who, order).await,
                "pending_payment",
                "the return page and the webhook get their chance first"
            );
            world.wait(120).await;
            assert_eq!(world.status(who, order).await, "paid", "{card}");
            assert_eq!(world.tally(order).await, [1, 1, 1, 1]);
        }
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn an_order_nobody_pays_expires_and_its_page_is_closed() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        let order = world.order(who).await;
        let page = world.open_page(who, order).await;
        world.wait(1_801).await;
        assert_eq!(world.status(who, order).await, "expired");
        world.card(&page, GOOD).await;
        world.wait(120).await;
        assert_eq!(world.status(who, order).await, "expired");
        let (status, problem, _) = world.keyed(&format!("/orders/{order}/pay"), who, &fresh_key(), None).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/order-expired")));
        assert_eq!(world.get("/cart", who).await["item_count"], 1, "the cart still has the music");
    }
}

#[tokio::test]
async fn a_canceled_order_is_canceled_once_and_a_paid_one_not_at_all() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        let order = world.order(who).await;
        let page = world.open_page(who, order).await;
        for _ in 0..2 {
            assert_eq!(world.post(&format!("/orders/{order}/cancel"), who, Value::Null).await["status"], "canceled");
        }
        world.card(&page, GOOD).await;
        assert_eq!(world.settle(who, order).await["status"], "canceled", "the page was closed with the order");
        let faster = world.order(who).await;
        let page = world.open_page(who, faster).await;
        world.card(&page, GOOD).await;
        let (status, problem) =
            world.call(Method::POST, &format!("/orders/{faster}/cancel"), who, Some(Value::Null)).await;
        assert_eq!((status, &problem["order_status"]), (StatusCode::CONFLICT, &json!("paid")), "the money was faster");
        assert_eq!(world.tally(faster).await, [1, 1, 1, 1]);
    }
}

#[tokio::test]
async fn a_free_order_is_paid_at_once_and_asks_no_provider() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.execute("update tracks set price_cents = 0 where id = 1").await;
        world.add(who, "track", 1).await;
        let order = world.order(who).await;
        assert_eq!(world.status(who, order).await, "paid");
        assert_eq!(world.tally(order).await, [0, 1, 1, 1]);
        assert_eq!(world.get(&format!("/orders/{order}/invoice"), who).await["paid_with"], "Nothing to pay");
        let (status, problem, _) = world.keyed(&format!("/orders/{order}/pay"), who, &fresh_key(), None).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/already-paid")));
    }
}

#[tokio::test]
async fn nobody_pays_another_price_than_was_shown() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        world.execute("update tracks set price_cents = 129 where id = 1").await;
        let (status, problem, _) = world.keyed("/orders", who, &fresh_key(), Some(World::order_body(99))).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/price-changed")));
        assert_eq!(
            (&problem["expected_total"]["amount"], &problem["actual_total"]["amount"]),
            (&json!(99), &json!(129))
        );
        let mut euros = World::order_body(129);
        euros["expected_total"]["currency"] = json!("EUR");
        assert_eq!(world.keyed("/orders", who, &fresh_key(), Some(euros)).await.0, StatusCode::CONFLICT);
        let order = world.order(who).await;
        world.execute("update tracks set price_cents = 199 where id = 1").await;
        let page = world.open_page(who, order).await;
        world.card(&page, GOOD).await;
        assert_eq!(world.settle(who, order).await["total"]["amount"], 129, "an order keeps its price");
    }
}

#[tokio::test]
async fn an_empty_cart_and_a_wrong_address_are_refused_with_the_remedy() {
    for world in worlds().await {
        let who = world.newcomer().await;
        let (status, problem, _) = world.keyed("/orders", who, &fresh_key(), Some(World::order_body(0))).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/empty-cart")));
        let mut body = World::order_body(99);
        body["billing"]["name"] = json!(" ");
        body["billing"]["city"] = json!("x".repeat(200));
        body["billing"]["country"] = json!(null);
        let (status, problem, _) = world.keyed("/orders", who, &fresh_key(), Some(body)).await;
        let fields: Vec<&str> =
            problem["errors"].as_array().unwrap().iter().map(|e| e["field"].as_str().unwrap()).collect();
        assert_eq!((status.as_u16(), fields), (422, vec!["billing.name", "billing.city", "billing.country"]));
        let mut body = World::order_body(99);
        body["billing"]["country"] = json!("Brazil");
        let (status, problem, _) = world.keyed("/orders", who, &fresh_key(), Some(body)).await;
        assert_eq!((status.as_u16(), &problem["errors"][0]["field"]), (422, &json!("billing.country")));
    }
}

#[tokio::test]
async fn the_history_is_listed_newest_first_page_by_page() {
    for world in worlds().await {
        let who = world.newcomer().await;
        let mut orders = Vec::new();
        for track in 1..=5 {
            orders.push(world.buy(who, &[("track", track)]).await.to_string());
            if track % 2 == 0 {
                world.wait(1).await;
            }
        }
        let (mut seen, mut next) = (Vec::new(), "/orders?limit=2".to_owned());
        loop {
            let page = world.get(&next, who).await;
            for order in page["items"].as_array().unwrap() {
                assert_eq!((&order["item_count"], order["cover_urls"].as_array().unwrap().len()), (&json!(1), 1));
                seen.push(order["id"].as_str().unwrap().to_owned());
            }
            let Some(cursor) = page["next_cursor"].as_str() else { break };
            next = format!("/orders?limit=2&cursor={cursor}");
        }
        let mut sorted = seen.clone();
        sorted.sort();
        orders.sort();
        assert_eq!((sorted, seen.len()), (orders, 5));
        assert_eq!(world.call(Method::GET, "/orders?cursor=nonsense", who, None).await.0, StatusCode::BAD_REQUEST);
        assert_eq!(
            world.get("/orders?limit=200", 1).await["items"].as_array().unwrap().len(),
            7,
            "purchases of the data set are there too"
        );
    }
}
