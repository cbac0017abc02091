//! Requests that happen once.

use axum::http::{Method, StatusCode};
use futures::future::join_all;
use payments::test::{ApiFault, Operation};
use serde_json::{Value, json};

use crate::support::{GOOD, World, fresh_key, worlds};

#[tokio::test]
async fn fifty_parallel_copies_of_an_order_are_one_order_one_charge_and_one_invoice() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "album", 1).await;
        let key = fresh_key();
        let copies = (0..50).map(|_| world.keyed("/orders", who, &key, Some(World::order_body(891))));
        let answers = join_all(copies).await;
        let ids: std::collections::HashSet<String> =
            answers.iter().map(|(_, body, _)| body["id"].to_string()).collect();
        assert_eq!(ids.len(), 1, "{}: {answers:?}", world.engine());
        assert!(answers.iter().all(|(status, ..)| *status == StatusCode::CREATED));
        assert_eq!(answers.iter().filter(|(_, _, replayed)| !replayed).count(), 1);
        assert_eq!(world.count("select count(*) from orders where source = 'shop'").await, 1);
        let order = answers[0].1["id"].as_str().unwrap().parse().unwrap();
        let key = fresh_key();
        let path = format!("/orders/{order}/pay");
        let presses = join_all((0..50).map(|_| world.keyed(&path, who, &key, None))).await;
        assert!(
            presses
                .iter()
                .all(|(status, body, _)| *status == StatusCode::OK || body["type"] == "/problems/request-in-flight"),
            "{presses:?}"
        );
        assert_eq!(world.count("select count(*) from gateway_checkouts").await, 1);
        let page = world.open_page(who, order).await;
        world.card(&page, GOOD).await;
        join_all((0..50).map(|_| world.settle(who, order))).await;
        assert_eq!(world.tally(order).await, [1, 1, 1, 10]);
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_key_is_required_belongs_to_one_request_and_replays_its_answer() {
    for world in worlds().await {
        let (who, other) = (world.newcomer().await, world.newcomer().await);
        world.add(who, "track", 1).await;
        let key = fresh_key();
        let (status, problem) = world.call(Method::POST, "/orders", who, Some(World::order_body(99))).await;
        assert_eq!((status, &problem["type"]), (StatusCode::BAD_REQUEST, &json!("/problems/idempotency-key-required")));
        assert_eq!(
            world.keyed("/orders", who, "no spaces", Some(World::order_body(99))).await.0,
            StatusCode::BAD_REQUEST
        );
        let (status, first, replayed) = world.keyed("/orders", who, &key, Some(World::order_body(99))).await;
        assert_eq!((status, replayed), (StatusCode::CREATED, false));
        assert_eq!(
            world.keyed("/orders", who, &format!("\"{key}\""), Some(World::order_body(99))).await,
            (StatusCode::CREATED, first, true)
        );
        let (status, problem, _) = world.keyed("/orders", who, &key, Some(World::order_body(100))).await;
        assert_eq!((status.as_u16(), &problem["type"]), (422, &json!("/problems/idempotency-key-reused")));
        world.add(other, "track", 1).await;
        assert!(
            !world.keyed("/orders", other, &key, Some(World::order_body(99))).await.2,
            "keys belong to their caller"
        );
    }
}

#[tokio::test]
async fn definite_refusals_are_kept_and_slips_are_not() {
    for world in worlds().await {
        let who = world.newcomer().await;
        let key = fresh_key();
        let (status, first, _) = world.keyed("/orders", who, &key, Some(World::order_body(99))).await;
        assert_eq!(status, StatusCode::CONFLICT);
        world.add(who, "track", 1).await;
        assert_eq!(
            world.keyed("/orders", who, &key, Some(World::order_body(99))).await,
            (status, first, true),
            "the same request, the same answer"
        );
        let key = fresh_key();
        let mut slip = World::order_body(99);
        slip["billing"]["name"] = json!("");
        assert_eq!(world.keyed("/orders", who, &key, Some(slip)).await.0.as_u16(), 422);
        assert_eq!(
            world.keyed("/orders", who, &key, Some(World::order_body(99))).await.0,
            StatusCode::CREATED,
            "a slip does not use the key up"
        );
    }
}

#[tokio::test]
async fn a_provider_that_does_not_answer_frees_the_key_and_charges_once() {
    for world in worlds().await {
        for fault in
            [ApiFault::TimeoutBefore, ApiFault::TimeoutAfterSuccess, ApiFault::ServerError, ApiFault::TooManyRequests]
        {
            let who = world.newcomer().await;
            world.add(who, "track", 1).await;
            let order = world.order(who).await;
            let before = world.count("select count(*) from gateway_checkouts").await;
            let (key, path) = (fresh_key(), format!("/orders/{order}/pay"));
            world.dial.fail_next(Operation::Create, fault, 1);
            let (status, _, _) = world.keyed(&path, who, &key, None).await;
            assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE, "{fault:?}");
            let (status, body, replayed) = world.keyed(&path, who, &key, None).await;
            assert_eq!((status, replayed), (StatusCode::OK, false), "{fault:?}: {body}");
            assert_eq!(world.count("select count(*) from gateway_checkouts").await, before + 1, "{fault:?}");
            assert_eq!(world.count(&format!("select count(*) from payments where order_id = '{order}'")).await, 1);
        }
    }
}

#[tokio::test]
async fn a_request_in_flight_is_waited_for_and_a_dead_one_taken_over() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        let order = world.order(who).await;
        let (key, path) = (fresh_key(), format!("/orders/{order}/pay"));
        // The process died after it claimed the key and wrote the attempt.
        world.keyed(&path, who, &key, None).await;
        let until = world.clock.now().millis() + 30_000;
        world
            .execute(&format!(
                "update idempotency_keys set status = null, body = null, locked_until = {until} where key = '{key}'"
            ))
            .await;
        world.execute(&format!("update payments set state = 'created', provider_ref = null, redirect_url = null where order_id = '{order}'")).await;
        let (status, headers, bytes) =
            world.raw(Method::POST, &path, Some(who), &[("idempotency-key", &key)], None).await;
        let problem: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/request-in-flight")));
        assert_eq!(headers["retry-after"], "30");
        world.clock.advance(std::time::Duration::from_secs(31));
        let (status, body, replayed) = world.keyed(&path, who, &key, None).await;
        assert_eq!((status, replayed), (StatusCode::OK, false), "{body}");
        assert_eq!(
            world.count("select count(*) from gateway_checkouts").await,
            1,
            "the attempt goes on where it stood"
        );
        assert!(world.keyed(&path, who, &key, None).await.2);
    }
}

#[tokio::test]
async fn a_checkout_whose_name_was_lost_is_found_by_the_reconciler() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        let order = world.order(who).await;
        let page = world.open_page(who, order).await;
        world.card(&page, GOOD).await;
        // The process died before it could write what the provider answered.
        world.execute(&format!("update payments set state = 'created', provider_ref = null, redirect_url = null where order_id = '{order}'")).await;
        assert_eq!(world.settle(who, order).await["status"], "pending_payment");
        world.wait(130).await;
        assert_eq!(world.status(who, order).await, "paid");
        assert_eq!(world.tally(order).await, [1, 1, 1, 1]);
    }
}

#[tokio::test]
async fn an_order_from_two_tabs_with_two_keys_never_charges_for_the_same_music_twice() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        let (first, second) = (world.order(who).await, world.order(who).await);
        let (one, two) = (world.open_page(who, first).await, world.open_page(who, second).await);
        world.card(&one, GOOD).await;
        world.card(&two, GOOD).await;
        assert_eq!(world.settle(who, first).await["status"], "paid");
        let view = world.settle(who, second).await;
        assert_eq!(view["status"], "canceled", "{view}");
        world.wait(1).await;
        let view = world.get(&format!("/orders/{second}"), who).await;
        assert_eq!(
            (&view["status"], &view["refunded"]["amount"], &view["invoice_number"]),
            (&json!("refunded"), &json!(99), &Value::Null)
        );
        assert!(view["last_payment_problem"].as_str().unwrap().contains("sent the money back"));
        assert_eq!(world.count("select count(*) from gateway_checkouts where refunded = amount").await, 1);
        assert_eq!(world.tally(first).await, [1, 1, 1, 1]);
        world.books_are_right().await;
    }
}
