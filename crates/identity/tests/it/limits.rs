//! One limiter for every path that checks a secret.

use std::time::Duration;

use axum::http::StatusCode;
use identity::limiter::Settings;
use serde_json::json;

use crate::support::{ANN, Browser, PASSWORD, Shopfront, shops_with};

const WRONG: &str = "tea with lemon and sugar";

async fn strict() -> Vec<Shopfront> {
    shops_with(|settings| settings.limits = Settings::default()).await
}

fn ip(n: u32) -> std::net::IpAddr {
    std::net::Ipv4Addr::from_bits(0x0A00_0000 + n).into()
}

#[tokio::test]
async fn one_address_guesses_eight_times_whatever_else_it_changes() {
    for shop in strict().await {
        shop.customer(ANN).await;
        let mut checked = 0;
        for n in 0..60 {
            let forged = format!("10.9.8.{n}");
            let mut browser =
                shop.browser().at(ip(1)).with_header("x-forwarded-for", &forged).with_header("x-real-ip", &forged);
            browser = browser.with_header("forwarded", &format!("for={forged}")).with_header("user-agent", &forged);
            let answer = browser.sign_in(&format!("user{n}@example.com"), WRONG).await;
            if answer.status == StatusCode::UNAUTHORIZED {
                checked += 1;
            } else {
                assert_eq!(answer.status, StatusCode::TOO_MANY_REQUESTS);
                assert_eq!(answer.body["type"], "/problems/too-many-attempts");
                let wait: u64 = answer.headers["retry-after"].to_str().unwrap().parse().unwrap();
                assert!((1..=30).contains(&wait));
            }
        }
        assert_eq!(checked, 8);
        let right = shop.browser().at(ip(1)).sign_in(ANN, PASSWORD).await;
        assert_eq!(right.status, StatusCode::TOO_MANY_REQUESTS, "not even the right password is checked");
        shop.later(Duration::from_secs(30));
        assert_eq!(shop.browser().at(ip(1)).sign_in(ANN, PASSWORD).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn every_path_that_checks_a_secret_draws_on_the_same_budget() {
    for shop in strict().await {
        shop.customer(ANN).await;
        let mut owner = shop.signed_in(ANN).await;
        let caller = shop.identity.authenticate(owner.access.as_deref().unwrap()).await.unwrap().unwrap();
        let mut stranger = shop.browser();
        for n in 0..2 {
            assert_eq!(stranger.sign_in(ANN, WRONG).await.status, StatusCode::UNAUTHORIZED);
            assert_eq!(
                stranger.post("/auth/verify", json!({"token": n.to_string()})).await.status,
                StatusCode::UNPROCESSABLE_ENTITY
            );
            let reset = json!({"token": n.to_string(), "password": PASSWORD});
            assert_eq!(stranger.post("/auth/reset-password", reset).await.status, StatusCode::UNPROCESSABLE_ENTITY);
            let change = json!({"current_password": WRONG, "new_password": "coffee with oat milk"});
            assert_eq!(owner.post("/auth/change-password", change).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        }
        let none_left = StatusCode::TOO_MANY_REQUESTS;
        assert_eq!(stranger.sign_in(ANN, PASSWORD).await.status, none_left);
        assert_eq!(stranger.post("/auth/verify", json!({"token": "x"})).await.status, none_left);
        assert_eq!(
            stranger.post("/auth/reset-password", json!({"token": "x", "password": PASSWORD})).await.status,
            none_left
        );
        let change = json!({"current_password": PASSWORD, "new_password": "coffee with oat milk"});
        assert_eq!(owner.post("/auth/change-password", change).await.status, none_left);
        let secret = identity::Secret::new(PASSWORD);
        let grave = shop.identity.check_password(&caller, http::ClientIp(owner.ip), "password", &secret).await;
        assert_eq!(grave.unwrap_err().status(), none_left);
        assert_eq!(owner.refresh().await.status, StatusCode::OK, "who is signed in stays so");
    }
}

#[tokio::test]
async fn an_attack_from_a_thousand_addresses_is_bounded_and_the_owner_still_gets_in() {
    for shop in strict().await {
        shop.customer(ANN).await;
        let mut owner = shop.browser().at(ip(7));
        assert_eq!(owner.sign_in(ANN, PASSWORD).await.status, StatusCode::OK);
        owner.post("/auth/sign-out", json!(null)).await;
        let mut checked = 0;
        for n in 0..1_000 {
            let answer = shop.browser().at(ip(1_000 + n)).sign_in(ANN, WRONG).await;
            checked += usize::from(answer.status == StatusCode::UNAUTHORIZED);
        }
        assert!(checked <= 100, "{checked}");
        assert_eq!(shop.browser().at(ip(9)).sign_in(ANN, PASSWORD).await.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(
            owner.sign_in(ANN, PASSWORD).await.status,
            StatusCode::OK,
            "from a network the account is used from"
        );
        let mut roaming = shop.browser().at(ip(10));
        assert_eq!(roaming.post("/auth/forgot-password", json!({"email": ANN})).await.status, StatusCode::ACCEPTED);
        let token = shop.mailed_token("reset").await.unwrap();
        let reset = json!({"token": token, "password": "coffee with oat milk"});
        assert_eq!(
            roaming.post("/auth/reset-password", reset).await.status,
            StatusCode::OK,
            "by the mailed link from anywhere"
        );
    }
}

#[tokio::test]
async fn the_limit_is_the_same_for_addresses_without_an_account() {
    for shop in strict().await {
        shop.customer(ANN).await;
        let mut answers = Vec::new();
        for (offset, email) in [(0, ANN), (50_000, "nobody@example.com")] {
            let mut seen = Vec::new();
            for n in 0..30 {
                let answer = shop.browser().at(ip(100 + offset + n)).sign_in(email, WRONG).await;
                seen.push((answer.status, answer.text));
            }
            answers.push(seen);
        }
        assert_eq!(answers[0], answers[1]);
        assert_eq!(answers[0][29].0, StatusCode::TOO_MANY_REQUESTS);
    }
}

#[tokio::test]
async fn nobody_is_flooded_with_mail() {
    for shop in strict().await {
        shop.customer(ANN).await;
        let mut accepted = 0;
        for n in 0..40 {
            let path = if n % 2 == 0 { "/auth/forgot-password" } else { "/auth/resend-verification" };
            let answer = shop.browser().at(ip(n)).post(path, json!({"email": ANN})).await;
            accepted += usize::from(answer.status == StatusCode::ACCEPTED);
        }
        assert_eq!(accepted, 5);
        let mut stranger = shop.browser().at(ip(100));
        let mut accepted = 0;
        for n in 0..40 {
            let answer = stranger.post("/auth/forgot-password", json!({"email": format!("user{n}@example.com")})).await;
            accepted += usize::from(answer.status == StatusCode::ACCEPTED);
        }
        assert_eq!(accepted, 10);
    }
}

#[tokio::test]
async fn a_busy_household_never_meets_the_limits() {
    for shop in strict().await {
        shop.customer(ANN).await;
        for _ in 0..40 {
            let mut browser: Browser = shop.signed_in(ANN).await;
            for _ in 0..3 {
                assert_eq!(browser.refresh().await.status, StatusCode::OK);
            }
            browser.post("/auth/sign-out", json!(null)).await;
            assert_eq!(shop.browser().refresh().await.status, StatusCode::UNAUTHORIZED);
        }
    }
}
