//! The tax that is in the prices.

use axum::http::{Method, StatusCode};
use http::Role;
use serde_json::{Value, json};

use crate::support::{ALBUM, GOOD, World, worlds};

async fn rate(world: &World, country: &str, from: &str, bp: i64) -> (StatusCode, Value) {
    let body = json!({ "country": country, "valid_from": from, "rate_bp": bp, "name": "VAT" });
    let (status, _, body) = world.staff(Method::POST, "/tax-rates", Role::GeneralManager, &[], Some(body)).await;
    (status, body)
}

#[tokio::test]
async fn the_tax_in_the_price_is_on_the_order_its_lines_and_the_invoice() {
    for world in worlds().await {
        for (from, bp) in [("2020-01-01", 2_000), ("2025-01-01", 2_100), ("2099-01-01", 5_000)] {
            assert_eq!(rate(&world, "CZ", from, bp).await.0, StatusCode::CREATED);
        }
        assert_eq!(rate(&world, "CZ", "2025-01-01", 1).await.0, StatusCode::CONFLICT);
        assert_eq!(rate(&world, "CZ", "2025-02-31", 1).await.0, StatusCode::UNPROCESSABLE_ENTITY);
        let who = world.newcomer().await;
        world.add(who, "track", 2).await;
        let order = world.buy(who, &[("album", ALBUM)]).await;
        let view = world.get(&format!("/orders/{order}"), who).await;
        // 21 % in 9.90: 171.8.
        let tax =
            json!({ "name": "VAT", "country": "CZ", "rate_bp": 2_100, "amount": { "amount": 172, "currency": "USD" } });
        assert_eq!(
            (&view["total"]["amount"], &view["tax"]["amount"], &view["included_tax"]),
            (&json!(990), &json!(0), &tax)
        );
        let invoice = world.get(&format!("/orders/{order}/invoice"), who).await;
        assert_eq!(invoice["included_tax"], tax);
        let lines: i64 = invoice["lines"]
            .as_array()
            .unwrap()
            .iter()
            .map(|line| line["included_tax"]["amount"].as_i64().unwrap())
            .sum();
        assert_eq!(lines, 172);
        let on_lines = format!(
            "select cast(sum(included_tax_cents) as bigint) from order_lines where order_id = '{order}' and tax_rate_bp = 2100"
        );
        assert_eq!(world.count(&on_lines).await, 172);
        let (_, _, page) = world.raw(Method::GET, &format!("/orders/{order}/invoice.html"), Some(who), &[], None).await;
        assert!(String::from_utf8_lossy(&page).contains("Includes 21 % VAT"));
        // What goes back carries its share of the tax, and all of it goes with the whole.
        for (cents, key) in [(333, "a"), (333, "b"), (324, "c")] {
            let amount = kernel::Money::usd(cents);
            let request = store::orders::RefundRequest { amount, reason: "As asked", key, by: None, lines: &[] };
            store::orders::refund(&world.shop, order, &request).await.unwrap();
        }
        let back = format!("select cast(sum(included_tax_cents) as bigint) from refunds where order_id = '{order}'");
        assert_eq!(world.count(&back).await, 172);
        world.books_are_right().await;
    }
}

#[tokio::test]
async fn proofs_of_the_country_are_kept_and_two_that_agree_decide() {
    for world in worlds().await {
        rate(&world, "CZ", "2020-01-01", 2_100).await;
        rate(&world, "DE", "2020-01-01", 1_900).await;
        let who = world.newcomer().await;
        world.execute(&format!("update customers set country = 'DE' where id = {who}")).await;
        world.add(who, "track", 1).await;
        // The billing address says CZ, the account and the network DE.
        let (status, order) = world.order_from(who, "DE", World::order_body(99)).await;
        assert_eq!((status, &order["included_tax"]["country"]), (StatusCode::CREATED, &json!("DE")), "{order}");
        let id = order["id"].as_str().unwrap();
        let paid: kernel::OrderId = id.parse().unwrap();
        let page = world.open_page(who, paid).await;
        world.card(&page, GOOD).await;
        world.settle(who, paid).await;
        let booked = format!("select count(*) from sales where id = '{id}' and country = 'DE'");
        assert_eq!(world.count(&booked).await, 1, "the tax is reported where it is owed");
        assert_eq!(world.count(&format!("select count(*) from orders where id = '{id}' and tax_proven")).await, 1);
        let kept = format!(
            "select count(*) from orders where id = '{id}' and tax_evidence = '[{{\"proof\":\"billing_address\",\"country\":\"CZ\"}},{{\"proof\":\"account\",\"country\":\"DE\"}},{{\"proof\":\"network\",\"country\":\"DE\"}}]'"
        );
        assert_eq!(world.count(&kept).await, 1);
        // One against one: the address of the order, and no proof.
        let other = world.newcomer().await;
        world.add(other, "track", 1).await;
        let (_, order) = world.order_from(other, "DE", World::order_body(99)).await;
        let id = order["id"].as_str().unwrap();
        assert_eq!(order["included_tax"]["country"], "CZ");
        assert_eq!(world.count(&format!("select count(*) from orders where id = '{id}' and not tax_proven")).await, 1);
    }
}

#[tokio::test]
async fn a_shop_without_rates_has_no_tax_and_rates_are_the_general_managers() {
    for world in worlds().await {
        let who = world.newcomer().await;
        let order = world.buy(who, &[("track", 1)]).await;
        let view = world.get(&format!("/orders/{order}"), who).await;
        assert_eq!(view["included_tax"], Value::Null);
        let body = Some(json!({ "country": "DE", "valid_from": "2025-01-01", "rate_bp": 1_900, "name": "VAT" }));
        let (status, ..) = world.staff(Method::POST, "/tax-rates", Role::SalesManager, &[], body).await;
        assert_eq!(status, StatusCode::FORBIDDEN);
        rate(&world, "DE", "2025-01-01", 1_900).await;
        let path = "/tax-rates/DE/2025-01-01";
        let change = || Some(json!({ "rate_bp": 700, "name": "VAT" }));
        let put = |version: &'static str| {
            let world = &world;
            async move { world.staff(Method::PUT, path, Role::GeneralManager, &[("if-match", version)], change()).await }
        };
        assert_eq!(put("\"3\"").await.0, StatusCode::PRECONDITION_FAILED);
        assert_eq!(put("\"1\"").await.2["rate_bp"], 700);
        assert_eq!(world.shown("/tax-rates").await["items"][0]["valid_from"], "2025-01-01");
        let (status, ..) =
            world.staff(Method::DELETE, path, Role::GeneralManager, &[("if-match", "\"2\"")], None).await;
        assert_eq!((status, &world.shown("/tax-rates").await["items"]), (StatusCode::NO_CONTENT, &json!([])));
        assert_eq!(world.count("select count(*) from audit_log where entity = 'tax_rate'").await, 3);
    }
}
