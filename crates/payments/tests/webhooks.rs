//! Webhooks over real HTTP, on good days and bad ones.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use std::time::Duration;

use axum::http::StatusCode;
use payments::{Gateway, MAX_WEBHOOK_BYTES, WebhookError, test::Deliveries};
use support::{DECLINED, GOOD, PROCESSING, SETTLE_AFTER, TIMES_OUT, worlds};

#[tokio::test]
async fn every_change_is_told_and_signed() {
    for world in worlds().await {
        let provider_ref = world.checkout().await;
        world.pay(&provider_ref, DECLINED).await;
        world.pay(&provider_ref, GOOD).await;
        world.gateway.refund("r", &provider_ref, kernel::Money::usd(100), "").await.unwrap();
        assert_eq!(world.deliver().await, Deliveries { arrived: 3, failed: 0 });
        assert_eq!(world.deliver().await, Deliveries::default(), "each once");
        let mut kinds = world.receiver.kinds();
        kinds.sort();
        assert_eq!(kinds, ["payment.declined", "payment.refunded", "payment.succeeded"]);
        let heard = world.receiver.heard.lock().unwrap().clone();
        for event in heard.into_iter().map(Result::unwrap) {
            assert_eq!((event.provider, event.object_ref.as_str()), ("test", provider_ref.as_str()));
        }
    }
}

#[tokio::test]
async fn what_settles_by_itself_is_told_when_its_time_comes() {
    for world in worlds().await {
        let slow = world.checkout().await;
        world.pay(&slow, PROCESSING).await;
        let silent = world.checkout().await;
        world.pay(&silent, TIMES_OUT).await;
        world.checkout().await;
        world.deliver().await;
        assert_eq!(world.receiver.kinds(), ["payment.processing"]);
        world.clock.advance(SETTLE_AFTER);
        world.deliver().await;
        assert_eq!(world.receiver.kinds()[1..], ["payment.succeeded", "payment.succeeded"]);
        world.clock.advance(Duration::from_secs(1_800));
        world.deliver().await;
        assert_eq!(world.receiver.kinds()[3..], ["payment.expired"]);
    }
}

#[tokio::test]
async fn a_webhook_is_tried_again_with_longer_waits_until_it_arrives() {
    for world in worlds().await {
        world.paid().await;
        world.receiver.answer(StatusCode::INTERNAL_SERVER_ERROR);
        for wait in [1, 2, 4] {
            assert_eq!(world.deliver().await, Deliveries { arrived: 0, failed: 1 });
            world.clock.advance(Duration::from_secs(wait) - Duration::from_millis(1));
            assert_eq!(world.deliver().await, Deliveries::default(), "not before its time");
            world.clock.advance(Duration::from_millis(1));
        }
        world.receiver.answer(StatusCode::NO_CONTENT);
        assert_eq!(world.deliver().await, Deliveries { arrived: 1, failed: 0 });
        let heard = world.receiver.heard.lock().unwrap().clone();
        assert_eq!(heard.len(), 4);
        // Signed anew each time, the same event each time.
        assert!(heard.iter().all(|event| *event == heard[0] && event.is_ok()));
    }
}

#[tokio::test]
async fn webhooks_can_be_delayed_lost_doubled_and_reversed() {
    for world in worlds().await {
        world.dial.delay_webhooks(Duration::from_secs(60));
        let provider_ref = world.checkout().await;
        world.pay(&provider_ref, DECLINED).await;
        world.dial.clear();
        world.clock.advance(Duration::from_secs(1));
        world.pay(&provider_ref, GOOD).await;
        world.deliver().await;
        assert_eq!(world.receiver.kinds(), ["payment.succeeded"], "the earlier one is late");
        world.clock.advance(Duration::from_secs(60));
        world.dial.duplicate_webhooks(2);
        world.deliver().await;
        assert_eq!(world.receiver.kinds()[1..], ["payment.declined", "payment.declined", "payment.declined"]);
        world.dial.clear();

        world.dial.drop_webhooks(true);
        world.paid().await;
        world.deliver().await;
        world.dial.clear();
        assert_eq!(world.receiver.kinds().len(), 4, "lost");

        let reversed = world.checkout().await;
        world.pay(&reversed, DECLINED).await;
        world.clock.advance(Duration::from_millis(1));
        world.pay(&reversed, GOOD).await;
        world.dial.reverse_webhooks(true);
        world.deliver().await;
        assert_eq!(world.receiver.kinds()[4..], ["payment.succeeded", "payment.declined"]);
    }
}

#[tokio::test]
async fn somebody_who_waits_is_woken_right_after_a_payment() {
    for world in worlds().await {
        let waiting = tokio::spawn({
            let test = world.test.clone();
            async move { test.woken().await }
        });
        world.paid().await;
        tokio::time::timeout(Duration::from_secs(5), waiting).await.expect("woken").unwrap();
    }
}

/// Verifies with the given signature headers.
fn verify(gateway: &Gateway, headers: &[&str], body: &[u8]) -> Result<(), WebhookError> {
    let headers = headers.iter().map(|value| ("Test-Gateway-Signature", value.as_bytes()));
    gateway.verify_webhook(headers, body, support::START).map(|_| ())
}

#[tokio::test]
async fn a_request_without_exactly_one_signature_header_is_refused() {
    let world = worlds().await.remove(0);
    let gateway = &world.gateway;
    assert_eq!(verify(gateway, &[], b"{}"), Err(WebhookError::NoHeader));
    assert_eq!(verify(gateway, &[""], b"{}"), Err(WebhookError::NoHeader));
    assert_eq!(verify(gateway, &["t=1,v1=00", "t=1,v1=00"], b"{}"), Err(WebhookError::NoHeader));
    assert_eq!(verify(gateway, &["t=1"], b"{}"), Err(WebhookError::NoSignature));
    assert_eq!(verify(gateway, &["t=1,v0=00"], b"{}"), Err(WebhookError::NoSignature));
    let large = vec![b' '; MAX_WEBHOOK_BYTES + 1];
    assert_eq!(verify(gateway, &["t=1,v1=00"], &large), Err(WebhookError::TooLarge));
}
