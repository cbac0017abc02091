//! Jobs, mails, webhooks, partners' keys, health.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

use std::{
    collections::BTreeSet,
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    extract::State,
    http::{HeaderMap, StatusCode},
    routing::post,
};
use chinook_app::jobs;
use serde_json::{Value, json};

use crate::common::{Answer, Shop};

const KEYS: &str = "/api/v1/admin/api-keys";
const HOOKS: &str = "/api/v1/admin/webhooks";

async fn key(shop: &Shop, it: &str, scopes: &[&str], per_minute: i64) -> (String, String) {
    let body = json!({ "name": "Radio Nova", "scopes": scopes, "per_minute": per_minute });
    let made = shop.send(it, "POST", KEYS, Some(body)).await;
    assert_eq!(made.status, StatusCode::CREATED, "{:?}", made.json);
    (made.json["key"].as_str().unwrap().to_owned(), made.json["id"].as_str().unwrap().to_owned())
}

async fn status(shop: &Shop, key: &str, path: &str) -> StatusCode {
    shop.send(key, "GET", path, None).await.status
}

#[tokio::test]
async fn a_key_reads_what_it_was_made_for_until_it_is_revoked() {
    for shop in Shop::both().await {
        let it = shop.token_of("IT").await;
        let (key, id) = key(&shop, &it, &["sales:read"], 600).await;
        assert_eq!(status(&shop, &key, "/api/v1/partner/orders").await, StatusCode::FORBIDDEN, "another scope");
        assert_eq!(status(&shop, &key, "/api/v1/partner/tracks").await, StatusCode::FORBIDDEN);
        assert_eq!(status(&shop, "", "/api/v1/partner/sales").await, StatusCode::UNAUTHORIZED);
        assert_eq!(status(&shop, "chk_guess", "/api/v1/partner/sales").await, StatusCode::UNAUTHORIZED);
        assert_eq!(status(&shop, &it, "/api/v1/partner/sales").await, StatusCode::FORBIDDEN, "people are no partners");
        assert_eq!(status(&shop, &key, "/api/v1/admin/me").await, StatusCode::UNAUTHORIZED, "a key opens nothing else");
        let mut cents = 0;
        let mut path = "/api/v1/partner/sales?limit=200".to_owned();
        loop {
            let page = shop.send(&key, "GET", &path, None).await;
            assert_eq!(page.status, StatusCode::OK, "{:?}", page.json);
            cents += page.json["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|sale| sale["net_cents"].as_i64().unwrap())
                .sum::<i64>();
            let Some(next) = page.json["next_cursor"].as_str() else { break };
            path = format!("/api/v1/partner/sales?limit=200&cursor={next}");
        }
        assert_eq!(cents, 232_860, "all that was ever sold");
        let list = shop.send(&it, "GET", KEYS, None).await;
        assert!(list.json["items"][0]["last_used_at"].is_string());
        let (_, newer) = self::key(&shop, &it, &["orders:read"], 1).await;
        let first = shop.send(&it, "GET", &format!("{KEYS}?limit=1"), None).await.json;
        let rest = format!("{KEYS}?limit=1&cursor={}", first["next_cursor"].as_str().unwrap());
        let next = shop.send(&it, "GET", &rest, None).await.json;
        // Made at the same moment, either may come first.
        let shown = BTreeSet::from([&first, &next].map(|page| page["items"][0]["id"].as_str().unwrap()));
        assert_eq!(shown, BTreeSet::from([id.as_str(), newer.as_str()]));
        assert!(next["next_cursor"].is_null());
        assert!(!list.json.to_string().contains(&key), "a key is shown once");
        let gone = shop.send(&it, "DELETE", &format!("{KEYS}/{id}"), None).await;
        assert_eq!(gone.status, StatusCode::NO_CONTENT);
        assert_eq!(status(&shop, &key, "/api/v1/partner/sales").await, StatusCode::UNAUTHORIZED);
        assert_eq!(shop.send(&it, "DELETE", &format!("{KEYS}/{id}"), None).await.status, StatusCode::NOT_FOUND);
    }
}

#[tokio::test]
async fn a_key_that_is_used_too_often_waits() {
    let shop = Shop::open("sqlite").await;
    let it = shop.token_of("IT").await;
    let (key, _) = key(&shop, &it, &["catalogue:read", "orders:read"], 5).await;
    for _ in 0..5 {
        assert_eq!(status(&shop, &key, "/api/v1/partner/tracks?limit=1").await, StatusCode::OK);
    }
    let refused = shop.send(&key, "GET", "/api/v1/partner/orders", None).await;
    assert_eq!(refused.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(refused.headers["retry-after"], "12");
    shop.clock.advance(Duration::from_secs(12));
    assert_eq!(status(&shop, &key, "/api/v1/partner/orders").await, StatusCode::OK);
}

#[tokio::test]
async fn jobs_show_no_secrets_and_mails_are_sent_again() {
    for shop in Shop::both().await {
        let it = shop.token_of("IT").await;
        let body = json!({ "email": "jane@chinookcorp.com" });
        shop.send("", "POST", "/api/v1/auth/forgot-password", Some(body)).await;
        jobs::run_once(&shop.app).await;
        let jobs = shop.send(&it, "GET", "/api/v1/admin/jobs?topic=mail", None).await;
        let job = &jobs.json["items"][0];
        assert_eq!((&job["state"], &job["payload"]["template"]), (&json!("done"), &json!("password_reset")), "{job}");
        assert!(!job["payload"].to_string().contains("jane"), "{job}");
        let mails = shop.send(&it, "GET", "/api/v1/admin/mails", None).await;
        let mail = &mails.json["items"][0];
        assert_eq!((&mail["to"], &mail["template"]), (&json!("jane@chinookcorp.com"), &json!("password_reset")));
        let id = mail["id"].as_str().unwrap();
        let retry = shop.send(&it, "POST", &format!("/api/v1/admin/jobs/{id}/retry"), None).await;
        assert_eq!(retry.status, StatusCode::CONFLICT, "done is done");
        let again = shop.send(&it, "POST", &format!("/api/v1/admin/mails/{id}/resend"), None).await;
        assert_eq!(again.status, StatusCode::NO_CONTENT);
        let park = shop.send(&it, "POST", &format!("/api/v1/admin/jobs/{id}/park"), None).await;
        assert_eq!(park.status, StatusCode::NO_CONTENT);
        let parked = shop.send(&it, "GET", "/api/v1/admin/jobs?state=parked", None).await;
        assert_eq!(parked.json["items"].as_array().map(Vec::len), Some(1));
        let health = shop.send(&it, "GET", "/api/v1/admin/health", None).await;
        let parts = health.json["parts"].as_array().unwrap();
        let part = |name: &str| parts.iter().find(|part| part["name"] == name).unwrap()["state"].clone();
        assert_eq!((part("Database"), part("Parked jobs")), (json!("good"), json!("warning")), "{:?}", health.json);
        shop.send(&it, "POST", &format!("/api/v1/admin/jobs/{id}/retry"), None).await;
        jobs::run_once(&shop.app).await;
        let mails = shop.send(&it, "GET", "/api/v1/admin/mails?state=done", None).await;
        assert!(mails.json["items"].as_array().unwrap().iter().any(|mail| mail["id"] == id));
        let manager = shop.token_of("General manager").await;
        let log = shop.send(&manager, "GET", "/api/v1/admin/audit?action=mail.resent", None).await;
        assert_eq!(log.json["items"][0]["entity_id"], id);
    }
}

/// What an endpoint heard: signatures and bodies. It refuses the first request.
#[derive(Clone, Default)]
struct Ear(Arc<Mutex<Vec<(String, String)>>>);

async fn listen(ear: Ear) -> String {
    async fn hear(State(ear): State<Ear>, headers: HeaderMap, body: String) -> StatusCode {
        let mut heard = ear.0.lock().unwrap();
        heard.push((headers["chinook-signature"].to_str().unwrap().to_owned(), body));
        if heard.len() == 1 { StatusCode::SERVICE_UNAVAILABLE } else { StatusCode::OK }
    }
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}/hooks", listener.local_addr().unwrap());
    let router = Router::new().route("/hooks", post(hear)).with_state(ear);
    tokio::spawn(async move { axum::serve(listener, router).await });
    url
}

fn signed(secret: &str, signature: &str, body: &str) -> bool {
    let (t, v1) = signature.split_once(",v1=").unwrap();
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA256, secret.as_bytes());
    let tag = ring::hmac::sign(&key, format!("{}.{body}", t.trim_start_matches("t=")).as_bytes());
    v1 == kernel::to_hex(tag)
}

async fn deliveries(shop: &Shop, it: &str, id: &str) -> Answer {
    shop.send(it, "GET", &format!("{HOOKS}/{id}/deliveries"), None).await
}

#[tokio::test]
async fn an_endpoint_is_told_signed_and_again_when_it_fails() {
    for engine in ["sqlite", "postgres"] {
        let shop = Shop::open_with(engine, &[("CHINOOK_WEBHOOKS_TO_PRIVATE", "1")]).await;
        let (it, ear) = (shop.token_of("IT").await, Ear::default());
        let body = json!({ "url": listen(ear.clone()).await, "about": "Radio Nova", "events": ["order.paid"] });
        let made = shop.send(&it, "POST", HOOKS, Some(body)).await;
        assert_eq!(made.status, StatusCode::CREATED, "{:?}", made.json);
        let (id, secret) = (made.json["id"].as_str().unwrap(), made.json["secret"].as_str().unwrap());
        shop.send(&it, "POST", &format!("{HOOKS}/{id}/ping"), None).await;
        chinook_app::system::hooks::deliver_due(&shop.app).await.unwrap();
        let first = deliveries(&shop, &it, id).await.json["items"][0].clone();
        assert_eq!((&first["state"], &first["last_status"]), (&json!("retrying"), &json!(503)), "{first}");
        shop.clock.advance(Duration::from_secs(5));
        assert_eq!(chinook_app::system::hooks::deliver_due(&shop.app).await.unwrap(), 1);
        let second = deliveries(&shop, &it, id).await.json["items"][0].clone();
        assert_eq!((&second["state"], &second["attempts"]), (&json!("delivered"), &json!(2)), "{second}");
        let replay = format!("{HOOKS}/{id}/deliveries/{}/replay", second["id"].as_str().unwrap());
        assert_eq!(shop.send(&it, "POST", &replay, None).await.status, StatusCode::NO_CONTENT);
        chinook_app::system::hooks::deliver_due(&shop.app).await.unwrap();
        let heard = ear.0.lock().unwrap().clone();
        assert_eq!(heard.len(), 3);
        assert!(heard.iter().all(|(signature, body)| signed(secret, signature, body)), "{heard:?}");
        let events: Vec<Value> = heard.iter().map(|(_, body)| serde_json::from_str(body).unwrap()).collect();
        assert!(
            events.iter().all(|event| event["type"] == "ping" && event["id"] == events[0]["id"]),
            "one event, one id"
        );
        let list = shop.send(&it, "GET", HOOKS, None).await;
        assert!(!list.json.to_string().contains(secret));
    }
}

#[tokio::test]
async fn so_many_endpoints_are_told_and_one_that_is_switched_off_makes_room() {
    let shop = Shop::open_with("sqlite", &[("CHINOOK_WEBHOOKS_TO_PRIVATE", "1")]).await;
    let it = shop.token_of("IT").await;
    let make = async || {
        let body = json!({ "url": "http://127.0.0.1:9/", "about": "Radio Nova", "events": ["order.paid"] });
        shop.send(&it, "POST", HOOKS, Some(body)).await
    };
    let first = make().await.json["id"].as_str().unwrap().to_owned();
    for _ in 1..200 {
        assert_eq!(make().await.status, StatusCode::CREATED);
    }
    let full = make().await;
    assert_eq!((full.status, full.kind()), (StatusCode::CONFLICT, "too-many-webhooks"));
    let turn = async |on: bool| {
        let path = format!("{HOOKS}/{first}/enabled");
        shop.send(&it, "PUT", &path, Some(json!({ "enabled": on }))).await.status
    };
    assert_eq!(turn(false).await, StatusCode::NO_CONTENT);
    assert_eq!(make().await.status, StatusCode::CREATED);
    assert_eq!(turn(true).await, StatusCode::CONFLICT);
    let list = shop.send(&it, "GET", HOOKS, None).await.json;
    assert_eq!(list["items"].as_array().unwrap().len(), 201, "none is hidden");
}

#[tokio::test]
async fn an_endpoint_that_is_down_costs_one_request_and_not_one_each() {
    let shop = Shop::open_with("sqlite", &[("CHINOOK_WEBHOOKS_TO_PRIVATE", "1")]).await;
    let (it, ear, other) = (shop.token_of("IT").await, Ear::default(), Ear::default());
    for (ear, pings) in [(&ear, 3), (&other, 1)] {
        let body = json!({ "url": listen(ear.clone()).await, "about": "Radio Nova", "events": ["ping"] });
        let made = shop.send(&it, "POST", HOOKS, Some(body)).await;
        for _ in 0..pings {
            let path = format!("{HOOKS}/{}/ping", made.json["id"].as_str().unwrap());
            shop.send(&it, "POST", &path, None).await;
        }
    }
    let heard = |ear: &Ear| ear.0.lock().unwrap().len();
    chinook_app::system::hooks::deliver_due(&shop.app).await.unwrap();
    assert_eq!((heard(&ear), heard(&other)), (1, 1), "each refused the first");
    shop.clock.advance(Duration::from_secs(60));
    assert_eq!(chinook_app::system::hooks::deliver_due(&shop.app).await.unwrap(), 4);
    assert_eq!((heard(&ear), heard(&other)), (4, 2));
    // What was sent long ago is forgotten.
    shop.clock.advance(Duration::from_secs(31 * 86_400));
    jobs::run_once(&shop.app).await;
    let it = shop.token_of("IT").await;
    let endpoint = shop.send(&it, "GET", HOOKS, None).await.json["items"][0]["id"].as_str().unwrap().to_owned();
    assert_eq!(deliveries(&shop, &it, &endpoint).await.json["items"], json!([]));
}

#[tokio::test]
async fn the_code_of_a_gift_card_is_in_its_mail_alone() {
    for shop in Shop::both().await {
        let (manager, it) = (shop.token_of("General manager").await, shop.token_of("IT").await);
        let card = json!({ "amount": { "amount": 2500, "currency": "USD" }, "recipient_name": "Bob Ross",
                           "recipient_email": "bob@example.com", "message": "Happy little trees" });
        let issued = shop.send(&manager, "POST", "/api/v1/admin/gift-cards", Some(card)).await;
        let code = issued.json["code"].as_str().unwrap_or_else(|| panic!("{:?}", issued.json));
        let jobs = shop.send(&it, "GET", "/api/v1/admin/jobs?topic=gift_card.mail", None).await;
        assert_eq!(jobs.json["items"][0]["payload"]["amount"]["amount"], 2500, "{:?}", jobs.json);
        for secret in [code, "Bob", "bob@", "trees"] {
            assert!(!jobs.json.to_string().contains(secret), "{secret}: {:?}", jobs.json);
        }
        let mail = shop.send(&it, "GET", "/api/v1/admin/mails", None).await.json["items"][0].clone();
        assert_eq!((&mail["to"], &mail["template"]), (&json!("bob@example.com"), &json!("gift_card")), "{mail}");
        jobs::run_once(&shop.app).await;
        let counts = shop.send(&it, "GET", "/api/v1/admin/jobs/counts", None).await;
        assert!(counts.json["items"].as_array().unwrap().iter().any(|count| count["topic"] == "gift_card.mail"));
    }
}

#[tokio::test]
async fn a_mail_that_cannot_be_taken_in_is_set_aside_with_the_reason() {
    let shop = Shop::open("sqlite").await;
    let luis = shop.token_of("Customer").await;
    let ticket = json!({ "subject": "Where is my song?", "body": "I cannot find it." });
    assert_eq!(shop.send(&luis, "POST", "/api/v1/support/tickets", Some(ticket)).await.status, StatusCode::CREATED);
    jobs::run_once(&shop.app).await;
    let mails = shop.app.config.data.join("mail");
    let sent = std::fs::read_dir(&mails).unwrap().filter_map(|file| std::fs::read_to_string(file.unwrap().path()).ok());
    let sent = sent.map(|text| text.replace("=\r\n", "")).find(|text| text.contains("ticket+")).unwrap();
    let to: String = sent[sent.find("ticket+").unwrap()..]
        .chars()
        .take_while(|c| c.is_ascii_alphanumeric() || "+-@.".contains(*c))
        .collect();
    let inbox = mails.join("in");
    std::fs::create_dir_all(&inbox).unwrap();
    let letter = |rest: &str| format!("From: luisg@embraer.com.br\r\nTo: {to}\r\nSubject: Re\r\n{rest}\r\n");
    // As long as a message may be, and a file of a kind that is not taken in: naming it makes it too long.
    let text = "More of it.\r\n".repeat(3_000);
    let long = format!(
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\n{text}\r\n\
         --b\r\nContent-Type: application/zip; name=a.zip\r\nContent-Disposition: attachment; filename=a.zip\r\n\
         Content-Transfer-Encoding: base64\r\n\r\nUEsDBAA=\r\n--b--"
    );
    std::fs::write(inbox.join("long.eml"), letter(&long)).unwrap();
    std::fs::write(inbox.join("good.eml"), letter("\r\nFound it.")).unwrap();
    jobs::run_once(&shop.app).await;
    assert!(inbox.join("done/good.eml").exists() && !inbox.join("long.eml").exists());
    let why = std::fs::read_to_string(inbox.join("refused/long.why")).unwrap();
    assert!(inbox.join("refused/long.eml").exists() && why.contains("20000 characters"), "{why}");
}

#[tokio::test]
async fn nothing_inside_the_house_can_be_an_endpoint() {
    let shop = Shop::open("sqlite").await;
    let it = shop.token_of("IT").await;
    for url in
        ["http://example.com/", "https://127.0.0.1/", "https://169.254.169.254/", "https://[::1]/", "https://0x7f.1/"]
    {
        let body = json!({ "url": url, "events": ["order.paid"] });
        let refused = shop.send(&it, "POST", HOOKS, Some(body)).await;
        assert_eq!(refused.json["errors"][0]["field"], "url", "{url}: {:?}", refused.json);
    }
    let body = json!({ "url": "https://example.com/", "events": ["everything"] });
    assert_eq!(shop.send(&it, "POST", HOOKS, Some(body)).await.json["errors"][0]["field"], "events");
}

#[tokio::test]
async fn settings_are_saved_over_the_configuration_and_the_log_says_by_whom() {
    for shop in Shop::both().await {
        let manager = shop.token_of("General manager").await;
        let path = "/api/v1/admin/settings";
        let before = shop.send(&manager, "GET", path, None).await;
        assert_eq!(before.json["saved"], before.json["in_force"], "{:?}", before.json);
        let wrong = json!({ "shop_name": " ", "seller_address": [], "order_minutes": 0 });
        let refused = shop.send(&manager, "PUT", path, Some(wrong)).await;
        assert_eq!(refused.json["errors"].as_array().map(Vec::len), Some(2), "{:?}", refused.json);
        let new = json!({ "shop_name": "Radio Nova", "seller_address": ["1 High Street", " "], "order_minutes": 45 });
        let saved = shop.send(&manager, "PUT", path, Some(new)).await;
        assert_eq!(saved.json["saved"]["seller_address"], json!(["1 High Street"]), "{:?}", saved.json);
        assert_eq!(saved.json["in_force"], before.json["in_force"], "until the next start");
        let config = (*shop.app.config).clone();
        let next = chinook_app::system::settings::overlay(config, &shop.app.shop.db).await.unwrap();
        assert_eq!((next.shop_name.as_str(), next.order_lifetime), ("Radio Nova", Duration::from_secs(45 * 60)));
        let log = shop.send(&manager, "GET", "/api/v1/admin/audit?action=settings.changed", None).await;
        assert_eq!(log.json["items"][0]["after"]["order_minutes"], 45);
    }
}
