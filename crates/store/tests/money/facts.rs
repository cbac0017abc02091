//! What a provider says about money, in every order it may come.

use kernel::{Money, OrderId};
use payments::{Decline, PaymentFact, PaymentState};
use serde_json::json;
use store::orders::{Applied, apply_payment_fact};

use crate::support::{GOOD, World, worlds};

struct Open {
    who: i64,
    order: OrderId,
    page: String,
}

async fn open(world: &World, track: i64) -> Open {
    let who = world.newcomer().await;
    world.add(who, "track", track).await;
    let order = world.order(who).await;
    Open { who, order, page: world.open_page(who, order).await }
}

fn fact(open: &Open, state: PaymentState) -> PaymentFact {
    let decline = Decline { code: "card_declined".into(), message: "Your card was declined.".into() };
    PaymentFact {
        provider: "test",
        provider_ref: open.page.clone(),
        order_id: open.order,
        state,
        amount: Money::usd(99),
        refunded: Money::usd(0),
        decline: matches!(state, PaymentState::RequiresAction | PaymentState::Failed).then_some(decline),
        at: crate::support::START,
    }
}

async fn apply(world: &World, fact: &PaymentFact) -> Applied {
    let mut tx = world.shop.db.begin().await.unwrap();
    let applied = apply_payment_fact(&mut tx, &world.shop, fact).await.unwrap();
    tx.commit().await.unwrap();
    applied
}

/// Every order of `items`.
fn permutations<T: Copy>(items: &[T]) -> Vec<Vec<T>> {
    if items.is_empty() {
        return vec![Vec::new()];
    }
    let mut all = Vec::new();
    for (place, first) in items.iter().enumerate() {
        let mut rest = items.to_vec();
        rest.remove(place);
        all.extend(permutations(&rest).into_iter().map(|tail| [vec![*first], tail].concat()));
    }
    all
}

#[tokio::test]
async fn facts_in_any_order_come_to_the_same_end() {
    use PaymentState::{Failed, Processing, RequiresAction, Succeeded};
    for world in worlds().await {
        for order in permutations(&[RequiresAction, Processing, Failed, Succeeded]) {
            let open = open(&world, 1).await;
            for state in &order {
                apply(&world, &fact(&open, *state)).await;
            }
            let view = world.get(&format!("/orders/{}", open.order), open.who).await;
            assert_eq!((&view["status"], &view["last_payment_problem"]), (&json!("paid"), &json!(null)), "{order:?}");
            assert_eq!(world.tally(open.order).await, [1, 1, 1, 1], "{order:?}");
        }
        for order in permutations(&[RequiresAction, Processing, Failed]) {
            let open = open(&world, 1).await;
            for state in &order {
                apply(&world, &fact(&open, *state)).await;
            }
            let view = world.get(&format!("/orders/{}", open.order), open.who).await;
            assert_eq!(
                (&view["status"], &view["last_payment_problem"]),
                (&json!("pending_payment"), &json!("Your card was declined.")),
                "{order:?}"
            );
        }
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn the_same_fact_twice_is_a_success_that_changes_nothing() {
    use PaymentState::{Canceled, Expired, Failed, Processing, Succeeded};
    for world in worlds().await {
        for state in [Processing, Failed, Canceled, Expired, Succeeded] {
            let open = open(&world, 1).await;
            assert_ne!(apply(&world, &fact(&open, state)).await, Applied::Unchanged);
            let before = world.get(&format!("/orders/{}", open.order), open.who).await;
            for _ in 0..3 {
                assert_eq!(apply(&world, &fact(&open, state)).await, Applied::Unchanged, "{state}");
            }
            assert_eq!(world.get(&format!("/orders/{}", open.order), open.who).await, before);
        }
    }
}

#[tokio::test]
async fn a_payment_that_does_not_fit_is_held_and_no_goods_are_given() {
    for world in worlds().await {
        let other = open(&world, 2).await;
        let euros = Money::new(99, "EUR".parse().unwrap());
        let wrong: [fn(&mut PaymentFact, OrderId, Money); 4] = [
            |fact, _, _| fact.amount = Money::usd(98),
            |fact, _, _| fact.amount = Money::usd(100),
            |fact, _, euros| fact.amount = euros,
            |fact, other, _| fact.order_id = other,
        ];
        for change in wrong {
            let open = open(&world, 1).await;
            let mut fact = fact(&open, PaymentState::Succeeded);
            change(&mut fact, other.order, euros);
            for _ in 0..2 {
                assert_eq!(apply(&world, &fact).await, Applied::Held);
            }
            assert_eq!(world.status(open.who, open.order).await, "pending_payment");
            assert_eq!(world.tally(open.order).await, [0, 0, 0, 0]);
            let held =
                format!("select count(*) from audit_log where entity_id = '{}' and action = 'order.held'", open.order);
            assert_eq!(world.count(&held).await, 1, "it is told once");
            world.wait(2_000).await;
            assert_eq!(world.status(open.who, open.order).await, "pending_payment", "a held order waits for a person");
        }
    }
}

#[tokio::test]
async fn an_unknown_payment_is_said_to_be_unknown() {
    for world in worlds().await {
        let mut open = open(&world, 1).await;
        open.page = "tgc_nobody".to_owned();
        assert_eq!(apply(&world, &fact(&open, PaymentState::Succeeded)).await, Applied::UnknownPayment);
    }
}

#[tokio::test]
async fn money_that_comes_after_the_order_expired_brings_the_music_if_it_is_still_sold() {
    for world in worlds().await {
        let open = open(&world, 1).await;
        world.clock.advance(std::time::Duration::from_secs(1_801));
        store::orders::expire_orders(&world.shop, world.clock.now()).await.unwrap();
        assert_eq!(world.status(open.who, open.order).await, "expired");
        assert_eq!(apply(&world, &fact(&open, PaymentState::Succeeded)).await, Applied::Paid);
        assert_eq!(world.status(open.who, open.order).await, "paid");
        assert_eq!(world.tally(open.order).await, [1, 1, 1, 1]);
    }
}

#[tokio::test]
async fn late_money_for_what_is_no_longer_sold_goes_back_by_itself() {
    for world in worlds().await {
        let open = open(&world, 1).await;
        world.card(&open.page, GOOD).await;
        world.execute(&format!("update orders set status = 'expired' where id = '{}'", open.order)).await;
        world.execute("update tracks set status = 'withdrawn' where id = 1").await;
        world.settle(open.who, open.order).await;
        assert_eq!(world.tally(open.order).await, [1, 0, 0, 0]);
        world.wait(1).await;
        let view = world.get(&format!("/orders/{}", open.order), open.who).await;
        assert_eq!((&view["status"], &view["refunded"]["amount"]), (&json!("refunded"), &json!(99)));
        assert_eq!(world.count("select count(*) from gateway_checkouts where refunded = 99").await, 1);
        let number = view["number"].as_str().unwrap();
        let sums = world.desk_get(&format!("/admin/orders/totals?q={number}"), crate::support::NANCY).await;
        assert_eq!(
            [&sums["paid"]["amount"], &sums["refunded"]["amount"], &sums["net"]["amount"]],
            [&json!(0), &json!(99), &json!(0)],
            "what was never earned is not lost"
        );
        let notice = format!(
            "select count(*) from outbox where topic = 'mail' and dedupe_key like 'refund:%' and payload like '%{}%'",
            open.order
        );
        assert_eq!(world.count(&notice).await, 1);
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn what_was_withdrawn_while_an_order_waited_is_still_given() {
    for world in worlds().await {
        let open = open(&world, 1).await;
        world.execute("update tracks set status = 'withdrawn' where id = 1").await;
        world.card(&open.page, GOOD).await;
        assert_eq!(world.settle(open.who, open.order).await["status"], "paid", "an order is a promise");
        assert_eq!(world.tally(open.order).await, [1, 1, 1, 1]);
    }
}

#[tokio::test]
async fn tracks_that_came_through_another_order_meanwhile_are_paid_back() {
    for world in worlds().await {
        let who = world.newcomer().await;
        world.add(who, "album", 1).await;
        let album = world.order(who).await;
        let page = world.open_page(who, album).await;
        world.call(axum::http::Method::DELETE, "/cart", who, None).await;
        world.buy(who, &[("track", 1)]).await;
        world.card(&page, GOOD).await;
        assert_eq!(world.settle(who, album).await["status"], "paid");
        world.wait(1).await;
        let view = world.get(&format!("/orders/{album}"), who).await;
        assert_eq!((&view["status"], &view["refunded"]["amount"]), (&json!("partially_refunded"), &json!(90)));
        assert_eq!(world.get("/customers/me/owned", who).await["album_ids"], json!([1]));
        assert_eq!(world.tally(album).await, [1, 1, 1, 9]);
        let lines = "select cast(sum(amount_cents) as bigint) from refund_lines";
        assert_eq!(world.count(lines).await, 90, "the line has less left to refund");
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn a_second_success_of_one_order_goes_back_as_a_whole() {
    for world in worlds().await {
        let open = open(&world, 1).await;
        apply(&world, &fact(&open, PaymentState::Failed)).await;
        let second = world.open_page(open.who, open.order).await;
        world.card(&second, GOOD).await;
        world.settle(open.who, open.order).await;
        world.card(&open.page, GOOD).await;
        assert_eq!(apply(&world, &fact(&open, PaymentState::Succeeded)).await, Applied::SentBack);
        world.wait(1).await;
        let view = world.get(&format!("/orders/{}", open.order), open.who).await;
        assert_eq!(
            (&view["status"], &view["refunded"]["amount"]),
            (&json!("paid"), &json!(0)),
            "the order is paid, once"
        );
        assert_eq!(world.count("select count(*) from gateway_checkouts where refunded = 99").await, 1);
        world.books_are_right().await;
    }
}
