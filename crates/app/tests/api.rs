//! What holds for every operation of the API, taken from the OpenAPI document: an operation that is
//! added is covered at once.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

use std::collections::BTreeMap;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, Response, StatusCode},
};
use chinook_app::{App, Config, Source, import_chinook, openapi, prepare};
use kernel::{Clock, EmailAddress, Random};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

/// A shop with the data set in it and a signed-in customer, on one engine.
struct Shop {
    engine: &'static str,
    router: Router,
    /// A customer's.
    token: String,
    /// The general manager's, who may call everything in the back office.
    manager: String,
    _data: TempDir,
}

impl Shop {
    async fn open(engine: &'static str) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut variables = BTreeMap::from([
            ("CHINOOK_DATA".to_owned(), data.path().to_str().unwrap().to_owned()),
            ("CHINOOK_LIMIT_FACTOR".to_owned(), "1000".to_owned()),
        ]);
        if engine == "postgres" {
            variables.insert("CHINOOK_DATABASE_URL".to_owned(), sql::testing::postgres_url().await);
            variables.insert("CHINOOK_LIBRARY_URL".to_owned(), sql::testing::postgres_url().await);
        }
        let app = App::build(Config::from_variables(&variables).unwrap(), Clock::System, Random::Os).await.unwrap();
        assert_eq!(app.shop.db.engine(), engine);
        import_chinook(&app, Source::Embedded, |_| {}).await.unwrap();
        let app = app.with_demo().await.unwrap();
        prepare(&app).await.unwrap();
        let mut shop = Self { engine, router: app.router(), token: String::new(), manager: String::new(), _data: data };
        let account = &app.demo_accounts[0];
        let body = json!({ "email": account.email, "password": account.password });
        let answer = shop.send("POST", "/api/v1/auth/sign-in", Some(body.to_string())).await;
        shop.token = answer.json["access_token"].as_str().expect("the demo customer signs in").to_owned();
        let account = app.demo_accounts.iter().find(|account| account.label == "General manager").unwrap();
        let body = json!({ "email": account.email, "password": account.password });
        let answer = shop.send("POST", "/api/v1/auth/sign-in", Some(body.to_string())).await;
        let code = app.identity.demo_code(&EmailAddress::new(account.email).unwrap());
        let body = json!({ "challenge": answer.json["challenge"], "code": code });
        let answer = shop.send("POST", "/api/v1/auth/second-factor/sign-in", Some(body.to_string())).await;
        shop.manager = answer.json["access_token"].as_str().expect("the general manager signs in").to_owned();
        shop
    }

    async fn both() -> [Self; 2] {
        [Self::open("sqlite").await, Self::open("postgres").await]
    }

    /// Of somebody who may call there.
    fn token_for(&self, path: &str) -> &str {
        if path.starts_with("/api/v1/admin/") { &self.manager } else { &self.token }
    }

    async fn send(&self, method: &str, path: &str, body: Option<String>) -> Answer {
        self.send_as(self.token_for(path), method, path, body, "application/json").await
    }

    async fn send_as(&self, token: &str, method: &str, path: &str, body: Option<String>, kind: &str) -> Answer {
        let mut request =
            Request::builder().method(method).uri(path).header("idempotency-key", "one").header("if-match", "\"1\"");
        if !token.is_empty() {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        if body.is_some() {
            request = request.header("content-type", kind);
        }
        let request = request.body(body.map_or(Body::empty(), Body::from)).unwrap();
        Answer::of(self.router.clone().oneshot(request).await.unwrap()).await
    }
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    json: Value,
}

impl Answer {
    async fn of(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let body = to_bytes(body, 16 << 20).await.unwrap();
        Self {
            status: parts.status,
            headers: parts.headers,
            json: serde_json::from_slice(&body).unwrap_or(Value::Null),
        }
    }

    /// The status, and that the body is a problem which says the same.
    fn problem(&self, what: &str) -> u16 {
        let status = self.status.as_u16();
        assert_eq!(self.headers["content-type"], "application/problem+json", "{what}");
        assert_eq!(self.json["status"], status, "{what}");
        for member in ["type", "title", "detail"] {
            assert!(self.json[member].as_str().is_some_and(|text| !text.is_empty()), "{what}: {member}");
        }
        status
    }
}

struct Operation {
    name: String,
    method: String,
    path: String,
    secured: bool,
    /// The schema of its JSON body.
    body: Option<Value>,
}

impl Operation {
    fn is_of_staff(&self) -> bool {
        self.path.starts_with("/api/v1/admin/")
    }
}

fn document() -> Value {
    serde_json::to_value(openapi()).unwrap()
}

fn operations() -> Vec<Operation> {
    let document = document();
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let body = &operation["requestBody"]["content"]["application/json"]["schema"];
            found.push(Operation {
                name: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase(),
                path: filled(path, &operation["parameters"]),
                secured: operation["responses"].get("401").is_some() && !path.starts_with("/api/v1/auth/"),
                body: (!body.is_null()).then(|| body.clone()),
            });
        }
    }
    assert!(found.len() > 50, "the document names every operation");
    found
}

/// A path with ids that name nothing.
fn filled(path: &str, parameters: &Value) -> String {
    let mut path = path.to_owned();
    for parameter in parameters.as_array().into_iter().flatten().filter(|p| p["in"] == "path") {
        let name = parameter["name"].as_str().unwrap();
        let value = match name {
            "kind" => "track",
            "country" => "DE",
            _ if parameter["schema"].to_string().contains("integer") || names_a_number(&parameter["schema"]) => {
                "999999"
            }
            _ => "018f0000-0000-7000-8000-000000000000",
        };
        path = path.replace(&format!("{{{name}}}"), value);
    }
    path
}

fn names_a_number(schema: &Value) -> bool {
    let name = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()).unwrap_or_default();
    document()["components"]["schemas"][name]["type"] == "integer"
}

#[tokio::test]
async fn every_operation_refuses_an_unknown_parameter() {
    let shop = Shop::open("sqlite").await;
    for operation in operations() {
        let path = format!("{}?no_such_parameter=1", operation.path);
        let answer = shop.send(&operation.method, &path, None).await;
        assert_eq!(answer.problem(&operation.name), 400, "{}", operation.name);
        assert!(answer.json["detail"].as_str().unwrap().contains("no_such_parameter"), "{}", operation.name);
    }
}

#[tokio::test]
async fn every_secured_operation_asks_who_calls() {
    let shop = Shop::open("sqlite").await;
    let secured: Vec<_> = operations().into_iter().filter(|o| o.secured).collect();
    assert!(secured.len() > 20);
    for operation in secured {
        for token in ["", "x", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0."] {
            let body = operation.body.as_ref().map(|_| "{}".to_owned());
            let answer = shop.send_as(token, &operation.method, &operation.path, body, "application/json").await;
            assert_eq!(answer.problem(&operation.name), 401, "{} with {token:?}", operation.name);
        }
    }
}

#[tokio::test]
async fn the_back_office_is_closed_to_customers() {
    let shop = Shop::open("sqlite").await;
    for operation in operations().into_iter().filter(Operation::is_of_staff) {
        let body = operation.body.as_ref().map(|_| "{}".to_owned());
        let answer = shop.send_as(&shop.token, &operation.method, &operation.path, body, "application/json").await;
        assert_eq!(answer.problem(&operation.name), 403, "{}", operation.name);
    }
}

#[tokio::test]
async fn every_body_is_read_strictly_and_within_bounds() {
    let shop = Shop::open("sqlite").await;
    // A webhook is bytes with a signature over them, whatever they say they are.
    let reads_json = |o: &Operation| o.body.is_some() && o.name != "receive_test_webhook";
    let with_body: Vec<_> = operations().into_iter().filter(reads_json).collect();
    assert!(with_body.len() > 10);
    for operation in with_body {
        let ask = async |body: &str, kind: &str| {
            let answer = shop
                .send_as(
                    shop.token_for(&operation.path),
                    &operation.method,
                    &operation.path,
                    Some(body.to_owned()),
                    kind,
                )
                .await;
            answer.problem(&format!("{} with {}", operation.name, &body[..body.len().min(60)]))
        };
        assert_eq!(ask("{", "application/json").await, 400, "{}", operation.name);
        assert_eq!(ask("{}", "text/plain").await, 415, "{}", operation.name);
        assert_eq!(ask("{\"no_such_field\": 1}", "application/json").await, 400, "{}", operation.name);
        // A list is read as an object without fields; where none is needed, what it is about is not there.
        assert!([400, 404, 422].contains(&ask("[]", "application/json").await), "{}", operation.name);
        let huge = format!("{{\"x\": \"{}\"}}", "x".repeat(2 << 20));
        assert_eq!(ask(&huge, "application/json").await, 413, "{}", operation.name);
    }
}

#[tokio::test]
async fn what_is_not_there_or_a_strangers_is_not_found() {
    for shop in Shop::both().await {
        for operation in operations().into_iter().filter(|o| o.method == "GET" && o.path.contains("018f0000")) {
            let answer = shop.send("GET", &operation.path, None).await;
            let status = answer.problem(&operation.name);
            // Signed links are refused before anything is looked up.
            let expected: &[u16] = if operation.path.contains("/media/") { &[400, 403] } else { &[404] };
            assert!(expected.contains(&status), "{} on {}: {status}", operation.name, shop.engine);
        }
        for operation in operations().into_iter().filter(|o| o.method == "GET" && o.path.contains("999999")) {
            let answer = shop.send("GET", &operation.path, None).await;
            let status = answer.problem(&operation.name);
            assert!([400, 403, 404].contains(&status), "{} on {}: {status}", operation.name, shop.engine);
        }
        assert_eq!(shop.send("GET", "/api/v1/nothing", None).await.problem("nothing"), 404);
        assert_eq!(shop.send("PUT", "/api/v1/music/albums", None).await.problem("a wrong method"), 405);
        assert_eq!(shop.send("GET", "/api/v1/music/albums/0", None).await.problem("an impossible id"), 404);
    }
}

#[tokio::test]
async fn every_answer_carries_the_headers_that_keep_browsers_safe() {
    let shop = Shop::open("sqlite").await;
    for path in
        ["/api/v1/music/home", "/api/v1/nothing", "/healthz", "/config.json", "/docs/", "/demo/mail", "/api/v1/cart"]
    {
        let answer = shop.send("GET", path, None).await;
        for header in ["content-security-policy", "x-content-type-options", "referrer-policy", "x-frame-options"] {
            assert!(answer.headers.contains_key(header), "{path}: {header}");
        }
        let policy = answer.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
    }
}

#[tokio::test]
async fn the_catalogue_answers_the_same_on_both_engines_and_can_be_kept() {
    let [sqlite, postgres] = Shop::both().await;
    for path in [
        "/api/v1/music/home",
        "/api/v1/music/albums/141",
        "/api/v1/music/artists/90",
        "/api/v1/music/genres",
        "/api/v1/music/playlists",
        "/api/v1/music/tracks?genre_id=1&sort=popularity&limit=20",
        "/api/v1/music/tracks?sort=-duration&limit=20",
        "/api/v1/music/albums?sort=title&limit=100",
        "/api/v1/music/artists?sort=-name&limit=100",
        "/api/v1/music/search?q=metalica",
        "/api/v1/music/suggest?q=antonio%20carlos%20jo",
    ] {
        let (left, right) = (sqlite.send("GET", path, None).await, postgres.send("GET", path, None).await);
        assert_eq!(left.status, StatusCode::OK, "{path}");
        assert_eq!(left.json, right.json, "{path}");
        assert!(left.headers.contains_key("etag"), "{path}");
        assert!(left.headers["cache-control"].to_str().unwrap().starts_with("public"), "{path}");
    }
}

#[tokio::test]
async fn an_old_customer_finds_five_years_of_purchases() {
    for shop in Shop::both().await {
        let orders = shop.send("GET", "/api/v1/orders?limit=200", None).await;
        assert_eq!(orders.json["items"].as_array().unwrap().len(), 7, "{}", shop.engine);
        let owned = shop.send("GET", "/api/v1/customers/me/owned", None).await;
        assert_eq!(owned.json["track_ids"].as_array().unwrap().len(), 38, "{}", shop.engine);
    }
}

#[test]
fn the_committed_document_is_the_program_s() {
    let committed = include_str!("../../../openapi.json");
    let fresh = openapi().to_pretty_json().unwrap();
    assert!(
        committed.trim_end() == fresh.trim_end(),
        "openapi.json is stale: run `make openapi` and commit what it writes"
    );
}
