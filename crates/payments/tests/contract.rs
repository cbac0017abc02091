//! What every provider promises, checked on the test gateway over both SQL engines.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use std::time::Duration;

use kernel::Money;
use payments::{
    GatewayError, PaymentState, RefundState,
    test::{ApiFault, Operation},
};
use support::{DECLINED, GOOD, PROCESSING, PROCESSING_FAILS, SETTLE_AFTER, TIMES_OUT, World, worlds};

fn declined_code(error: &GatewayError) -> &str {
    match error {
        GatewayError::Declined(decline) => &decline.code,
        other => panic!("expected a refusal, got {other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_opens_one_checkout_however_often_it_is_sent() {
    for world in worlds().await {
        let request = world.request();
        let calls = (0..50).map(|_| {
            let (gateway, request) = (world.gateway.clone(), request.clone());
            tokio::spawn(async move { gateway.create_checkout(&request).await.unwrap() })
        });
        let calls: Vec<_> = calls.collect();
        let mut answers = Vec::new();
        for call in calls {
            answers.push(call.await.unwrap());
        }
        assert!(answers.iter().all(|answer| *answer == answers[0]));
        assert!(answers[0].redirect_url.starts_with("http://shop.example/test-gateway/checkout/"));
    }
}

#[tokio::test]
async fn a_key_with_other_parameters_is_our_mistake() {
    for world in worlds().await {
        let request = world.request();
        world.gateway.create_checkout(&request).await.unwrap();
        let mut other = request.clone();
        other.amount = Money::usd(999);
        assert!(matches!(world.gateway.create_checkout(&other).await, Err(GatewayError::Invalid(_))));
        // The first answer stands, even after the page has expired.
        world.clock.advance(Duration::from_secs(7_200));
        assert!(world.gateway.create_checkout(&request).await.is_ok());
    }
}

#[tokio::test]
async fn what_makes_no_sense_is_our_mistake() {
    for world in worlds().await {
        let mut requests = vec![world.request(); 5];
        requests[0].amount = Money::usd(0);
        requests[1].idempotency_key = String::new();
        requests[2].return_url = "javascript:alert(1)".into();
        requests[3].cancel_url = "/relative".into();
        requests[4].expires_at = world.clock.now();
        for request in &requests {
            let answer = world.gateway.create_checkout(request).await;
            assert!(matches!(answer, Err(GatewayError::Invalid(_))), "{answer:?}");
        }
        assert!(matches!(world.gateway.lookup("tgc_unknown").await, Err(GatewayError::Invalid(_))));
        assert!(matches!(world.gateway.cancel("tgc_unknown").await, Err(GatewayError::Invalid(_))));
    }
}

#[tokio::test]
async fn a_paid_checkout_is_a_fact_with_order_and_amount() {
    for world in worlds().await {
        let request = world.request();
        let provider_ref = world.gateway.create_checkout(&request).await.unwrap().provider_ref;
        let before = world.gateway.lookup(&provider_ref).await.unwrap();
        assert_eq!((before.state, before.decline), (PaymentState::RequiresAction, None));
        let page = world.pay(&provider_ref, GOOD).await;
        assert_eq!(page.location(), request.return_url);
        let fact = world.gateway.lookup(&provider_ref).await.unwrap();
        assert_eq!(fact.state, PaymentState::Succeeded);
        assert_eq!((fact.provider, fact.order_id), ("test", request.order_id));
        assert_eq!((fact.amount, fact.refunded), (Money::usd(1_000), Money::usd(0)));
        assert_eq!(fact.at, world.clock.now());
    }
}

#[tokio::test]
async fn a_declined_card_leaves_the_checkout_open_for_another() {
    for world in worlds().await {
        let provider_ref = world.checkout().await;
        world.pay(&provider_ref, DECLINED).await;
        let fact = world.gateway.lookup(&provider_ref).await.unwrap();
        assert_eq!(fact.state, PaymentState::RequiresAction);
        let decline = fact.decline.unwrap();
        assert_eq!(decline.code, "card_declined");
        assert!(decline.message.contains("another card"));
        world.pay(&provider_ref, GOOD).await;
        let fact = world.gateway.lookup(&provider_ref).await.unwrap();
        assert_eq!((fact.state, fact.decline), (PaymentState::Succeeded, None));
    }
}

#[tokio::test]
async fn what_the_bank_is_still_checking_settles_by_itself() {
    for world in worlds().await {
        for (card, outcome) in [(PROCESSING, PaymentState::Succeeded), (PROCESSING_FAILS, PaymentState::Failed)] {
            let provider_ref = world.checkout().await;
            world.pay(&provider_ref, card).await;
            assert_eq!(world.gateway.lookup(&provider_ref).await.unwrap().state, PaymentState::Processing);
            world.clock.advance(SETTLE_AFTER);
            let fact = world.gateway.lookup(&provider_ref).await.unwrap();
            assert_eq!(fact.state, outcome);
            assert_eq!(fact.decline.is_some(), outcome == PaymentState::Failed);
        }
    }
}

#[tokio::test]
async fn a_silent_bank_is_unknown_until_it_answers() {
    for world in worlds().await {
        let provider_ref = world.checkout().await;
        world.pay(&provider_ref, TIMES_OUT).await;
        assert!(matches!(world.gateway.lookup(&provider_ref).await, Err(GatewayError::Unknown(_))));
        world.clock.advance(SETTLE_AFTER);
        assert_eq!(world.gateway.lookup(&provider_ref).await.unwrap().state, PaymentState::Succeeded);
    }
}

#[tokio::test]
async fn a_canceled_or_expired_checkout_takes_no_money() {
    for world in worlds().await {
        let canceled = world.checkout().await;
        assert_eq!(world.gateway.cancel(&canceled).await.unwrap().state, PaymentState::Canceled);
        assert_eq!(world.gateway.cancel(&canceled).await.unwrap().state, PaymentState::Canceled);
        let expired = world.checkout().await;
        let paid = world.paid().await;
        assert_eq!(
            world.gateway.cancel(&paid).await.unwrap().state,
            PaymentState::Succeeded,
            "the customer was faster"
        );
        world.clock.advance(Duration::from_secs(1_800));
        assert_eq!(world.gateway.lookup(&expired).await.unwrap().state, PaymentState::Expired);
        assert_eq!(world.gateway.cancel(&expired).await.unwrap().state, PaymentState::Expired);
        assert_eq!(world.gateway.lookup(&paid).await.unwrap().state, PaymentState::Succeeded);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn refunds_never_exceed_what_was_captured() {
    for world in worlds().await {
        let provider_ref = world.paid().await;
        let calls: Vec<_> = (0..40)
            .map(|n| {
                let (gateway, provider_ref) = (world.gateway.clone(), provider_ref.clone());
                tokio::spawn(async move {
                    gateway.refund(&format!("refund:{n}"), &provider_ref, Money::usd(300), "damaged").await
                })
            })
            .collect();
        let mut accepted = 0;
        for call in calls {
            match call.await.unwrap() {
                Ok(refund) => {
                    assert_eq!(refund.state, RefundState::Succeeded);
                    accepted += 1;
                }
                Err(error) => assert_eq!(declined_code(&error), "refund_exceeds_payment"),
            }
        }
        assert_eq!(accepted, 3);
        assert_eq!(world.gateway.lookup(&provider_ref).await.unwrap().refunded, Money::usd(900));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn one_key_refunds_once_however_often_it_is_sent() {
    for world in worlds().await {
        let provider_ref = world.paid().await;
        let calls: Vec<_> = (0..20)
            .map(|_| {
                let (gateway, provider_ref) = (world.gateway.clone(), provider_ref.clone());
                tokio::spawn(async move {
                    gateway.refund("refund:1", &provider_ref, Money::usd(400), "damaged").await.unwrap()
                })
            })
            .collect();
        let mut refunds = Vec::new();
        for call in calls {
            refunds.push(call.await.unwrap());
        }
        assert!(refunds.iter().all(|refund| *refund == refunds[0]));
        assert_eq!(world.gateway.lookup(&provider_ref).await.unwrap().refunded, Money::usd(400));
        let other = world.gateway.refund("refund:1", &provider_ref, Money::usd(500), "damaged").await;
        assert!(matches!(other, Err(GatewayError::Invalid(_))), "{other:?}");
    }
}

#[tokio::test]
async fn a_refund_that_cannot_be_says_why() {
    for world in worlds().await {
        let refund =
            async |provider_ref: &str, key: &str, amount| world.gateway.refund(key, provider_ref, amount, "").await;
        let open = world.checkout().await;
        assert_eq!(declined_code(&refund(&open, "a", Money::usd(1)).await.unwrap_err()), "not_captured");
        let paid = world.paid().await;
        let yen = Money::new(1, "JPY".parse().unwrap());
        for amount in [Money::usd(0), Money::usd(-1), yen] {
            assert!(matches!(refund(&paid, "b", amount).await, Err(GatewayError::Invalid(_))), "{amount}");
        }
        refund(&paid, "c", Money::usd(1_000)).await.unwrap();
        assert_eq!(declined_code(&refund(&paid, "d", Money::usd(1)).await.unwrap_err()), "charge_already_refunded");
        // A key whose refund was refused is free for a refund that is right.
        world.pay(&open, GOOD).await;
        assert!(refund(&open, "a", Money::usd(1)).await.is_ok());
    }
}

async fn unknown_then_well(world: &World, fault: ApiFault) {
    world.dial.fail_next(Operation::Create, fault, 1);
    let request = world.request();
    let lost = world.gateway.create_checkout(&request).await;
    assert!(matches!(lost, Err(GatewayError::Unknown(_))), "{fault:?}: {lost:?}");
    let provider_ref = world.gateway.create_checkout(&request).await.unwrap().provider_ref;
    world.pay(&provider_ref, GOOD).await;
    for operation in [Operation::Lookup, Operation::Refund] {
        world.dial.fail_next(operation, fault, 1);
    }
    assert!(matches!(world.gateway.lookup(&provider_ref).await, Err(GatewayError::Unknown(_))));
    let refund = async || world.gateway.refund("r", &provider_ref, Money::usd(600), "").await;
    assert!(matches!(refund().await, Err(GatewayError::Unknown(_))));
    world.gateway.lookup(&provider_ref).await.unwrap();
    let again = refund().await;
    assert!(again.is_ok(), "{fault:?}: {again:?}");
    assert_eq!(world.gateway.lookup(&provider_ref).await.unwrap().refunded, Money::usd(600));
}

#[tokio::test]
async fn an_unclear_answer_is_unknown_and_the_same_key_clears_it_up() {
    for fault in
        [ApiFault::TooManyRequests, ApiFault::ServerError, ApiFault::TimeoutBefore, ApiFault::TimeoutAfterSuccess]
    {
        for world in worlds().await {
            unknown_then_well(&world, fault).await;
        }
    }
}
