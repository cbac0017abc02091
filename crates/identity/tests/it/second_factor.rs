//! The second factor: who is asked, what works once, and what a thief of the database gets.

use std::time::Duration;

use axum::http::StatusCode;
use futures::future::join_all;
use http::Role;
use identity::{accounts, limiter, second_factor};
use serde_json::{Value, json};

use crate::support::{ANN, Answer, Browser, PASSWORD, Shopfront, shops, shops_with};

const SIGN_IN: &str = "/auth/second-factor/sign-in";
const STEP: Duration = Duration::from_secs(30);

/// What an authenticator app does with a key.
fn code(key: &str, shop: &Shopfront) -> String {
    let mut bits = key.bytes().flat_map(|c| {
        let value = if c.is_ascii_uppercase() { c - b'A' } else { c - b'2' + 26 };
        (0..5).rev().map(move |place| value >> place & 1)
    });
    let mut secret = Vec::new();
    while let Some(first) = bits.next() {
        secret.push((0..7).fold(first, |byte, _| byte << 1 | bits.next().unwrap()));
    }
    let step = shop.identity.clock.now().seconds() / 30;
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &secret);
    let tag = ring::hmac::sign(&key, &step.to_be_bytes());
    let at = usize::from(tag.as_ref()[19] & 15);
    let word: [u8; 4] = tag.as_ref()[at..at + 4].try_into().unwrap();
    format!("{:06}", (u32::from_be_bytes(word) & 0x7fff_ffff) % 1_000_000)
}

fn text(answer: &Answer, member: &str) -> String {
    answer.body[member].as_str().unwrap_or_else(|| panic!("{member} in {}", answer.text)).to_owned()
}

/// A member of staff with a second factor: its key and the recovery codes.
async fn enrolled(shop: &Shopfront, email: &str) -> (Browser, String, Vec<String>) {
    let mut browser = shop.browser();
    let challenge = text(&browser.sign_in(email, PASSWORD).await, "challenge");
    let setup = browser.post("/auth/second-factor/enrolment", json!({ "challenge": challenge })).await;
    let key = text(&setup, "key");
    let body = json!({ "challenge": challenge, "code": code(&key, shop) });
    let answer = browser.post("/auth/second-factor/enrolment/confirm", body).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    let codes: Vec<String> = serde_json::from_value(answer.body["recovery_codes"].clone()).unwrap();
    (browser, key, codes)
}

/// The answer to a member of staff who signs in for the first time.
pub async fn first_sign_in(shop: &Shopfront, email: &str) -> Answer {
    let mut browser = shop.browser();
    let challenge = text(&browser.sign_in(email, PASSWORD).await, "challenge");
    let setup = browser.post("/auth/second-factor/enrolment", json!({ "challenge": challenge })).await;
    let body = json!({ "challenge": challenge, "code": code(&text(&setup, "key"), shop) });
    browser.post("/auth/second-factor/enrolment/confirm", body).await
}

async fn challenge(shop: &Shopfront, email: &str) -> (Browser, Value) {
    let mut browser = shop.browser();
    let answer = browser.sign_in(email, PASSWORD).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{}", answer.text);
    assert!(browser.cookie.is_none() && browser.access.is_none(), "no session before the second factor");
    (browser, answer.body["challenge"].clone())
}

#[tokio::test]
async fn staff_set_it_up_at_the_first_sign_in_and_are_asked_at_every_later_one() {
    for shop in shops().await {
        shop.staff("jane@example.com", Role::SupportAgent).await;
        let (mut first, key, codes) = enrolled(&shop, "jane@example.com").await;
        assert!(first.is_in().await);
        assert_eq!(codes.len(), 10);
        shop.later(STEP);
        let (mut browser, challenge) = challenge(&shop, "jane@example.com").await;
        let wrong = browser.post(SIGN_IN, json!({ "challenge": challenge, "code": "000000" })).await;
        assert_eq!(
            (wrong.status, &wrong.body["errors"][0]["field"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("code"))
        );
        let right = browser.post(SIGN_IN, json!({ "challenge": challenge, "code": code(&key, &shop) })).await;
        assert_eq!(right.status, StatusCode::OK, "{}", right.text);
        assert!(browser.is_in().await);
        let again = browser.post("/auth/second-factor/enrolment", json!({ "challenge": challenge })).await;
        assert_eq!(again.status, StatusCode::CONFLICT, "a password alone never replaces a second factor");
        assert_eq!(browser.post("/auth/second-factor/turn-off", json!({ "code": "000000" })).await.status, 409);
    }
}

#[tokio::test]
async fn of_many_who_bring_the_same_code_one_gets_in() {
    for shop in shops().await {
        shop.staff("jane@example.com", Role::SupportAgent).await;
        let (_, key, codes) = enrolled(&shop, "jane@example.com").await;
        shop.later(STEP);
        for code in [code(&key, &shop), codes[3].clone()] {
            let (browser, challenge) = challenge(&shop, "jane@example.com").await;
            let body = json!({ "challenge": challenge, "code": code });
            let tries = (0..16).map(|_| {
                let (mut browser, body) = (browser.clone(), body.clone());
                async move { browser.post(SIGN_IN, body).await.status == StatusCode::OK }
            });
            let entered = join_all(tries).await.into_iter().filter(|in_| *in_).count();
            assert_eq!(entered, 1, "{code}");
        }
        let mut browser = shop.browser();
        let (_, challenge) = challenge(&shop, "jane@example.com").await;
        let typed = codes[4].to_uppercase().replace('-', " ");
        let answer = browser.post(SIGN_IN, json!({ "challenge": challenge, "code": typed })).await;
        assert_eq!(answer.status, StatusCode::OK, "case, spaces and hyphens do not matter");
        let status = browser.get("/auth/second-factor").await;
        assert_eq!((&status.body["enabled"], &status.body["recovery_codes_left"]), (&json!(true), &json!(8)));
    }
}

#[tokio::test]
async fn a_challenge_ends_with_its_time_and_with_the_password() {
    for shop in shops().await {
        let jane = shop.staff("jane@example.com", Role::SupportAgent).await;
        let (_, key, _) = enrolled(&shop, "jane@example.com").await;
        let (mut browser, old) = challenge(&shop, "jane@example.com").await;
        shop.later(Duration::from_secs(300));
        let late = browser.post(SIGN_IN, json!({ "challenge": old, "code": code(&key, &shop) })).await;
        assert_eq!((late.status, &late.body["type"]), (StatusCode::UNAUTHORIZED, &json!("/problems/challenge-ended")));
        let (mut browser, held) = challenge(&shop, "jane@example.com").await;
        let mut visitor = shop.browser();
        visitor.post("/auth/forgot-password", json!({ "email": "jane@example.com" })).await;
        let token = shop.mailed_token("reset").await.unwrap();
        let reset = visitor
            .post("/auth/reset-password", json!({ "token": token, "password": "coffee without any sugar" }))
            .await;
        assert_eq!(reset.status, StatusCode::ACCEPTED, "a reset does not get around the second factor");
        let answer = browser.post(SIGN_IN, json!({ "challenge": held, "code": code(&key, &shop) })).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "the password it was given for has changed");
        for forged in ["", "x", "a.b.c", &format!("{}.9999999999999.AAAA", jane.id)] {
            let answer = browser.post(SIGN_IN, json!({ "challenge": forged, "code": "123456" })).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{forged}");
        }
    }
}

#[tokio::test]
async fn customers_switch_it_on_and_off() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut browser = shop.signed_in(ANN).await;
        let refused = browser.post("/auth/second-factor/setup", json!({ "password": "tea with lemon and salt" })).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        let setup = browser.post("/auth/second-factor/setup", json!({ "password": PASSWORD })).await;
        assert!(text(&setup, "uri").starts_with("otpauth://totp/Chinook:ann@example.com?secret="));
        shop.signed_in(ANN).await;
        let key = text(&setup, "key");
        let on = browser.post("/auth/second-factor/turn-on", json!({ "code": code(&key, &shop) })).await;
        assert_eq!(on.body["recovery_codes"].as_array().map(Vec::len), Some(10), "{}", on.text);
        challenge(&shop, ANN).await;
        shop.later(STEP);
        let off = browser.post("/auth/second-factor/turn-off", json!({ "code": code(&key, &shop) })).await;
        assert_eq!(off.status, StatusCode::NO_CONTENT);
        shop.signed_in(ANN).await;
    }
}

#[tokio::test]
async fn guesses_at_codes_are_few_and_a_right_password_does_not_refill_them() {
    let strict = |settings: &mut identity::Settings| {
        settings.limits = limiter::Settings {
            guesses_per_network: limiter::Settings::generous().guesses_per_network,
            ..limiter::Settings::default()
        };
    };
    for shop in shops_with(strict).await {
        shop.staff("jane@example.com", Role::SupportAgent).await;
        let (_, key, codes) = enrolled(&shop, "jane@example.com").await;
        let mut checked = 0;
        for n in 0..40 {
            let (mut browser, challenge) = challenge(&shop, "jane@example.com").await;
            let guess = json!({ "challenge": challenge, "code": format!("{n:06}") });
            checked += usize::from(browser.post(SIGN_IN, guess).await.status != StatusCode::TOO_MANY_REQUESTS);
        }
        assert!(checked <= 10, "{checked}");
        let dump = shop.dump().await + &secrets(&shop).await;
        assert!(!dump.contains(&key), "the key is kept sealed");
        assert!(codes.iter().all(|code| !dump.to_lowercase().contains(&code.replace('-', ""))));
    }
}

#[tokio::test]
async fn strangers_guesses_at_codes_do_not_keep_the_owner_out() {
    let strict = |settings: &mut identity::Settings| {
        settings.limits = limiter::Settings {
            guesses_per_network: limiter::Settings::generous().guesses_per_network,
            ..limiter::Settings::default()
        };
    };
    for shop in shops_with(strict).await {
        shop.staff("jane@example.com", Role::SupportAgent).await;
        let (_, key, _) = enrolled(&shop, "jane@example.com").await;
        for n in 0..20 {
            let (mut thief, challenge) = challenge(&shop, "jane@example.com").await;
            thief.ip = "203.0.113.7".parse().unwrap();
            thief.post(SIGN_IN, json!({ "challenge": challenge, "code": format!("{n:06}") })).await;
        }
        shop.later(STEP);
        let (mut jane, challenge) = challenge(&shop, "jane@example.com").await;
        let answer = jane.post(SIGN_IN, json!({ "challenge": challenge, "code": code(&key, &shop) })).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    }
}

#[tokio::test]
async fn a_deleted_account_leaves_no_second_factor() {
    for shop in shops().await {
        let jane = shop.staff("jane@example.com", Role::SupportAgent).await;
        enrolled(&shop, "jane@example.com").await;
        assert!(!secrets(&shop).await.is_empty());
        let mut tx = shop.identity.db.begin().await.unwrap();
        let (now, random) = (shop.identity.clock.now(), &shop.identity.random);
        assert!(accounts::delete(&mut tx, jane.id, now, random).await.unwrap());
        tx.commit().await.unwrap();
        assert_eq!(secrets(&shop).await, "");
    }
}

async fn secrets(shop: &Shopfront) -> String {
    let conn = &mut shop.identity.db.read().await.unwrap();
    let rows = sql::on!(conn, c => sqlx::query_scalar::<_, String>(
        "select secret from second_factors union all select code_hash from recovery_codes"
    ).fetch_all(c).await);
    rows.unwrap().join("\n")
}

#[tokio::test]
async fn who_lost_it_sets_up_a_new_one_after_a_reset() {
    for shop in shops().await {
        let jane = shop.staff("jane@example.com", Role::SupportAgent).await;
        let (_, old_key, _) = enrolled(&shop, "jane@example.com").await;
        let mut tx = shop.identity.db.begin().await.unwrap();
        assert!(second_factor::reset(&mut tx, jane.id).await.unwrap());
        assert!(accounts::by_id(&mut tx, jane.id).await.unwrap().is_some());
        tx.commit().await.unwrap();
        shop.later(STEP);
        let (mut browser, challenge) = challenge(&shop, "jane@example.com").await;
        let old = browser.post(SIGN_IN, json!({ "challenge": challenge, "code": code(&old_key, &shop) })).await;
        assert_eq!(old.status, StatusCode::UNPROCESSABLE_ENTITY);
        let (_, new_key, _) = enrolled(&shop, "jane@example.com").await;
        assert_ne!(old_key, new_key);
    }
}
