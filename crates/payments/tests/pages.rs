//! The hosted pages, as a browser meets them.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on stops")]

mod support;

use std::{sync::Arc, time::Duration};

use axum::http::StatusCode;
use payments::PaymentState;
use support::{CHALLENGED, DECLINED, GOOD, PROCESSING, worlds};

fn path(provider_ref: &str) -> String {
    format!("/test-gateway/checkout/{provider_ref}")
}

#[tokio::test]
async fn the_page_says_what_is_paid_and_that_no_money_moves() {
    for world in worlds().await {
        let page = world.get(&path(&world.checkout().await)).await;
        assert_eq!(page.status, StatusCode::OK);
        for words in
            ["No money moves", "10.00 USD", "Order C-1001", "Jagged &lt;b&gt;", "Ånge &amp; co", "4242 4242 4242 4242"]
        {
            assert!(page.body.contains(words), "{words}");
        }
        assert!(!page.body.contains("<script") && !page.body.contains("style=\""), "the policy forbids both");
        let policy = page.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'self'"));
        // Browsers hold the redirect after a form against form-action: the shop must be in it.
        assert!(policy.contains("form-action 'self' http://pay.shop.example:5173;"), "{policy}");
        assert_eq!(page.headers["referrer-policy"], "same-origin");
        let style = world.get("/test-gateway/style.css").await;
        assert_eq!(style.headers["content-type"], "text/css; charset=utf-8");
    }
}

#[tokio::test]
async fn a_wrong_field_is_named_and_what_was_typed_is_kept() {
    for world in worlds().await {
        let provider_ref = world.checkout().await;
        let page = world.pay(&provider_ref, "4242424242424241").await;
        assert_eq!(page.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert!(page.body.contains("role=\"alert\""));
        assert!(page.body.contains("aria-invalid=\"true\" value=\"4242424242424241\""));
        assert!(page.body.contains("typing error"));
        assert!(!page.body.contains("value=\"123\""), "a security code is never written back");
        assert_eq!(world.gateway.lookup(&provider_ref).await.unwrap().decline, None, "the bank was not asked");
    }
}

#[tokio::test]
async fn a_test_card_pays_with_one_press() {
    for world in worlds().await {
        let provider_ref = world.checkout().await;
        let token = world.get(&path(&provider_ref)).await.token().to_owned();
        let page = world.post(&path(&provider_ref), &[], &format!("form_token={token}&test_card={GOOD}")).await;
        assert_eq!(page.status, StatusCode::SEE_OTHER);
        assert!(page.location().starts_with("http://pay.shop.example:5173/checkout/return?order="));
    }
}

#[tokio::test]
async fn a_decline_stays_on_the_page_with_its_reason() {
    for world in worlds().await {
        let provider_ref = world.checkout().await;
        let page = world.pay(&provider_ref, DECLINED).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, path(&provider_ref).as_str()));
        let page = world.get(page.location()).await;
        assert!(page.body.contains("did not go through") && page.body.contains("Your card was declined"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn pressed_twenty_times_it_pays_once_and_everybody_gets_back_to_the_shop() {
    for world in worlds().await {
        let world = Arc::new(world);
        let provider_ref = world.checkout().await;
        let token = world.get(&path(&provider_ref)).await.token().to_owned();
        let presses: Vec<_> = (0..20)
            .map(|_| {
                let (world, path, form) =
                    (world.clone(), path(&provider_ref), format!("form_token={token}&test_card={GOOD}"));
                tokio::spawn(async move { world.post(&path, &[], &form).await.location().to_owned() })
            })
            .collect();
        for press in presses {
            assert!(press.await.unwrap().contains("/checkout/return"));
        }
        world.deliver().await;
        assert_eq!(world.receiver.kinds(), ["payment.succeeded"]);
    }
}

#[tokio::test]
async fn the_bank_may_ask_and_the_customer_may_complete_or_fail() {
    for world in worlds().await {
        for (answer, state) in [("fail", PaymentState::RequiresAction), ("complete", PaymentState::Succeeded)] {
            let provider_ref = world.checkout().await;
            let page = world.pay(&provider_ref, CHALLENGED).await;
            let bank = page.location().to_owned();
            assert_eq!(bank, format!("{}/authenticate", path(&provider_ref)));
            let page = world.get(&bank).await;
            assert!(page.body.contains("Complete authentication") && page.body.contains("3155"));
            let form = format!("form_token={}&answer={answer}", page.token());
            let after = world.post(&bank, &[], &form).await;
            let fact = world.gateway.lookup(&provider_ref).await.unwrap();
            assert_eq!(fact.state, state);
            match fact.decline {
                Some(decline) => assert_eq!(
                    (decline.code.as_str(), after.location()),
                    ("authentication_failed", path(&provider_ref).as_str())
                ),
                None => assert!(after.location().contains("/checkout/return")),
            }
            // Nobody is asked twice.
            assert_eq!(world.get(&bank).await.location(), path(&provider_ref));
        }
    }
}

#[tokio::test]
async fn nobody_skips_the_bank() {
    for world in worlds().await {
        let provider_ref = world.checkout().await;
        let token = world.get(&path(&provider_ref)).await.token().to_owned();
        let form = format!("form_token={token}&answer=complete");
        world.post(&format!("{}/authenticate", path(&provider_ref)), &[], &form).await;
        assert_eq!(world.gateway.lookup(&provider_ref).await.unwrap().state, PaymentState::RequiresAction);
    }
}

#[tokio::test]
async fn a_form_from_elsewhere_pays_nothing() {
    for world in worlds().await {
        let provider_ref = world.checkout().await;
        let token = world.get(&path(&provider_ref)).await.token().to_owned();
        let good = format!("form_token={token}&test_card={GOOD}");
        let forged = format!("form_token=x&test_card={GOOD}");
        let elsewhere = [("origin", "https://evil.example"), ("host", "shop.example")];
        for (headers, form) in
            [(&elsewhere[..], &good), (&[("sec-fetch-site", "cross-site")][..], &good), (&[][..], &forged)]
        {
            let page = world.post(&path(&provider_ref), headers, form).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN);
        }
        assert_eq!(world.gateway.lookup(&provider_ref).await.unwrap().state, PaymentState::RequiresAction);
    }
}

#[tokio::test]
async fn a_page_whose_time_is_over_says_so_and_takes_no_card() {
    for world in worlds().await {
        let provider_ref = world.checkout().await;
        let token = world.get(&path(&provider_ref)).await.token().to_owned();
        world.clock.advance(Duration::from_secs(1_800));
        let late = world.post(&path(&provider_ref), &[], &format!("form_token={token}&test_card={GOOD}")).await;
        assert_eq!(late.location(), path(&provider_ref));
        let page = world.get(late.location()).await;
        assert_eq!(page.status, StatusCode::GONE);
        assert!(page.body.contains("has expired") && page.body.contains("canceled=1"));
        assert_eq!(world.gateway.lookup(&provider_ref).await.unwrap().state, PaymentState::Expired);
        let missing = world.get("/test-gateway/checkout/tgc_nothing").await;
        assert_eq!(missing.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_page_that_has_done_its_work_leads_back_to_the_shop() {
    for world in worlds().await {
        for card in [GOOD, PROCESSING] {
            let provider_ref = world.checkout().await;
            world.pay(&provider_ref, card).await;
            let page = world.get(&path(&provider_ref)).await;
            assert!(page.body.contains("payment is made") && page.body.contains("/checkout/return?order="));
        }
    }
}

#[tokio::test]
async fn a_form_too_large_or_with_strange_fields_is_refused() {
    for world in worlds().await {
        let provider_ref = world.checkout().await;
        let large = format!("form_token=x&number={}", "4".repeat(20_000));
        assert_eq!(world.post(&path(&provider_ref), &[], &large).await.status, StatusCode::PAYLOAD_TOO_LARGE);
        let strange = world.post(&path(&provider_ref), &[], "form_token=x&amount=1").await;
        assert_eq!(strange.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
