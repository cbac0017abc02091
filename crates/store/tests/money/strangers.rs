//! Somebody else's things are not there.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::support::{fresh_key, worlds};

#[tokio::test]
async fn a_strangers_order_invoice_download_and_address_are_not_found() {
    for world in worlds().await {
        let (owner, stranger) = (world.newcomer().await, world.newcomer().await);
        let order = world.buy(owner, &[("track", 1)]).await;
        let address = json!({ "name": "A", "line1": "B", "city": "C", "country": "DE" });
        let id = world.post("/customers/me/addresses", owner, address.clone()).await["id"].as_str().unwrap().to_owned();
        let calls = [
            (Method::GET, format!("/orders/{order}"), None),
            (Method::POST, format!("/orders/{order}/settle"), Some(Value::Null)),
            (Method::POST, format!("/orders/{order}/cancel"), Some(Value::Null)),
            (Method::POST, format!("/orders/{order}/downloads"), Some(Value::Null)),
            (Method::GET, format!("/orders/{order}/invoice"), None),
            (Method::GET, format!("/orders/{order}/invoice.html"), None),
            (Method::GET, format!("/orders/{order}/invoice.pdf"), None),
            (Method::PUT, format!("/customers/me/addresses/{id}"), Some(address)),
            (Method::DELETE, format!("/customers/me/addresses/{id}"), None),
        ];
        for (method, path, body) in calls {
            let (status, problem) = world.call(method.clone(), &path, stranger, body.clone()).await;
            assert_eq!(
                (status, &problem["type"]),
                (StatusCode::NOT_FOUND, &json!("/problems/not-found")),
                "{method} {path}"
            );
            let (status, _, _) = world.raw(method.clone(), &path, None, &[], body).await;
            assert_eq!(status, StatusCode::UNAUTHORIZED, "{method} {path}");
        }
        let (status, problem, _) = world.keyed(&format!("/orders/{order}/pay"), stranger, &fresh_key(), None).await;
        assert_eq!((status, &problem["type"]), (StatusCode::NOT_FOUND, &json!("/problems/not-found")));
        assert_eq!(world.get("/orders", stranger).await["items"], json!([]));
        assert_eq!(world.get("/customers/me/addresses", stranger).await["items"], json!([]));
        let (status, problem) =
            world.call(Method::POST, "/music/tracks/1/downloads", stranger, Some(Value::Null)).await;
        assert_eq!((status, &problem["type"]), (StatusCode::FORBIDDEN, &json!("/problems/not-owned")));
    }
}

#[tokio::test]
async fn an_impossible_id_is_not_found_before_it_reaches_the_database() {
    for world in worlds().await {
        let who = world.newcomer().await;
        for path in ["/orders/1", "/orders/x", "/orders/00000000000000000000000000000000", "/orders/%20/invoice"] {
            let (status, problem) = world.call(Method::GET, path, who, None).await;
            assert_eq!((status, &problem["status"]), (StatusCode::NOT_FOUND, &json!(404)), "{path}");
        }
    }
}
