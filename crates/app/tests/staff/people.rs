//! Inviting, promoting and letting go, and what the audit log says of it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

use std::time::Duration;

use axum::http::StatusCode;
use chinook_app::jobs;

use futures::future::join_all;
use serde_json::{Value, json};

use crate::common::{self, Answer, Shop};

const PASSWORD: &str = "coffee without any sugar";

async fn manager(shop: &Shop) -> String {
    shop.token_of("General manager").await
}

async fn invite(shop: &Shop, token: &str, email: &str, role: &str, reports_to: i64) -> Answer {
    let body =
        json!({ "first_name": "Grace", "last_name": "Hopper", "email": email, "role": role, "reports_to": reports_to });
    shop.send(token, "POST", "/api/v1/admin/staff", Some(body)).await
}

/// Follows the link of the invitation: a password, then the second factor.
async fn join(shop: &Shop, email: &str) -> Answer {
    jobs::run_once(&shop.app).await;
    let token = shop.mailed_token(email);
    let body = json!({ "token": token, "password": PASSWORD });
    let answer = shop.send("", "POST", "/api/v1/auth/reset-password", Some(body)).await;
    assert_eq!(answer.status, StatusCode::ACCEPTED, "{:?}", answer.json);
    let challenge = answer.json["challenge"].clone();
    let body = json!({ "challenge": challenge });
    let setup = shop.send("", "POST", "/api/v1/auth/second-factor/enrolment", Some(body)).await;
    let code = common::totp(setup.json["key"].as_str().unwrap(), shop.clock.now());
    let body = json!({ "challenge": challenge, "code": code });
    shop.send("", "POST", "/api/v1/auth/second-factor/enrolment/confirm", Some(body)).await
}

fn items(answer: &Answer) -> &Vec<Value> {
    answer.json["items"].as_array().unwrap_or_else(|| panic!("a list: {:?}", answer.json))
}

#[tokio::test]
async fn who_is_invited_joins_with_a_second_factor_and_sees_what_the_role_may_see() {
    for shop in Shop::both().await {
        let manager = manager(&shop).await;
        let invited = invite(&shop, &manager, "grace@example.com", "support_agent", 2).await;
        assert_eq!(
            (invited.status, &invited.json["state"]),
            (StatusCode::CREATED, &json!("invited")),
            "{:?}",
            invited.json
        );
        let again = invite(&shop, &manager, "Grace@example.com", "it", 1).await;
        assert_eq!(again.json["errors"][0]["field"], "email", "{:?}", again.json);
        let grace = join(&shop, "grace@example.com").await;
        assert_eq!(grace.json["recovery_codes"].as_array().map(Vec::len), Some(10), "{:?}", grace.json);
        let token = grace.json["access_token"].as_str().unwrap();
        let me = shop.send(token, "GET", "/api/v1/admin/me", None).await;
        assert_eq!((&me.json["id"], &me.json["role"]), (&json!(9), &json!("support_agent")));
        assert!(!me.json["operations"].as_array().unwrap().contains(&json!("list_staff")));
        assert_eq!(shop.send(token, "GET", "/api/v1/admin/staff", None).await.status, StatusCode::FORBIDDEN);
        let detail = shop.send(&manager, "GET", "/api/v1/admin/staff/9", None).await;
        assert_eq!(detail.json["state"], "active");
        assert_eq!(detail.json["sessions"].as_array().map(Vec::len), Some(1));
        jobs::run_once(&shop.app).await;
        let log = shop.send(&manager, "GET", "/api/v1/admin/audit?action=staff&entity_id=9", None).await;
        let entry = &items(&log)[0];
        assert_eq!((&entry["action"], &entry["actor"]["name"]), (&json!("staff.invited"), &json!("Andrew Adams")));
        assert_eq!(entry["after"]["email"], "grace@example.com");
        assert!(entry["seal"].as_i64().is_some(), "the job has sealed it: {entry}");
        let proof = shop.send(&manager, "POST", "/api/v1/admin/audit/verify", None).await;
        assert_eq!(proof.json["broken_at"], Value::Null, "{:?}", proof.json);
        let csv = shop.send(&manager, "GET", "/api/v1/admin/audit/export.csv?action=staff", None).await;
        assert!(String::from_utf8(csv.bytes).unwrap().contains("staff.invited"));
        let found = shop.send(&manager, "GET", "/api/v1/admin/audit?q=grace%40EXAMPLE", None).await;
        assert_eq!(items(&found).len(), 1);
        let none = shop.send(&manager, "GET", "/api/v1/admin/audit?q=%25_", None).await;
        assert_eq!(items(&none).len(), 0, "wildcards are letters like any other");
    }
}

#[tokio::test]
async fn the_tree_has_no_circles_and_nobody_changes_their_own_role() {
    for shop in Shop::both().await {
        let manager = manager(&shop).await;
        let change = async |id: i64, body: Value| {
            shop.send(&manager, "PATCH", &format!("/api/v1/admin/staff/{id}"), Some(body)).await
        };
        let circle = change(2, json!({ "reports_to": 3 })).await;
        assert_eq!(circle.json["errors"][0]["field"], "reports_to", "Edwards under Peacock, who is under her");
        assert_eq!(change(2, json!({ "reports_to": 2 })).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        assert_eq!(change(2, json!({ "reports_to": 99 })).await.status, StatusCode::UNPROCESSABLE_ENTITY);
        let own = change(1, json!({ "role": "it" })).await;
        assert_eq!((own.status, own.kind()), (StatusCode::CONFLICT, "own-role"));
        for verb in ["deactivate", "second-factor/reset"] {
            let own = shop.send(&manager, "POST", &format!("/api/v1/admin/staff/1/{verb}"), None).await;
            assert_eq!(own.status, StatusCode::CONFLICT, "{verb}");
        }
        let moved = change(3, json!({ "reports_to": 6, "title": "IT helper", "role": "it" })).await;
        assert_eq!((&moved.json["reports_to"], &moved.json["role"]), (&json!(6), &json!("it")), "{:?}", moved.json);
        let list = shop.send(&manager, "GET", "/api/v1/admin/staff", None).await;
        assert_eq!(items(&list).len(), 8);
        assert_eq!(items(&list)[2]["title"], "IT helper");
    }
}

#[tokio::test]
async fn who_leaves_or_does_other_work_leaves_no_customer_behind() {
    for shop in Shop::both().await {
        let manager = manager(&shop).await;
        let left_alone = async || {
            let page = shop.send(&manager, "GET", "/api/v1/admin/customers/totals?agent=none", None).await;
            page.json["count"].as_i64().unwrap_or_else(|| panic!("{:?}", page.json))
        };
        let agents = async || shop.send(&manager, "GET", "/api/v1/admin/agents", None).await.json.to_string();
        assert_eq!(left_alone().await, 0);
        assert!(agents().await.contains("Peacock"));
        shop.send(&manager, "POST", "/api/v1/admin/staff/3/deactivate", None).await;
        assert_eq!(left_alone().await, 21);
        assert!(!agents().await.contains("Peacock"));
        let give = json!({ "agent_id": 3 });
        let refused = shop.send(&manager, "PUT", "/api/v1/admin/customers/1/agent", Some(give.clone())).await;
        assert!(refused.status.is_client_error(), "{:?}", refused.json);
        let moved = json!({ "role": "it" });
        shop.send(&manager, "PATCH", "/api/v1/admin/staff/4", Some(moved)).await;
        assert_eq!(left_alone().await, 41, "21 of Jane and 20 of Margaret");
        shop.send(&manager, "POST", "/api/v1/admin/staff/3/reactivate", None).await;
        assert!(agents().await.contains("Peacock"));
    }
}

#[tokio::test]
async fn who_is_let_go_is_out_at_once_and_a_reset_second_factor_is_set_up_anew() {
    for shop in Shop::both().await {
        let (manager, nancy) = (manager(&shop).await, shop.token_of("Sales manager").await);
        let may = async |token: &str| shop.send(token, "GET", "/api/v1/admin/me", None).await.status;
        assert_eq!(may(&nancy).await, StatusCode::OK);
        let gone = shop.send(&manager, "POST", "/api/v1/admin/staff/2/deactivate", None).await;
        assert_eq!(gone.json["state"], "deactivated", "{:?}", gone.json);
        assert_eq!(may(&nancy).await, StatusCode::UNAUTHORIZED);
        let back = shop.send(&manager, "POST", "/api/v1/admin/staff/2/reactivate", None).await;
        assert_eq!(back.json["state"], "active");
        let nancy = shop.token_of("Sales manager").await;
        let detail = shop.send(&manager, "GET", "/api/v1/admin/staff/2", None).await;
        let session = detail.json["sessions"][0]["id"].as_str().unwrap();
        let of = |id: i64| format!("/api/v1/admin/staff/{id}/sessions/{session}");
        assert_eq!(
            shop.send(&manager, "DELETE", &of(3), None).await.status,
            StatusCode::NOT_FOUND,
            "another's session"
        );
        assert_eq!(may(&nancy).await, StatusCode::OK);
        assert_eq!(shop.send(&manager, "DELETE", &of(2), None).await.status, StatusCode::NO_CONTENT);
        assert_eq!(may(&nancy).await, StatusCode::UNAUTHORIZED);
        let nancy = shop.token_of("Sales manager").await;
        let reset = shop.send(&manager, "POST", "/api/v1/admin/staff/2/second-factor/reset", None).await;
        assert_eq!(reset.json["second_factor_since"], Value::Null, "{:?}", reset.json);
        assert_eq!(may(&nancy).await, StatusCode::UNAUTHORIZED);
        let account = shop.app.demo_accounts[1].clone();
        let body = json!({ "email": account.email, "password": account.password });
        let answer = shop.send("", "POST", "/api/v1/auth/sign-in", Some(body)).await;
        assert_eq!(answer.json["enrolled"], false);
    }
}

#[tokio::test]
async fn two_general_managers_who_demote_each_other_leave_one() {
    for shop in Shop::both().await {
        let andrew = manager(&shop).await;
        let invited = invite(&shop, &andrew, "grace@example.com", "general_manager", 1).await;
        let id = invited.json["id"].as_i64().unwrap();
        let down = json!({ "role": "it" });
        let early =
            shop.send(&andrew, "PATCH", &format!("/api/v1/admin/staff/{id}"), Some(json!({ "title": "Deputy" }))).await;
        assert_eq!(early.status, StatusCode::OK, "{:?}", early.json);
        let grace = join(&shop, "grace@example.com").await.json["access_token"].as_str().unwrap().to_owned();
        let first = format!("/api/v1/admin/staff/{id}");
        let tries = [
            shop.send(&andrew, "PATCH", &first, Some(down.clone())),
            shop.send(&grace, "PATCH", "/api/v1/admin/staff/1", Some(down.clone())),
        ];
        let done = join_all(tries).await.iter().filter(|answer| answer.status == StatusCode::OK).count();
        assert_eq!(done, 1, "one of them was quicker, and the other is no general manager any more");
        shop.clock.advance(Duration::from_secs(60));
        let leaders = accounts(&shop).await;
        assert_eq!(leaders, 1);
    }
}

async fn accounts(shop: &Shop) -> i64 {
    let nobody = kernel::EmployeeId::new(1_000).unwrap();
    identity::accounts::general_managers_but(&mut shop.app.shop.db.read().await.unwrap(), nobody).await.unwrap()
}

#[tokio::test]
async fn codes_that_bring_money_are_not_guessed() {
    let shop = Shop::open_with("sqlite", &[("CHINOOK_LIMIT_FACTOR", "1")]).await;
    let token = shop.token_of("Customer").await;
    let guess = async |n: i32| {
        let (method, path) = if n % 2 == 0 { ("PUT", "/api/v1/cart/code") } else { ("POST", "/api/v1/redeem") };
        shop.send(&token, method, path, Some(json!({ "code": format!("GUESS-{n}") }))).await.status
    };
    let mut answers = Vec::new();
    for n in 0..12 {
        answers.push(guess(n).await);
    }
    assert_eq!(answers.iter().filter(|status| **status == StatusCode::NOT_FOUND).count(), 8, "{answers:?}");
    assert_eq!(answers[8..], [StatusCode::TOO_MANY_REQUESTS; 4]);
    assert_eq!(shop.send(&token, "GET", "/api/v1/cart", None).await.status, StatusCode::OK, "the rest goes on");
    shop.clock.advance(Duration::from_secs(60));
    assert_eq!(guess(0).await, StatusCode::NOT_FOUND);
}
