//! Refresh tokens: rotation, races, reuse, cookies.

use std::time::Duration;

use axum::http::StatusCode;
use futures::future::join_all;
use identity::PublicUrl;

use crate::support::{ANN, Browser, PASSWORD, shops, shops_with};

#[tokio::test]
async fn each_refresh_gives_another_token_and_the_session_goes_on() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut browser = shop.signed_in(ANN).await;
        let mut seen = vec![browser.refresh_token()];
        for _ in 0..5 {
            shop.later(Duration::from_secs(900));
            assert!(!browser.is_in().await, "the access token has ended");
            assert_eq!(browser.refresh().await.status, StatusCode::OK);
            assert!(browser.is_in().await);
            assert!(!seen.contains(&browser.refresh_token()));
            seen.push(browser.refresh_token());
        }
        let sessions = browser.get("/auth/sessions").await;
        assert_eq!(sessions.body["items"].as_array().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn of_64_parallel_refreshes_with_one_token_exactly_one_gets_the_next() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut browser = shop.signed_in(ANN).await;
        for _ in 0..10 {
            let mut tabs = vec![browser.clone(); 64];
            let answers = join_all(tabs.iter_mut().map(Browser::refresh)).await;
            assert!(answers.iter().all(|answer| answer.status == StatusCode::OK), "tabs that race stay signed in");
            let next: Vec<_> = (0..64).filter(|n| answers[*n].headers.contains_key("set-cookie")).collect();
            assert_eq!(next.len(), 1);
            browser = tabs[next[0]].clone();
            shop.later(Duration::from_secs(60));
        }
        assert_eq!(browser.refresh().await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_copied_token_ends_the_session_for_thief_and_owner() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut owner = shop.signed_in(ANN).await;
        let mut elsewhere = shop.signed_in(ANN).await;
        let mut thief = owner.clone();
        assert_eq!(owner.refresh().await.status, StatusCode::OK);
        shop.later(Duration::from_secs(11));
        assert!(owner.is_in().await);
        assert_eq!(thief.refresh().await.status, StatusCode::UNAUTHORIZED);
        assert!(!owner.is_in().await, "within one request");
        assert_eq!(owner.refresh().await.status, StatusCode::UNAUTHORIZED);
        assert!(elsewhere.is_in().await, "other sessions go on");
    }
}

#[tokio::test]
async fn a_token_two_steps_old_ends_the_session_at_once() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut owner = shop.signed_in(ANN).await;
        let mut thief = owner.clone();
        owner.refresh().await;
        owner.refresh().await;
        assert_eq!(thief.refresh().await.status, StatusCode::UNAUTHORIZED);
        assert!(!owner.is_in().await);
    }
}

#[tokio::test]
async fn within_the_grace_a_replaced_token_gives_access_and_no_second_chain() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut first = shop.signed_in(ANN).await;
        let mut second = first.clone();
        assert!(first.refresh().await.headers.contains_key("set-cookie"));
        shop.later(Duration::from_secs(9));
        let answer = second.refresh().await;
        assert_eq!(answer.status, StatusCode::OK);
        assert!(!answer.headers.contains_key("set-cookie"));
        assert!(second.is_in().await && first.is_in().await);
        assert_eq!(first.refresh().await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn made_up_tokens_are_refused_and_end_nothing() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut owner = shop.signed_in(ANN).await;
        let token = owner.refresh_token();
        let cookie = |value: &str| Some(format!("chinook_refresh={value}"));
        let half = format!("{}{}", "A".repeat(22), &token[22..]);
        for bad in
            ["", "x", "null", &token[..63], &format!("{token}A"), &"A".repeat(64), &half, "%00", &"A".repeat(6_000)]
        {
            let mut stranger = Browser { cookie: cookie(bad), ..shop.browser() };
            assert_eq!(stranger.refresh().await.status, StatusCode::UNAUTHORIZED, "{bad}");
        }
        assert_eq!(shop.browser().refresh().await.status, StatusCode::UNAUTHORIZED);
        assert!(owner.is_in().await);
        assert_eq!(owner.refresh().await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_session_ends_after_30_idle_days_and_after_180_at_the_latest() {
    let day = Duration::from_secs(86_400);
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut idle = shop.signed_in(ANN).await;
        let mut used = shop.signed_in(ANN).await;
        for passed in 1..=8 {
            shop.later(20 * day);
            assert_eq!(used.refresh().await.status, StatusCode::OK, "day {}", passed * 20);
        }
        assert_eq!(idle.refresh().await.status, StatusCode::UNAUTHORIZED);
        let answer = used.refresh().await;
        let cookie = answer.headers["set-cookie"].to_str().unwrap().to_owned();
        assert!(cookie.contains(&format!("Max-Age={};", 20 * 86_400)), "no longer than the session: {cookie}");
        shop.later(20 * day);
        assert_eq!(used.refresh().await.status, StatusCode::UNAUTHORIZED);
        let mut tx = shop.identity.db.begin().await.unwrap();
        shop.later(day);
        assert_eq!(identity::sessions::prune(&mut tx, shop.identity.clock.now()).await.unwrap(), 2);
    }
}

#[tokio::test]
async fn the_cookie_is_for_this_host_alone_and_for_no_script() {
    for (url, name, secure) in [
        ("https://music.example.com", "__Host-chinook_refresh=", true),
        ("http://127.0.0.1:8080", "chinook_refresh=", false),
    ] {
        for shop in shops_with(|settings| settings.public_url = PublicUrl::new(url).unwrap()).await {
            shop.customer(ANN).await;
            let mut browser = shop.browser();
            let answer = browser.sign_in(ANN, PASSWORD).await;
            let check = |cookie: &str| {
                assert!(cookie.starts_with(name), "{cookie}");
                assert!(
                    cookie.contains("; HttpOnly") && cookie.contains("; SameSite=Lax") && cookie.contains("; Path=/;"),
                    "{cookie}"
                );
                assert_eq!(cookie.contains("; Secure"), secure, "{cookie}");
                assert!(!cookie.contains("Domain"), "{cookie}");
            };
            check(answer.headers["set-cookie"].to_str().unwrap());
            check(browser.refresh().await.headers["set-cookie"].to_str().unwrap());
            let mut after = browser.clone();
            let answer = browser.post("/auth/sign-out", serde_json::Value::Null).await;
            assert_eq!(answer.status, StatusCode::NO_CONTENT);
            let cookie = answer.headers["set-cookie"].to_str().unwrap();
            check(cookie);
            assert!(cookie.contains("Max-Age=0"));
            assert!(!after.is_in().await);
            assert_eq!(after.refresh().await.status, StatusCode::UNAUTHORIZED);
        }
    }
}

#[tokio::test]
async fn another_site_can_neither_refresh_nor_sign_out() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut owner = shop.signed_in(ANN).await;
        let foreign = [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("sec-fetch-site", "none"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("origin", "http://127.0.0.1:8081"),
            ("origin", "http://127.0.0.1:8080.evil.example"),
        ];
        for (name, value) in foreign {
            let mut page = owner.clone().with_header(name, value);
            assert_eq!(page.refresh().await.status, StatusCode::FORBIDDEN, "{name}: {value}");
            assert_eq!(page.post("/auth/sign-out", serde_json::Value::Null).await.status, StatusCode::FORBIDDEN);
        }
        let mut ours =
            owner.clone().with_header("sec-fetch-site", "same-origin").with_header("origin", "http://localhost:8080");
        assert_eq!(ours.refresh().await.status, StatusCode::OK);
        owner.cookie = ours.cookie;
        assert_eq!(owner.clone().with_header("origin", "http://127.0.0.1:8080").refresh().await.status, StatusCode::OK);
    }
}
