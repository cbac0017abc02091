//! What ends a session does so within one request.

use axum::{body::Body, http::StatusCode};
use futures::future::join_all;
use identity::{Secret, accounts};
use serde_json::json;

use crate::support::{ANN, Browser, PASSWORD, shops};

const NEW: &str = "coffee with oat milk";

async fn is_out(browser: &mut Browser) -> bool {
    !browser.is_in().await && browser.refresh().await.status == StatusCode::UNAUTHORIZED
}

#[tokio::test]
async fn signing_out_everywhere_ends_every_session_and_a_restart_brings_none_back() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let (mut here, mut there) = (shop.signed_in(ANN).await, shop.signed_in(ANN).await);
        let (access, cookie) = (there.access.clone(), there.cookie.clone());
        let answer = here.clone().post("/auth/sign-out-everywhere", json!(null)).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
        assert!(is_out(&mut here).await && is_out(&mut there).await);
        let mut replay = Browser { access, cookie, ..Browser::new(shop.restarted()) };
        assert!(is_out(&mut replay).await);
    }
}

#[tokio::test]
async fn a_restart_signs_nobody_out() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let browser = shop.signed_in(ANN).await;
        let mut after = Browser { access: browser.access, cookie: browser.cookie, ..Browser::new(shop.restarted()) };
        assert!(after.is_in().await);
        assert_eq!(after.refresh().await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn changing_the_password_ends_the_other_sessions_and_says_so_by_mail() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let (mut here, mut there) = (shop.signed_in(ANN).await, shop.signed_in(ANN).await);
        let change = |current: &str, new: &str| json!({"current_password": current, "new_password": new});
        let answer = here.post("/auth/change-password", change("tea with lemon and sugar", NEW)).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(answer.body["errors"][0]["field"], "current_password");
        for weak in ["short", "password1234", "my chinook music", PASSWORD] {
            let answer = here.post("/auth/change-password", change(PASSWORD, weak)).await;
            assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
            assert_eq!(answer.body["errors"][0]["field"], "new_password", "{}", answer.body);
        }
        assert!(there.is_in().await);
        assert_eq!(here.post("/auth/change-password", change(PASSWORD, NEW)).await.status, StatusCode::NO_CONTENT);
        assert!(here.is_in().await && is_out(&mut there).await);
        assert_eq!(shop.browser().sign_in(ANN, PASSWORD).await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(shop.browser().sign_in(ANN, NEW).await.status, StatusCode::OK);
        let mails = shop.mails().await;
        assert_eq!(mails.len(), 1);
        assert!(mails[0].0 == ANN && mails[0].1.contains("password"));
    }
}

#[tokio::test]
async fn a_disabled_account_is_out_at_once_and_its_owner_signs_in_anew_once_enabled() {
    for shop in shops().await {
        let account = shop.customer(ANN).await;
        let mut browser = shop.signed_in(ANN).await;
        let mut tx = shop.identity.db.begin().await.unwrap();
        assert!(accounts::disable(&mut tx, account.id, shop.identity.clock.now()).await.unwrap());
        tx.commit().await.unwrap();
        assert!(is_out(&mut browser).await);
        let mut tx = shop.identity.db.begin().await.unwrap();
        assert!(accounts::enable(&mut tx, account.id).await.unwrap());
        tx.commit().await.unwrap();
        assert!(is_out(&mut browser).await);
        shop.signed_in(ANN).await;
    }
}

#[tokio::test]
async fn one_session_is_ended_from_another_and_strangers_find_none() {
    for shop in shops().await {
        shop.customer(ANN).await;
        shop.customer("bob@example.com").await;
        let (mut here, mut there) = (shop.signed_in(ANN).await, shop.signed_in(ANN).await);
        let mut bob = shop.signed_in("bob@example.com").await;
        let list = here.get("/auth/sessions").await.body;
        let items = list["items"].as_array().unwrap();
        assert_eq!(items.len(), 2);
        let other = items.iter().find(|item| item["current"] == false).unwrap()["id"].as_str().unwrap();
        let path = format!("/auth/sessions/{other}");
        assert_eq!(bob.send("DELETE", &path, Body::empty(), false).await.status, StatusCode::NOT_FOUND);
        assert!(there.is_in().await);
        assert_eq!(here.send("DELETE", &path, Body::empty(), false).await.status, StatusCode::NO_CONTENT);
        assert!(is_out(&mut there).await && here.is_in().await);
        assert_eq!(here.send("DELETE", &path, Body::empty(), false).await.status, StatusCode::NOT_FOUND);
        assert_eq!(here.send("DELETE", "/auth/sessions/x", Body::empty(), false).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn visitors_and_altered_tokens_are_nobody() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let browser = shop.signed_in(ANN).await;
        let good = browser.access.clone().unwrap();
        let (head, rest) = good.split_once('.').unwrap();
        let (payload, signature) = rest.split_once('.').unwrap();
        let flipped = |text: &str| format!("{}{}", if text.starts_with('A') { 'B' } else { 'A' }, &text[1..]);
        let bad = [
            format!("{}.{payload}.{signature}", flipped(head)),
            format!("{head}.{}.{signature}", flipped(payload)),
            format!("{head}.{payload}.{}", flipped(signature)),
            format!("{head}.{payload}."),
            browser.refresh_token(),
        ];
        for token in bad {
            let mut stranger = Browser { access: Some(token.clone()), cookie: None, ..browser.clone() };
            assert!(!stranger.is_in().await, "{token}");
        }
        let mut visitor = shop.browser();
        for path in ["/auth/sign-out-everywhere", "/auth/change-password"] {
            let body = json!({"current_password": PASSWORD, "new_password": NEW});
            assert_eq!(visitor.post(path, body).await.status, StatusCode::UNAUTHORIZED, "{path}");
        }
    }
}

#[tokio::test]
async fn only_the_callers_own_password_opens_what_is_grave() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let browser = shop.signed_in(ANN).await;
        let caller = shop.identity.authenticate(browser.access.as_deref().unwrap()).await.unwrap().unwrap();
        let ip = http::ClientIp(browser.ip);
        let check = |password: &'static str| {
            let identity = shop.identity.clone();
            async move { identity.check_password(&caller, ip, "password", &Secret::new(password)).await }
        };
        assert!(check(PASSWORD).await.is_ok());
        assert_eq!(check("").await.unwrap_err().status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(check(NEW).await.unwrap_err().to_json()["errors"][0]["field"], "password");
    }
}

#[tokio::test]
async fn who_signs_in_with_the_old_password_while_it_is_changed_does_not_stay_in() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut here = shop.signed_in(ANN).await;
        let (mut current, mut next) = (PASSWORD, NEW);
        for _ in 0..10 {
            let change = json!({"current_password": current, "new_password": next});
            let mut racing = vec![shop.browser(); 8];
            let signing_in = join_all(racing.iter_mut().map(|browser| browser.sign_in(ANN, current)));
            let (changed, _) = tokio::join!(here.post("/auth/change-password", change), signing_in);
            assert_eq!(changed.status, StatusCode::NO_CONTENT);
            for browser in &mut racing {
                assert!(!browser.is_in().await);
            }
            (current, next) = (next, current);
        }
        assert!(here.is_in().await);
    }
}
