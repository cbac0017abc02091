//! Gift cards as a means of payment.

use axum::http::{Method, StatusCode};
use futures::{StreamExt, stream};
use http::Role;
use serde_json::{Value, json};

use crate::support::{ALBUM, GOOD, NANCY, World, fresh_key, worlds};

fn usd(amount: i64) -> Value {
    json!({ "amount": amount, "currency": "USD" })
}

/// A fresh card: its id and code.
async fn issue(world: &World, cents: i64) -> (String, String) {
    let made = world.manage("/gift-cards", json!({ "amount": usd(cents) })).await;
    (made["gift_card"]["id"].as_str().unwrap().to_owned(), made["code"].as_str().unwrap().to_owned())
}

async fn enter(world: &World, who: i64, code: &str) -> (StatusCode, Value) {
    world.call(Method::PUT, "/cart/code", who, Some(json!({ "code": code }))).await
}

async fn balance(world: &World, id: &str) -> i64 {
    world.shown(&format!("/gift-cards/{id}")).await["gift_card"]["balance"]["amount"].as_i64().unwrap()
}

#[tokio::test]
async fn a_card_pays_what_it_has_and_the_provider_the_rest() {
    for world in worlds().await {
        let (id, code) = issue(&world, 500).await;
        let who = world.newcomer().await;
        world.add(who, "album", ALBUM).await;
        let (status, cart) = enter(&world, who, &code.to_lowercase().replace('-', " ")).await;
        assert_eq!((status, &cart["total"], &cart["to_pay"]), (StatusCode::OK, &usd(891), &usd(391)), "{cart}");
        let mut body = World::order_body(891);
        body["expected_to_pay"] = usd(300);
        let (status, problem, _) = world.keyed("/orders", who, &fresh_key(), Some(body)).await;
        assert_eq!((status, &problem["actual_total"]), (StatusCode::CONFLICT, &usd(391)));
        let order = world.order(who).await;
        assert_eq!(balance(&world, &id).await, 0, "held with the order");
        let paid = world.pay(who, order).await;
        assert_eq!((&paid["status"], &paid["total"], &paid["to_pay"]), (&json!("paid"), &usd(891), &usd(391)));
        assert_eq!(paid["gift_card"]["amount"], usd(500));
        let invoice = world.get(&format!("/orders/{order}/invoice"), who).await;
        assert!(invoice["paid_with"].as_str().unwrap().contains("5.00 USD by gift card"), "{invoice}");
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_card_that_covers_everything_needs_no_provider() {
    for world in worlds().await {
        let (id, code) = issue(&world, 1_000).await;
        let who = world.newcomer().await;
        world.add(who, "album", ALBUM).await;
        enter(&world, who, &code).await;
        let order = world.order(who).await;
        assert_eq!(world.status(who, order).await, "paid");
        assert_eq!(balance(&world, &id).await, 109);
        let own = world.get("/gift-cards", who).await;
        assert_eq!(own["items"][0]["balance"], usd(109));
        assert_eq!(world.get("/cart", who).await["gift_card"], Value::Null, "a card is chosen for one order");
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn thirty_orders_at_once_never_spend_a_card_twice() {
    for world in worlds().await {
        // One card in thirty carts of one owner cannot be; so thirty orders of one owner, one after
        // the other placed at once: the cart is the same, and only what the card has is paid by it.
        let (id, code) = issue(&world, 500).await;
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        enter(&world, who, &code).await;
        let answers: Vec<_> = stream::iter((0..30).map(|_| {
            let world: &World = &world;
            let mut body = World::order_body(99);
            body["expected_to_pay"] = usd(99);
            async move { world.keyed("/orders", who, &fresh_key(), Some(body)).await.0 }
        }))
        .buffer_unordered(30)
        .collect()
        .await;
        // The card pays all of it, so an order that leaves something to pay is refused.
        assert!(answers.iter().all(|status| *status == StatusCode::CONFLICT), "{answers:?}");
        assert_eq!(balance(&world, &id).await, 500);
        // Six different customers cannot use it: it is its owner's.
        let stranger = world.newcomer().await;
        assert_eq!(enter(&world, stranger, &code).await.1["type"], "/problems/unknown-code");
        assert_eq!(
            world.call(Method::PUT, "/cart/gift-card", stranger, Some(json!({ "id": id }))).await.0,
            StatusCode::NOT_FOUND
        );
        // The balance is taken by orders that wait, and never more than there is.
        world.add(who, "album", ALBUM).await;
        world.call(Method::PUT, "/cart/gift-card", who, Some(json!({ "id": id }))).await;
        let orders: Vec<_> = stream::iter((0..30).map(|_| {
            let world: &World = &world;
            async move { world.keyed("/orders", who, &fresh_key(), Some(World::order_body(891))).await }
        }))
        .buffer_unordered(30)
        .collect()
        .await;
        let by_card: i64 =
            orders.iter().filter_map(|(_, order, _)| order["gift_card"]["amount"]["amount"].as_i64()).sum();
        assert_eq!((by_card, balance(&world, &id).await), (500, 0), "{}", world.engine());
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn what_an_order_held_goes_back_to_the_card_when_it_closes() {
    for world in worlds().await {
        let (id, code) = issue(&world, 500).await;
        let who = world.newcomer().await;
        world.add(who, "album", ALBUM).await;
        enter(&world, who, &code).await;
        let order = world.order(who).await;
        world.post(&format!("/orders/{order}/cancel"), who, Value::Null).await;
        assert_eq!(balance(&world, &id).await, 500);
        world.call(Method::PUT, "/cart/gift-card", who, Some(json!({ "id": id }))).await;
        // Late money: the card is still there, so the order is kept.
        let order = world.order(who).await;
        let page = world.open_page(who, order).await;
        world.clock.advance(std::time::Duration::from_secs(1_790));
        world.card(&page, GOOD).await;
        world.clock.advance(std::time::Duration::from_secs(20));
        store::orders::expire_orders(&world.shop, world.clock.now()).await.unwrap();
        assert_eq!(balance(&world, &id).await, 500);
        assert_eq!(world.settle(who, order).await["status"], "paid");
        assert_eq!(balance(&world, &id).await, 0);
        let kinds: Vec<Value> = world.shown(&format!("/gift-cards/{id}")).await["entries"]
            .as_array()
            .unwrap()
            .iter()
            .map(|entry| entry["kind"].clone())
            .collect();
        assert_eq!(kinds.len(), 6, "{kinds:?}");
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_code_is_shown_once_and_mailed_and_a_blocked_card_does_not_pay() {
    for world in worlds().await {
        let key = fresh_key();
        let body = json!({ "amount": usd(2_000), "recipient_name": "Ana", "recipient_email": "ana@example.com", "message": "For you" });
        let headers = [("idempotency-key", key.as_str())];
        let (status, _, made) =
            world.staff(Method::POST, "/gift-cards", Role::SalesManager, &headers, Some(body.clone())).await;
        assert_eq!((status, &made["mailed"]), (StatusCode::CREATED, &json!(true)));
        let code = made["code"].as_str().unwrap();
        let (status, headers_back, again) =
            world.staff(Method::POST, "/gift-cards", Role::SalesManager, &headers, Some(body)).await;
        assert_eq!((status, &again["code"]), (StatusCode::CREATED, &Value::Null), "the code is not kept");
        assert!(headers_back.contains_key("idempotency-replayed"));
        assert_eq!(world.count("select count(*) from gift_cards").await, 1);
        assert_eq!(world.count("select count(*) from outbox where topic = 'gift_card.mail'").await, 1);
        assert_eq!(world.count(&format!("select count(*) from gift_cards where code_hash like '%{code}%'")).await, 0);
        assert_eq!(world.count(&format!("select count(*) from idempotency_keys where body like '%{code}%'")).await, 0);
        let id = made["gift_card"]["id"].as_str().unwrap();
        let path = format!("/gift-cards/{id}/status");
        let block = Some(json!({ "status": "blocked" }));
        let (status, _, card) =
            world.staff(Method::PUT, &path, Role::SalesManager, &[("if-match", "\"1\"")], block).await;
        assert_eq!((status, &card["status"]), (StatusCode::OK, &json!("blocked")));
        let who = world.newcomer().await;
        assert_eq!(enter(&world, who, code).await.1["type"], "/problems/gift-card-not-usable");
        let (status, _, _) = world.staff(Method::GET, "/gift-cards", Role::SupportAgent, &[], None).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        assert_eq!(world.shown("/gift-cards?q=ana@").await["items"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_refund_goes_first_to_where_money_came_from_and_then_to_the_card() {
    for world in worlds().await {
        let (id, code) = issue(&world, 500).await;
        let who = world.newcomer().await;
        world.add(who, "album", ALBUM).await;
        enter(&world, who, &code).await;
        let order = world.order(who).await;
        world.pay(who, order).await;
        let refund = async |cents: i64, key: &str| {
            let request = store::orders::RefundRequest {
                amount: kernel::Money::usd(cents),
                reason: "As asked",
                key,
                by: None,
                lines: &[],
            };
            store::orders::refund(&world.shop, order, &request).await
        };
        // 3.91 by card, 5.00 by gift card.
        assert_eq!(refund(300, "first").await.unwrap().amount.amount, 300);
        assert_eq!(balance(&world, &id).await, 0, "money first");
        for _ in 0..2 {
            assert_eq!(refund(200, "second").await.unwrap().amount.amount, 200, "the same key is the same refund");
        }
        assert_eq!(balance(&world, &id).await, 109);
        assert!(matches!(
            refund(400, "third").await,
            Err(store::orders::RefundError::TooMuch { left }) if left.amount == 391
        ));
        refund(391, "fourth").await.unwrap();
        assert_eq!(balance(&world, &id).await, 500);
        assert_eq!(world.status(who, order).await, "refunded");
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_refund_of_a_line_that_both_payments_paid_is_for_that_line_on_both() {
    for world in worlds().await {
        let (id, code) = issue(&world, 500).await;
        let who = world.newcomer().await;
        world.add(who, "album", ALBUM).await;
        world.add(who, "track", 2).await;
        enter(&world, who, &code).await;
        let order = world.order(who).await;
        // 9.90: 4.90 by card, 5.00 by gift card.
        let paid = world.pay(who, order).await;
        let line = paid["lines"][0]["id"].as_str().unwrap().parse().unwrap();
        let request = store::orders::RefundRequest {
            amount: kernel::Money::usd(891),
            lines: &[store::orders::LineRefund { line, cents: 891 }],
            reason: "As asked",
            key: "line",
            by: None,
        };
        for _ in 0..2 {
            assert_eq!(store::orders::refund(&world.shop, order, &request).await.unwrap().amount.amount, 891);
        }
        assert_eq!((world.status(who, order).await.as_str(), balance(&world, &id).await), ("partially_refunded", 401));
        let left = format!("select count(*) from entitlements where order_id = '{order}' and revoked_at is null");
        assert_eq!(world.count(&left).await, 1, "the album went back, the track stays");
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn what_a_gift_card_paid_is_listed_and_refunded_at_the_desk() {
    for world in worlds().await {
        let (id, code) = issue(&world, 500).await;
        let who = world.newcomer().await;
        world.add(who, "album", ALBUM).await;
        enter(&world, who, &code).await;
        let both = world.order(who).await;
        world.pay(who, both).await;
        let (_, code) = issue(&world, 500).await;
        world.add(who, "track", 15).await;
        enter(&world, who, &code).await;
        let by_card = world.order(who).await;
        let list = world.desk_get(&format!("/admin/orders?customer={who}"), NANCY).await;
        let mut providers: Vec<&str> =
            list["items"].as_array().unwrap().iter().map(|order| order["provider"].as_str().unwrap()).collect();
        providers.sort_unstable();
        assert_eq!(providers, ["gift_card", "test"], "{}", world.engine());
        for (order, cents) in [(both, 891), (by_card, 99)] {
            let path = format!("/admin/orders/{order}");
            let desk = world.desk_get(&path, NANCY).await;
            assert_eq!((&desk["refundable"], &desk["refund_hindrance"]), (&usd(cents), &Value::Null));
            let all = json!({ "amount": usd(cents), "reason": "As asked" });
            let desk = world.desk_post(&format!("{path}/refunds"), NANCY, all).await;
            assert_eq!((&desk["refundable"], &desk["order"]["status"]), (&usd(0), &json!("refunded")));
        }
        assert_eq!(balance(&world, &id).await, 500);
        world.books_are_right().await;
    }
}
