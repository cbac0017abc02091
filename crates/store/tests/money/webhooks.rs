//! Webhooks: many, none, early, late, forged.

use axum::http::StatusCode;
use futures::future::join_all;
use payments::test::{ApiFault, Operation};
use serde_json::json;

use crate::support::{GOOD, START, World, signature, worlds};

async fn fifty(world: &World, event: &str, page: &str) {
    let answers = join_all((0..50).map(|_| world.webhook(event, page))).await;
    assert!(answers.iter().all(|status| *status == StatusCode::OK), "{answers:?}");
}

#[tokio::test]
async fn fifty_webhooks_before_after_and_without_the_return_page_are_one_paid_order_and_one_receipt() {
    for world in worlds().await {
        for way in ["before", "after", "without", "at once"] {
            let who = world.newcomer().await;
            world.add(who, "album", 1).await;
            let order = world.order(who).await;
            let page = world.open_page(who, order).await;
            world.card(&page, GOOD).await;
            let event = format!("tge_{order}");
            match way {
                "before" => {
                    fifty(&world, &event, &page).await;
                    world.work().await;
                    world.settle(who, order).await;
                }
                "after" => {
                    world.settle(who, order).await;
                    fifty(&world, &event, &page).await;
                    world.work().await;
                }
                "without" => {
                    fifty(&world, &event, &page).await;
                    world.work().await;
                }
                _ => {
                    fifty(&world, &event, &page).await;
                    let workers = join_all((0..5).map(|_| world.work()));
                    let pages = join_all((0..20).map(|_| world.settle(who, order)));
                    tokio::join!(workers, pages);
                }
            }
            assert_eq!(world.status(who, order).await, "paid", "{way}");
            assert_eq!(world.tally(order).await, [1, 1, 1, 10], "{way}");
            assert_eq!(
                world.count(&format!("select count(*) from outbox where dedupe_key = 'order.paid:{order}'")).await,
                1
            );
            assert_eq!(
                world.count(&format!("select count(*) from provider_events where event_id = '{event}'")).await,
                1
            );
        }
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn events_of_many_kinds_about_one_payment_are_one_paid_order() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        let order = world.order(who).await;
        let page = world.open_page(who, order).await;
        world.card(&page, GOOD).await;
        for event in 0..20 {
            world.webhook(&format!("tge_{event}"), &page).await;
        }
        join_all((0..4).map(|_| world.work())).await;
        assert_eq!(world.tally(order).await, [1, 1, 1, 1]);
        assert_eq!(world.count("select count(*) from provider_events where processed_at is null").await, 0);
        assert_eq!(world.count("select count(*) from provider_events where outcome = 'paid'").await, 1);
    }
}

#[tokio::test]
async fn only_fresh_events_of_our_provider_are_believed() {
    for world in worlds().await {
        let body =
            json!({ "id": "tge_1", "type": "payment.succeeded", "data": { "object": { "id": "tgc_1" } } }).to_string();
        let good = signature(&body, START);
        let old = signature(&body, kernel::Timestamp::from_seconds(START.seconds() - 301));
        for (bytes, header) in [
            (body.replace("tgc_1", "tgc_2").as_str(), good.as_str()),
            (body.as_str(), old.as_str()),
            (body.as_str(), ""),
            (body.as_str(), "t=1,v1=00"),
            ("{}", signature("{}", START).as_str()),
        ] {
            assert_eq!(world.webhook_bytes(bytes, header).await, StatusCode::BAD_REQUEST, "{bytes} {header}");
        }
        assert_eq!(world.count("select count(*) from provider_events").await, 0);
        let large = format!("{{\"x\":\"{}\"}}", "x".repeat(300 * 1024));
        let status = world.webhook_bytes(&large, &signature(&large, START)).await;
        assert_eq!(status, StatusCode::PAYLOAD_TOO_LARGE);
        assert_eq!(world.webhook_bytes(&body, &good).await, StatusCode::OK);
    }
}

#[tokio::test]
async fn an_event_is_tried_again_while_the_provider_is_silent_and_parked_when_nobody_knows_it() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        let order = world.order(who).await;
        let page = world.open_page(who, order).await;
        world.card(&page, GOOD).await;
        world.webhook("tge_known", &page).await;
        world.dial.fail_next(Operation::Lookup, ApiFault::ServerError, 3);
        for _ in 0..4 {
            world.clock.advance(std::time::Duration::from_secs(5));
            store::orders::process_events(&world.shop, world.clock.now()).await.unwrap();
        }
        assert_eq!(world.status(who, order).await, "paid");
        world.webhook("tge_unknown", "tgc_nobody").await;
        for _ in 0..25 {
            world.clock.advance(std::time::Duration::from_secs(3_700));
            store::orders::process_events(&world.shop, world.clock.now()).await.unwrap();
        }
        let parked = "select count(*) from provider_events where event_id = 'tge_unknown' and parked_at is not null and attempts = 20";
        assert_eq!(world.count(parked).await, 1);
    }
}
