//! What staff do with customers' accounts, through the whole program.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

mod common;

use common::Shop;
use serde_json::{Value, json};

async fn count(shop: &Shop, sql: &str) -> i64 {
    let mut conn = shop.app.shop.db.read().await.unwrap();
    sql::on!(&mut conn, c => sqlx::query_scalar::<_, i64>(sql).fetch_one(c).await).unwrap()
}

#[tokio::test]
async fn a_look_through_a_customers_eyes_reads_and_never_writes() {
    for shop in Shop::both().await {
        let jane = shop.token_of("Support agent").await;
        let view = shop.send(&jane, "POST", "/api/v1/admin/customers/1/view", None).await;
        assert_eq!(view.status, 201, "{:?}", view.json);
        let token = view.json["access_token"].as_str().unwrap();
        let me = shop.send(token, "GET", "/api/v1/customers/me", None).await;
        assert_eq!((me.status.as_u16(), &me.json["email"]), (200, &json!("luisg@embraer.com.br")));
        assert_eq!(shop.send(token, "GET", "/api/v1/orders", None).await.json["items"].as_array().unwrap().len(), 7);
        for operation in common::operations().iter().filter(|operation| operation.method != "GET") {
            let body = operation.has_body.then(|| json!({}));
            let answer = shop.send(token, &operation.method, &operation.path, body).await;
            assert_eq!((answer.status.as_u16(), answer.kind()), (403, "looking-only"), "{}", operation.name);
        }
        for path in ["/auth/sessions", "/auth/second-factor", "/customers/me/export", "/library/export"] {
            let answer = shop.send(token, "GET", &format!("/api/v1{path}"), None).await;
            assert_eq!((answer.status.as_u16(), answer.kind()), (403, "looking-only"), "{path}");
        }
        let desk = shop.send(token, "GET", "/api/v1/admin/orders", None).await;
        assert_eq!(desk.status, 403, "a customer's eyes see no back office");
        assert_eq!(shop.send(&jane, "DELETE", "/api/v1/admin/customers/1/view", None).await.status, 204);
        let told = "select count(*) from audit_log where action in ('customer.viewed', 'customer.view_ended') and on_behalf_of = 1 and actor_id = '3'";
        assert_eq!(count(&shop, told).await, 2, "{}", shop.engine);
        // Another agent's customer cannot be looked at, and a look ends with the session it began in.
        let of_margaret = shop.send(&jane, "POST", "/api/v1/admin/customers/4/view", None).await;
        assert_eq!(of_margaret.status, 404);
        shop.send(&jane, "POST", "/api/v1/auth/sign-out", None).await;
        shop.send(&jane, "POST", "/api/v1/auth/sign-out-everywhere", None).await;
        assert_eq!(shop.send(token, "GET", "/api/v1/customers/me", None).await.status, 401);
    }
}

#[tokio::test]
async fn a_look_ends_by_itself() {
    let shop = Shop::open("sqlite").await;
    let jane = shop.token_of("Support agent").await;
    let view = shop.send(&jane, "POST", "/api/v1/admin/customers/1/view", None).await;
    let token = view.json["access_token"].as_str().unwrap();
    shop.clock.advance(identity::viewing::VIEW_LIFE - std::time::Duration::from_secs(1));
    assert_eq!(shop.send(token, "GET", "/api/v1/customers/me", None).await.status, 200);
    shop.clock.advance(std::time::Duration::from_secs(1));
    assert_eq!(shop.send(token, "GET", "/api/v1/customers/me", None).await.status, 401);
}

#[tokio::test]
async fn a_disabled_customer_is_out_at_once_and_can_come_back() {
    for shop in Shop::both().await {
        let luis = shop.token_of("Customer").await;
        let nancy = shop.token_of("Sales manager").await;
        let reason = Some(json!({ "reason": "Chargebacks" }));
        let account = shop.send(&nancy, "POST", "/api/v1/admin/customers/1/disable", reason.clone()).await;
        assert_eq!((account.status.as_u16(), &account.json["state"]), (200, &json!("disabled")), "{:?}", account.json);
        assert_eq!(shop.send(&luis, "GET", "/api/v1/customers/me", None).await.status, 401);
        let account = shop.send(&nancy, "POST", "/api/v1/admin/customers/1/enable", reason).await;
        assert_eq!(account.json["state"], "active");
        let luis = shop.token_of("Customer").await;
        assert_eq!(shop.send(&luis, "GET", "/api/v1/customers/me", None).await.status, 200);
        let account = shop.send(&nancy, "GET", "/api/v1/admin/customers/1/account", None).await;
        assert!(account.json["songs"].as_i64().unwrap() >= 0, "{:?}", account.json);
    }
}

#[tokio::test]
async fn an_anonymised_customer_is_forgotten_and_the_invoices_remain() {
    for shop in Shop::both().await {
        let (luis, nancy, jane) = (
            shop.token_of("Customer").await,
            shop.token_of("Sales manager").await,
            shop.token_of("Support agent").await,
        );
        let asked = json!({ "subject": "My name is Luis", "body": "And I live in São José dos Campos." });
        let ticket = shop.send(&luis, "POST", "/api/v1/support/tickets", Some(asked)).await.json;
        let before = count(&shop, "select count(*) from invoices where customer_id = 1").await;
        let revenue = count(&shop, "select cast(sum(total_cents) as bigint) from invoices").await;
        let body = |confirm: i64| Some(json!({ "confirm": confirm, "reason": "Asked for it in ticket 1" }));
        let path = "/api/v1/admin/customers/1/anonymise";
        assert_eq!(shop.send(&jane, "POST", path, body(1)).await.status, 403, "not for agents");
        assert_eq!(shop.send(&nancy, "POST", path, body(2)).await.status, 422, "a second thought");
        assert_eq!(shop.send(&nancy, "POST", path, body(1)).await.status, 204);
        assert_eq!(shop.send(&luis, "GET", "/api/v1/customers/me", None).await.status, 401);
        let desk = shop.send(&nancy, "GET", "/api/v1/admin/customers/1", None).await.json;
        assert_eq!((&desk["profile"]["email"], &desk["profile"]["first_name"]), (&Value::Null, &json!("Deleted")));
        let id = ticket["ticket"]["id"].as_str().unwrap();
        let kept = shop.send(&nancy, "GET", &format!("/api/v1/admin/tickets/{id}"), None).await.json;
        assert!(!kept.to_string().contains("São José") && !kept.to_string().contains("Luis"), "{kept}");
        assert_eq!(count(&shop, "select count(*) from invoices where customer_id = 1").await, before);
        assert_eq!(count(&shop, "select cast(sum(total_cents) as bigint) from invoices").await, revenue);
        let order = shop.send(&nancy, "GET", "/api/v1/admin/orders?customer=1", None).await.json["items"][0].clone();
        let invoice = format!("/api/v1/admin/orders/{}/invoice", order["id"].as_str().unwrap());
        assert_eq!(shop.send(&nancy, "GET", &invoice, None).await.status, 200, "{}", shop.engine);
    }
}
