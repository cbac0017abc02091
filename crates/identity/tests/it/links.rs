//! Mailed links: one use, one hour or day, one at a time, from the configured address alone.

use std::time::Duration;

use axum::http::StatusCode;
use futures::future::join_all;
use identity::accounts;
use serde_json::{Value, json};

use crate::support::{ANN, Answer, PASSWORD, Shopfront, shops};

const NEW: &str = "coffee with oat milk";

async fn verify(shop: &Shopfront, token: &str) -> Answer {
    shop.browser().post("/auth/verify", json!({"token": token})).await
}

async fn reset(shop: &Shopfront, token: &str) -> Answer {
    shop.browser().post("/auth/reset-password", json!({"token": token, "password": NEW})).await
}

async fn forgot(shop: &Shopfront, email: &str) -> Answer {
    shop.browser().post("/auth/forgot-password", json!({"email": email})).await
}

#[tokio::test]
async fn who_registers_confirms_the_address_once_and_is_signed_in() {
    for shop in shops().await {
        shop.registered(ANN, PASSWORD).await;
        assert_eq!(shop.browser().sign_in(ANN, PASSWORD).await.status, StatusCode::UNAUTHORIZED);
        let token = shop.mailed_token("verify").await.unwrap();
        assert_eq!(token.len(), 43, "256 bits");
        let answer = verify(&shop, &token).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert_eq!(answer.body["account"]["email"], ANN);
        let again = verify(&shop, &token).await;
        assert_eq!(
            (again.status, &again.body["type"]),
            (StatusCode::UNPROCESSABLE_ENTITY, &json!("/problems/link-ended"))
        );
        assert_eq!(shop.browser().sign_in(ANN, PASSWORD).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn of_64_parallel_uses_of_a_link_one_succeeds() {
    for shop in shops().await {
        shop.registered(ANN, PASSWORD).await;
        let token = shop.mailed_token("verify").await.unwrap();
        let answers = join_all((0..64).map(|_| verify(&shop, &token))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == StatusCode::OK).count(), 1);
        forgot(&shop, ANN).await;
        let token = shop.mailed_token("reset").await.unwrap();
        let answers = join_all((0..64).map(|_| reset(&shop, &token))).await;
        assert_eq!(answers.iter().filter(|answer| answer.status == StatusCode::OK).count(), 1);
        assert!(
            answers
                .iter()
                .all(|answer| answer.status.is_success() || answer.status == StatusCode::UNPROCESSABLE_ENTITY)
        );
    }
}

#[tokio::test]
async fn a_newer_link_ends_the_older() {
    for shop in shops().await {
        shop.registered(ANN, PASSWORD).await;
        let first = shop.mailed_token("verify").await.unwrap();
        shop.browser().post("/auth/resend-verification", json!({"email": ANN})).await;
        let second = shop.mailed_token("verify").await.unwrap();
        assert_ne!(first, second);
        assert_eq!(verify(&shop, &first).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(verify(&shop, &second).await.status, StatusCode::OK);
        shop.browser().post("/auth/resend-verification", json!({"email": ANN})).await;
        assert!(shop.mails().await.is_empty(), "there is nothing left to confirm");
    }
}

#[tokio::test]
async fn links_end_after_a_day_and_after_an_hour_and_fit_one_purpose() {
    for shop in shops().await {
        shop.registered(ANN, PASSWORD).await;
        let token = shop.mailed_token("verify").await.unwrap();
        assert_eq!(reset(&shop, &token).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        shop.later(Duration::from_secs(24 * 3_600));
        assert_eq!(verify(&shop, &token).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        forgot(&shop, ANN).await;
        let token = shop.mailed_token("reset").await.unwrap();
        assert_eq!(verify(&shop, &token).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        shop.later(Duration::from_secs(3_599));
        let weak = shop.browser().post("/auth/reset-password", json!({"token": token, "password": "short"})).await;
        assert_eq!(weak.body["errors"][0]["field"], "password", "a weak password does not use the link up");
        assert_eq!(reset(&shop, &token).await.status, StatusCode::OK);
        forgot(&shop, ANN).await;
        let token = shop.mailed_token("reset").await.unwrap();
        shop.later(Duration::from_secs(3_600));
        assert_eq!(reset(&shop, &token).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}

#[tokio::test]
async fn a_reset_ends_every_other_session_and_confirms_the_address() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut before = shop.signed_in(ANN).await;
        forgot(&shop, "Ann@Example.com").await;
        let token = shop.mailed_token("reset").await.unwrap();
        assert!(before.is_in().await, "asking changes nothing");
        let mut after = shop.browser();
        let answer = after.post("/auth/reset-password", json!({"token": token, "password": NEW})).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        assert!(after.is_in().await && !before.is_in().await);
        assert_eq!(before.refresh().await.status, StatusCode::UNAUTHORIZED);
        assert_eq!(shop.browser().sign_in(ANN, PASSWORD).await.status, StatusCode::UNAUTHORIZED);

        shop.unconfirmed("import@example.com").await;
        forgot(&shop, "import@example.com").await;
        let token = shop.mailed_token("reset").await.unwrap();
        assert_eq!(reset(&shop, &token).await.status, StatusCode::OK);
        assert_eq!(shop.browser().sign_in("import@example.com", NEW).await.status, StatusCode::OK);
    }
}

async fn rows(shop: &Shopfront) -> usize {
    shop.dump().await.lines().filter(|line| !line.is_empty()).count()
}

#[tokio::test]
async fn known_and_unknown_addresses_get_the_same_answer_and_write_the_same() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let disabled = shop.customer("disabled@example.com").await;
        let mut tx = shop.identity.db.begin().await.unwrap();
        accounts::disable(&mut tx, disabled.id, shop.identity.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        for path in ["/auth/forgot-password", "/auth/resend-verification"] {
            let mut answers = Vec::new();
            for email in [ANN, "nobody@example.com", "disabled@example.com"] {
                let before = rows(&shop).await;
                let answer = shop.browser().post(path, json!({"email": email})).await;
                assert_eq!(rows(&shop).await, before + 1, "one event, whoever asks");
                answers.push((answer.status, answer.text));
            }
            assert_eq!(answers[0].0, StatusCode::ACCEPTED);
            assert!(answers.iter().all(|answer| *answer == answers[0]), "{answers:?}");
        }
        let recipients: Vec<_> = shop.mails().await.into_iter().map(|(to, _)| to).collect();
        assert_eq!(recipients, [ANN], "one reset link, and nothing to confirm");
    }
}

#[tokio::test]
async fn links_start_with_the_configured_address_whatever_the_request_says() {
    for shop in shops().await {
        shop.customer(ANN).await;
        let mut liar = shop.browser();
        for (name, value) in [
            ("host", "evil.example"),
            ("x-forwarded-host", "evil.example"),
            ("forwarded", "host=evil.example"),
            ("origin", "https://evil.example"),
            ("referer", "https://evil.example/"),
        ] {
            liar = liar.with_header(name, value);
        }
        liar.post("/auth/forgot-password", json!({"email": ANN})).await;
        let (_, text) = shop.mails().await.remove(0);
        assert!(text.contains("http://127.0.0.1:8080/reset?token=") && !text.contains("evil"), "{text}");
    }
}

#[tokio::test]
async fn made_up_link_tokens_are_refused() {
    for shop in shops().await {
        shop.registered(ANN, PASSWORD).await;
        let token = shop.mailed_token("verify").await.unwrap();
        for bad in [
            "",
            "%",
            "null",
            &token[..42],
            &format!("{token}="),
            &token.to_lowercase(),
            &"A".repeat(43),
            "' or '1'='1",
            "\0",
        ] {
            assert_eq!(verify(&shop, bad).await.status, StatusCode::UNPROCESSABLE_ENTITY, "{bad}");
        }
        for bad in [Value::Null, json!(["x"]), json!(1), json!({"$gt": ""})] {
            let answer = shop.browser().post("/auth/verify", json!({"token": bad})).await;
            assert!(answer.status.is_client_error(), "{bad}");
        }
        assert_eq!(verify(&shop, &token).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn who_registers_a_known_address_learns_it_by_mail_alone() {
    for shop in shops().await {
        let confirmed = shop.customer(ANN).await;
        let mut tx = shop.identity.db.begin().await.unwrap();
        let confirmed = accounts::by_id(&mut tx, confirmed.id).await.unwrap().unwrap();
        shop.identity.greet_known_address(&mut tx, &confirmed).await.unwrap();
        tx.commit().await.unwrap();
        let (to, text) = shop.mails().await.remove(0);
        assert!(to == ANN && text.contains("/sign-in") && !text.contains("token="), "{text}");
        assert_eq!(shop.browser().sign_in(ANN, PASSWORD).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_password_chosen_by_who_registered_first_does_not_open_the_account_of_the_mailboxes_owner() {
    for shop in shops().await {
        let squatted = shop.registered("victim@example.com", "the attacker knows this").await;
        let squatter_link = shop.mailed_token("verify").await.unwrap();
        let mut tx = shop.identity.db.begin().await.unwrap();
        shop.identity.greet_known_address(&mut tx, &squatted).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(verify(&shop, &squatter_link).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        shop.browser().post("/auth/resend-verification", json!({"email": "victim@example.com"})).await;
        let texts: Vec<_> = shop.mails().await.into_iter().map(|(_, text)| text).collect();
        assert!(texts.iter().all(|text| text.contains("/reset?token=")), "no link confirms that password: {texts:?}");
        forgot(&shop, "victim@example.com").await;
        let token = shop.mailed_token("reset").await.unwrap();
        assert_eq!(reset(&shop, &token).await.status, StatusCode::OK);
        assert_eq!(
            shop.browser().sign_in("victim@example.com", "the attacker knows this").await.status,
            StatusCode::UNAUTHORIZED
        );
        assert_eq!(shop.browser().sign_in("victim@example.com", NEW).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn a_link_asked_for_before_an_account_was_disabled_does_not_open_it() {
    for shop in shops().await {
        let account = shop.customer(ANN).await;
        forgot(&shop, ANN).await;
        let token = shop.mailed_token("reset").await.unwrap();
        let mut tx = shop.identity.db.begin().await.unwrap();
        accounts::disable(&mut tx, account.id, shop.identity.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert_eq!(reset(&shop, &token).await.status, StatusCode::UNPROCESSABLE_ENTITY);
    }
}
