//! Profiles, addresses and what is known about somebody.

use axum::http::{Method, StatusCode};
use kernel::CustomerId;
use serde_json::{Value, json};

use crate::support::{LUIS, START, worlds};

#[tokio::test]
async fn a_profile_is_edited_by_whoever_saw_its_last_version() {
    for world in worlds().await {
        let (_, headers, bytes) = world.raw(Method::GET, "/customers/me", Some(LUIS), &[], None).await;
        let profile: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((&profile["first_name"], &profile["preferences"]["theme"]), (&json!("Luís"), &json!("system")));
        let etag = headers["etag"].to_str().unwrap().to_owned();
        let change =
            json!({ "company": null, "phone": " 123 ", "preferences": { "newsletter": true, "theme": "dark" } });
        let (status, _, bytes) =
            world.raw(Method::PATCH, "/customers/me", Some(LUIS), &[("if-match", &etag)], Some(change.clone())).await;
        let edited: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!(
            (status, &edited["company"], &edited["phone"], &edited["first_name"]),
            (StatusCode::OK, &Value::Null, &json!("123"), &json!("Luís"))
        );
        let (status, _, _) =
            world.raw(Method::PATCH, "/customers/me", Some(LUIS), &[("if-match", &etag)], Some(change.clone())).await;
        assert_eq!(status, StatusCode::PRECONDITION_FAILED);
        assert_eq!(
            world.call(Method::PATCH, "/customers/me", LUIS, Some(change)).await.0,
            StatusCode::PRECONDITION_REQUIRED
        );
        let bad = json!({ "first_name": "", "last_name": "x".repeat(81), "phone": "a\nb" });
        let (status, _, bytes) =
            world.raw(Method::PATCH, "/customers/me", Some(LUIS), &[("if-match", "\"2\"")], Some(bad)).await;
        let problem: Value = serde_json::from_slice(&bytes).unwrap();
        assert_eq!((status.as_u16(), problem["errors"].as_array().unwrap().len()), (422, 3));
    }
}

#[tokio::test]
async fn one_address_is_always_the_default() {
    for world in worlds().await {
        let who = world.newcomer().await;
        let address = |name: &str, default: bool| json!({ "name": name, "line1": "1", "city": "X", "country": "de", "is_default": default });
        let first = world.post("/customers/me/addresses", who, address("first", false)).await;
        assert_eq!((&first["is_default"], &first["country"]), (&json!(true), &json!("DE")));
        let second = world.post("/customers/me/addresses", who, address("second", true)).await;
        let defaults = |list: &Value| -> Vec<String> {
            let items = list["items"].as_array().unwrap();
            items
                .iter()
                .filter(|item| item["is_default"] == true)
                .map(|item| item["name"].as_str().unwrap().to_owned())
                .collect()
        };
        assert_eq!(defaults(&world.get("/customers/me/addresses", who).await), ["second"]);
        let path = format!("/customers/me/addresses/{}", second["id"].as_str().unwrap());
        let (_, changed) = world.call(Method::PUT, &path, who, Some(address("second", false))).await;
        assert_eq!(defaults(&world.get("/customers/me/addresses", who).await).len(), 1, "{changed}");
        assert_eq!(world.call(Method::DELETE, &path, who, None).await.0, StatusCode::NO_CONTENT);
        assert_eq!(defaults(&world.get("/customers/me/addresses", who).await), ["first"]);
        for number in 1..20 {
            world.post("/customers/me/addresses", who, address(&number.to_string(), false)).await;
        }
        let (status, problem) =
            world.call(Method::POST, "/customers/me/addresses", who, Some(address("more", false))).await;
        assert_eq!((status, &problem["type"]), (StatusCode::CONFLICT, &json!("/problems/too-many-addresses")));
    }
}

#[tokio::test]
async fn customers_go_on_after_those_of_the_data_set_and_an_address_is_taken_once() {
    for world in worlds().await {
        assert_eq!([world.newcomer().await, world.newcomer().await], [60, 61]);
        let new = store::customers::NewCustomer {
            email: "LuisG@Embraer.com.br".parse().unwrap(),
            first_name: "Luis".into(),
            last_name: "G".into(),
            country: None,
        };
        let mut tx = world.shop.db.begin().await.unwrap();
        let taken = store::customers::create(&mut tx, &new, START).await.unwrap_err();
        assert!(sql::is_unique_violation(&taken));
    }
}

#[tokio::test]
async fn what_we_know_is_exported_and_forgotten_but_invoices_stay() {
    for world in worlds().await {
        let id = CustomerId::new(LUIS).unwrap();
        world.add(LUIS, "track", 1).await;
        let export = store::customers::export(&mut world.shop.db.read().await.unwrap(), id).await.unwrap();
        let export = serde_json::to_value(&export).unwrap();
        assert_eq!((export["orders"].as_array().unwrap().len(), export["cart"].as_array().unwrap().len()), (7, 1));
        assert_eq!(
            (&export["profile"]["email"], export["addresses"].as_array().unwrap().len()),
            (&json!("luisg@embraer.com.br"), 1)
        );
        for expected in [true, false] {
            let mut tx = world.shop.db.begin().await.unwrap();
            assert_eq!(store::customers::anonymise(&mut tx, id, START).await.unwrap(), expected);
            tx.commit().await.unwrap();
        }
        assert_eq!(world.count("select count(*) from customers where email is not null and id = 1").await, 0);
        assert_eq!(world.count("select count(*) from addresses where customer_id = 1").await, 0);
        assert_eq!(world.count("select count(*) from invoices where customer_id = 1").await, 7);
    }
}
