//! Money that goes back.

use futures::future::join_all;
use kernel::{Money, OrderId};
use payments::{
    RefundState,
    test::{ApiFault, Operation},
};
use serde_json::json;
use store::orders::{RefundError, RefundRequest, RefundView, refund};

use crate::support::{World, worlds};

async fn send_back(world: &World, order: OrderId, cents: i64, key: &str) -> Result<RefundView, RefundError> {
    refund(
        &world.shop,
        order,
        &RefundRequest { amount: Money::usd(cents), lines: &[], reason: "You asked for it.", key, by: None },
    )
    .await
}

/// An order of ten dollars.
async fn ten_dollars(world: &World) -> (i64, OrderId) {
    let who = world.newcomer().await;
    world.execute("update tracks set price_cents = 500 where id in (1, 2)").await;
    let order = world.buy(who, &[("track", 1), ("track", 2)]).await;
    (who, order)
}

#[tokio::test]
async fn of_forty_refunds_at_once_only_those_that_fit_are_made() {
    for world in worlds().await {
        let (who, order) = ten_dollars(&world).await;
        let keys: Vec<String> = (0..40).map(|n| format!("refund-{n}")).collect();
        let answers = join_all(keys.iter().map(|key| send_back(&world, order, 300, key))).await;
        let made = answers.iter().filter(|answer| answer.is_ok()).count();
        assert_eq!(made, 3, "{}: {answers:?}", world.engine());
        assert!(answers.iter().all(|answer| matches!(answer, Ok(_) | Err(RefundError::TooMuch { .. }))));
        let view = world.get(&format!("/orders/{order}"), who).await;
        assert_eq!((&view["status"], &view["refunded"]["amount"]), (&json!("partially_refunded"), &json!(900)));
        assert_eq!(world.count("select refunded from gateway_checkouts where amount = 1000").await, 900);
        let Err(RefundError::TooMuch { left }) = send_back(&world, order, 101, "more").await else {
            panic!("too much")
        };
        assert_eq!(left, Money::usd(100));
        send_back(&world, order, 100, "rest").await.unwrap();
        assert_eq!(world.status(who, order).await, "refunded");
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_whole_refund_takes_the_music_back_and_a_part_does_not() {
    for world in worlds().await {
        let (who, order) = ten_dollars(&world).await;
        send_back(&world, order, 400, "part").await.unwrap();
        assert_eq!(world.get("/customers/me/owned", who).await["track_ids"], json!([1, 2]));
        send_back(&world, order, 600, "rest").await.unwrap();
        assert_eq!(world.get("/customers/me/owned", who).await["track_ids"], json!([]));
        assert_eq!(world.count("select count(*) from outbox where topic = 'order.refunded'").await, 2);
        let order = world.buy(who, &[("track", 1)]).await;
        assert_eq!(world.tally(order).await, [1, 1, 1, 1], "and it can be bought again");
    }
}

#[tokio::test]
async fn one_key_is_one_refund_and_a_lost_answer_is_asked_for_again() {
    for world in worlds().await {
        let (who, order) = ten_dollars(&world).await;
        for fault in [ApiFault::TimeoutAfterSuccess, ApiFault::TimeoutBefore] {
            let key = format!("{fault:?}");
            world.dial.fail_next(Operation::Refund, fault, 1);
            assert_eq!(send_back(&world, order, 200, &key).await.unwrap().state, RefundState::Pending);
            assert_eq!(send_back(&world, order, 200, &key).await.unwrap().amount, Money::usd(200));
            world.wait(120).await;
            assert_eq!(send_back(&world, order, 200, &key).await.unwrap().state, RefundState::Succeeded);
        }
        assert!(matches!(send_back(&world, order, 300, "TimeoutBefore").await, Err(RefundError::KeyReused)));
        assert_eq!(world.get(&format!("/orders/{order}"), who).await["refunded"]["amount"], 400);
        assert_eq!(world.count("select refunded from gateway_checkouts where amount = 1000").await, 400);
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn what_cannot_be_refunded_is_refused_with_its_reason() {
    for world in worlds().await {
        let (_, order) = ten_dollars(&world).await;
        assert!(matches!(send_back(&world, order, 0, "zero").await, Err(RefundError::WrongAmount)));
        let euros = RefundRequest {
            amount: Money::new(100, "EUR".parse().unwrap()),
            lines: &[],
            reason: "",
            key: "euros",
            by: None,
        };
        assert!(matches!(refund(&world.shop, order, &euros).await, Err(RefundError::WrongAmount)));
        world.execute(&format!("update orders set status = 'disputed' where id = '{order}'")).await;
        assert!(matches!(send_back(&world, order, 100, "disputed").await, Err(RefundError::Disputed)));
        let who = world.newcomer().await;
        world.add(who, "track", 3).await;
        let unpaid = world.order(who).await;
        assert!(matches!(send_back(&world, unpaid, 99, "unpaid").await, Err(RefundError::NotPaid)));
        let imported = world.get("/orders", 1).await["items"][0]["id"].as_str().unwrap().parse().unwrap();
        assert!(matches!(send_back(&world, imported, 99, "imported").await, Err(RefundError::NotPaid)));
    }
}

#[tokio::test]
async fn money_sent_back_at_the_provider_by_hand_is_counted() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "track", 1).await;
        let order = world.order(who).await;
        let page = world.open_page(who, order).await;
        world.card(&page, crate::support::GOOD).await;
        world.settle(who, order).await;
        world.shop.gateway.refund("by-hand", &page, Money::usd(99), "").await.unwrap();
        world.webhook("tge_refunded", &page).await;
        world.work().await;
        let view = world.get(&format!("/orders/{order}"), who).await;
        assert_eq!((&view["status"], &view["refunded"]["amount"]), (&json!("refunded"), &json!(99)));
        world.webhook("tge_again", &page).await;
        world.work().await;
        world.books_are_right().await;
    }
}
