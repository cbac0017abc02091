//! Who gets in with a password, and that nobody else learns anything.

use std::time::{Duration, Instant};

use axum::{body::Body, http::StatusCode};
use http::Role;
use identity::{Secret, accounts, passwords::Cost};
use serde_json::{Value, json};

use crate::support::{ANN, PASSWORD, Shopfront, shops, shops_with};

async fn people(shop: &Shopfront) -> Vec<(&'static str, Value)> {
    let now = shop.identity.clock.now();
    shop.customer(ANN).await;
    shop.unconfirmed("import@example.com").await;
    shop.registered("pending@example.com", PASSWORD).await;
    let disabled = shop.customer("disabled@example.com").await;
    let deleted = shop.customer("deleted@example.com").await;
    let mut tx = shop.identity.db.begin().await.unwrap();
    assert!(accounts::disable(&mut tx, disabled.id, now).await.unwrap());
    assert!(accounts::delete(&mut tx, deleted.id, now, &shop.identity.random).await.unwrap());
    tx.commit().await.unwrap();
    vec![
        ("existing", json!(ANN)),
        ("existing, other spelling", json!("Ann@EXAMPLE.com")),
        ("unknown", json!("nobody@example.com")),
        ("without a password", json!("import@example.com")),
        ("not confirmed", json!("pending@example.com")),
        ("disabled", json!("disabled@example.com")),
        ("deleted", json!("deleted@example.com")),
        ("empty", json!("")),
        ("wildcard", json!("%")),
        ("null", Value::Null),
    ]
}

#[tokio::test]
async fn of_all_people_and_passwords_only_the_confirmed_owner_with_the_right_one_gets_in() {
    for shop in shops().await {
        let people = people(&shop).await;
        let huge = "x".repeat(1 << 20);
        let passwords = [
            ("right", json!(PASSWORD)),
            ("wrong", json!("tea with lemon and sugar")),
            ("empty", json!("")),
            ("null", Value::Null),
            ("array", json!([PASSWORD])),
            ("object", json!({"$ne": ""})),
            ("huge", json!(huge)),
        ];
        for (who, email) in &people {
            for (what, password) in &passwords {
                let mut browser = shop.browser();
                let answer = browser.post("/auth/sign-in", json!({"email": email, "password": password})).await;
                let expected = who.starts_with("existing") && *what == "right";
                assert_eq!(answer.status == StatusCode::OK, expected, "{who} × {what}: {}", answer.status);
                assert!(
                    answer.status.is_success() || answer.status.is_client_error(),
                    "{who} × {what}: {}",
                    answer.status
                );
                assert_eq!(browser.access.is_some() && browser.cookie.is_some(), expected, "{who} × {what}");
            }
        }
    }
}

#[tokio::test]
async fn every_refusal_has_the_same_body() {
    for shop in shops().await {
        let mut bodies = Vec::new();
        for (who, email) in people(&shop).await.iter().filter(|(_, email)| email.is_string()) {
            let password = if who.starts_with("existing") { "tea with lemon and sugar" } else { PASSWORD };
            let answer = shop.browser().sign_in(email.as_str().unwrap(), password).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{who}");
            assert_eq!(answer.headers["content-type"], "application/problem+json");
            assert!(answer.headers.get("set-cookie").is_none());
            bodies.push(answer.text);
        }
        bodies.dedup();
        assert_eq!(bodies.len(), 1, "{bodies:?}");
    }
}

/// Coarse: the middle of 15 samples within a quarter of each other, at the production cost, where a
/// hash that was left out would show as nothing against some tens of milliseconds.
#[tokio::test]
async fn an_unknown_address_takes_as_long_as_a_known_one() {
    for shop in shops_with(|settings| settings.argon2 = Cost::default()).await {
        people(&shop).await;
        let mut middles = Vec::new();
        let addresses =
            [ANN, "nobody@example.com", "import@example.com", "pending@example.com", "deleted@example.com", "%"];
        let mut samples = vec![Vec::new(); addresses.len()];
        for _ in 0..15 {
            for (address, samples) in addresses.iter().zip(&mut samples) {
                let start = Instant::now();
                shop.browser().sign_in(address, "tea with lemon and sugar").await;
                samples.push(start.elapsed());
            }
        }
        for (address, mut samples) in addresses.iter().zip(samples) {
            samples.sort();
            middles.push((samples[samples.len() / 2], *address));
        }
        middles.sort();
        let (first, last) = (middles[0].0, middles[middles.len() - 1].0);
        assert!(first > Duration::from_millis(2), "a hash is computed each time: {middles:?}");
        assert!(last < first * 2, "{middles:?}");
    }
}

#[tokio::test]
async fn a_session_tells_who_signed_in_and_is_never_stored_on_the_way() {
    for shop in shops().await {
        shop.staff("nancy@example.com", Role::SalesManager).await;
        let customer = shop.customer(ANN).await;
        let answer = shop.browser().sign_in(ANN, PASSWORD).await;
        assert_eq!(answer.body["expires_in"], 900);
        assert_eq!(answer.body["account"]["id"], customer.id.to_string());
        assert_eq!(answer.body["account"]["kind"], "customer");
        assert_eq!(answer.body["account"]["role"], Value::Null);
        assert_eq!(answer.body["account"]["email"], ANN);
        assert_eq!(answer.headers["cache-control"], "no-store");
        let answer = crate::second_factor::first_sign_in(&shop, "nancy@example.com").await;
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert_eq!(answer.body["account"]["kind"], "staff");
        assert_eq!(answer.body["account"]["role"], "sales_manager");
        assert_eq!(answer.body["account"]["customer_id"], Value::Null);
    }
}

#[tokio::test]
async fn what_a_request_says_of_itself_beyond_the_fields_is_refused() {
    for shop in shops().await {
        shop.customer(ANN).await;
        for field in ["role", "verified", "customer_id", "id", "kind", "remember"] {
            let answer =
                shop.browser().post("/auth/sign-in", json!({"email": ANN, "password": PASSWORD, field: "it"})).await;
            assert_eq!(answer.status, StatusCode::BAD_REQUEST, "{field}");
            assert!(answer.text.contains(field));
        }
        let answer = shop.browser().send("POST", "/auth/sign-in", Body::from("email=a&password=b"), false).await;
        assert_eq!(answer.status, StatusCode::UNSUPPORTED_MEDIA_TYPE);
        let answer = shop.browser().send("POST", "/auth/sign-in", Body::from(vec![b' '; 1 << 20]), true).await;
        assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    }
}

#[tokio::test]
async fn an_old_hash_is_made_anew_at_sign_in_and_still_works() {
    for shop in shops().await {
        let account = shop.unconfirmed(ANN).await;
        let old = identity::Passwords::new(Cost { memory_kib: 32, passes: 2, lanes: 1 }, &shop.identity.random);
        let hash = old.hash(&Secret::new(PASSWORD)).await.unwrap();
        let mut tx = shop.identity.db.begin().await.unwrap();
        accounts::open(&mut tx, account.id, &hash, shop.identity.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        assert!(shop.dump().await.contains("m=32,t=2"));
        shop.signed_in(ANN).await;
        let dump = shop.dump().await;
        assert!(!dump.contains("m=32,t=2") && dump.contains("m=64,t=1"), "{dump}");
        shop.signed_in(ANN).await;
    }
}

#[tokio::test]
async fn an_address_that_is_free_again_opens_an_account_that_sees_nothing_of_the_old_one() {
    for shop in shops().await {
        let first = shop.customer(ANN).await;
        let mut old = shop.signed_in(ANN).await;
        let mut tx = shop.identity.db.begin().await.unwrap();
        accounts::delete(&mut tx, first.id, shop.identity.clock.now(), &shop.identity.random).await.unwrap();
        tx.commit().await.unwrap();
        assert!(!old.is_in().await);
        assert_eq!(old.refresh().await.status, StatusCode::UNAUTHORIZED);
        let second = shop.customer(ANN).await;
        assert_ne!(first.id, second.id);
        let mut browser = shop.signed_in(ANN).await;
        let sessions = browser.get("/auth/sessions").await;
        assert_eq!(sessions.body["items"].as_array().unwrap().len(), 1);
        assert!(!old.is_in().await);
    }
}

#[test]
fn the_document_names_every_operation() {
    let (_, api) = identity::router::<identity::Identity>().split_for_parts();
    let api = serde_json::to_value(api).unwrap();
    let paths = api["paths"].as_object().unwrap();
    let operations = paths.values().flat_map(|path| path.as_object().unwrap().values());
    let mut ids: Vec<_> = operations.map(|operation| operation["operationId"].as_str().unwrap()).collect();
    ids.sort_unstable();
    let expected = "begin_enrolment change_password finish_enrolment finish_sign_in forgot_password get_second_factor \
                    list_sessions refresh_session renew_recovery_codes resend_verification reset_password revoke_session \
                    set_up_second_factor sign_in sign_out sign_out_everywhere turn_off_second_factor turn_on_second_factor \
                    verify_email";
    assert_eq!(ids.join(" "), expected);
}
