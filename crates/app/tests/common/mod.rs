//! A shop to talk to, for tests that speak HTTP with the whole program.

#![allow(dead_code, clippy::unwrap_used, reason = "helpers of tests may unwrap like tests, and not each uses all")]

use std::collections::BTreeMap;

use axum::{
    Router,
    body::{Body, to_bytes},
    http::{HeaderMap, Request, Response, StatusCode},
};
use chinook_app::{App, Config, Source, import_chinook, openapi, prepare};
use kernel::{Clock, EmailAddress, Random, Timestamp};
use serde_json::{Value, json};
use tempfile::TempDir;
use tower::ServiceExt;

/// A shop with the data set and the demo's people in it, on one engine, whose clock stands still.
pub struct Shop {
    pub engine: &'static str,
    pub app: App,
    pub clock: Clock,
    pub router: Router,
    _data: TempDir,
}

impl Shop {
    pub async fn open(engine: &'static str) -> Self {
        Self::open_with(engine, &[]).await
    }

    /// The same with more settings.
    pub async fn open_with(engine: &'static str, settings: &[(&str, &str)]) -> Self {
        let data = tempfile::tempdir().unwrap();
        let mut variables = BTreeMap::from([
            ("CHINOOK_DATA".to_owned(), data.path().to_str().unwrap().to_owned()),
            ("CHINOOK_LIMIT_FACTOR".to_owned(), "1000".to_owned()),
        ]);
        variables.extend(settings.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
        if engine == "postgres" {
            variables.insert("CHINOOK_DATABASE_URL".to_owned(), sql::testing::postgres_url().await);
            variables.insert("CHINOOK_LIBRARY_URL".to_owned(), sql::testing::postgres_url().await);
        }
        let clock = Clock::manual(Timestamp::from_seconds(1_800_000_000));
        let app = App::build(Config::from_variables(&variables).unwrap(), clock.clone(), Random::Os).await.unwrap();
        import_chinook(&app, Source::Embedded, |_| {}).await.unwrap();
        let app = app.with_demo().await.unwrap();
        prepare(&app).await.unwrap();
        Self { engine, clock, router: app.router(), app, _data: data }
    }

    pub async fn both() -> [Self; 2] {
        [Self::open("sqlite").await, Self::open("postgres").await]
    }

    /// The access token of one of the demo's people, by the label on the sign-in page.
    pub async fn token_of(&self, label: &str) -> String {
        let account = self.app.demo_accounts.iter().find(|account| account.label == label).unwrap();
        let body = json!({ "email": account.email, "password": account.password });
        let mut answer = self.send("", "POST", "/api/v1/auth/sign-in", Some(body)).await;
        if answer.status == StatusCode::ACCEPTED {
            let code = self.app.identity.demo_code(&EmailAddress::new(account.email).unwrap());
            let body = json!({ "challenge": answer.json["challenge"], "code": code });
            answer = self.send("", "POST", "/api/v1/auth/second-factor/sign-in", Some(body)).await;
        }
        answer.json["access_token"].as_str().unwrap_or_else(|| panic!("{label} signs in: {:?}", answer.json)).to_owned()
    }

    /// The token of the newest mailed link to somebody.
    pub fn mailed_token(&self, email: &str) -> String {
        let folder = self._data.path().join("mail");
        let mut mails: Vec<_> = std::fs::read_dir(folder).unwrap().map(|file| file.unwrap().path()).collect();
        mails.sort();
        let texts = mails.iter().rev().map(|path| std::fs::read_to_string(path).unwrap());
        let text =
            texts.map(|text| text.replace("=\r\n", "")).find(|text| text.contains(email) && text.contains("token=3D"));
        let text = text.expect("a mail with a link");
        text.split("token=3D")
            .nth(1)
            .unwrap()
            .chars()
            .take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c))
            .collect()
    }

    pub async fn send(&self, token: &str, method: &str, path: &str, body: Option<Value>) -> Answer {
        send(&self.router, token, method, path, body).await
    }
}

/// What an authenticator app shows for a key.
pub fn totp(key: &str, now: Timestamp) -> String {
    let mut bits = key.bytes().flat_map(|c| {
        let value = if c.is_ascii_uppercase() { c - b'A' } else { c - b'2' + 26 };
        (0..5).rev().map(move |place| value >> place & 1)
    });
    let mut secret = Vec::new();
    while let Some(first) = bits.next() {
        secret.push((0..7).fold(first, |byte, _| byte << 1 | bits.next().unwrap()));
    }
    let key = ring::hmac::Key::new(ring::hmac::HMAC_SHA1_FOR_LEGACY_USE_ONLY, &secret);
    let tag = ring::hmac::sign(&key, &(now.seconds() / 30).to_be_bytes());
    let at = usize::from(tag.as_ref()[19] & 15);
    let word: [u8; 4] = tag.as_ref()[at..at + 4].try_into().unwrap();
    format!("{:06}", (u32::from_be_bytes(word) & 0x7fff_ffff) % 1_000_000)
}

/// One request to a router.
pub async fn send(router: &Router, token: &str, method: &str, path: &str, body: Option<Value>) -> Answer {
    let mut request = Request::builder().method(method).uri(path).header("if-match", "\"1\"");
    request = request.header("idempotency-key", Random::Os.uuid_v7(Clock::System.now()).to_string());
    if !token.is_empty() {
        request = request.header("authorization", format!("Bearer {token}"));
    }
    if body.is_some() {
        request = request.header("content-type", "application/json");
    }
    let request = request.body(body.map_or(Body::empty(), |body| Body::from(body.to_string()))).unwrap();
    Answer::of(router.clone().oneshot(request).await.unwrap()).await
}

#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
    pub json: Value,
}

impl Answer {
    async fn of(response: Response<Body>) -> Self {
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 16 << 20).await.unwrap().to_vec();
        let json = serde_json::from_slice(&bytes).unwrap_or(Value::Null);
        Self { status: parts.status, headers: parts.headers, bytes, json }
    }

    /// The last part of a problem's type, such as `not-found`.
    pub fn kind(&self) -> &str {
        self.json["type"].as_str().and_then(|kind| kind.rsplit('/').next()).unwrap_or_default()
    }
}

/// An operation of the OpenAPI document, with ids that name nothing.
#[derive(Debug, Clone)]
pub struct Operation {
    pub name: String,
    pub method: String,
    pub path: String,
    pub has_body: bool,
}

pub fn operations() -> Vec<Operation> {
    let document = serde_json::to_value(openapi()).unwrap();
    let mut found = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            found.push(Operation {
                name: operation["operationId"].as_str().unwrap().to_owned(),
                method: method.to_uppercase(),
                path: filled(path, &operation["parameters"], &document),
                has_body: !operation["requestBody"].is_null(),
            });
        }
    }
    found
}

fn filled(path: &str, parameters: &Value, document: &Value) -> String {
    let mut path = path.to_owned();
    for parameter in parameters.as_array().into_iter().flatten().filter(|p| p["in"] == "path") {
        let name = parameter["name"].as_str().unwrap();
        let schema = &parameter["schema"];
        let referred = schema["$ref"].as_str().and_then(|r| r.rsplit('/').next()).unwrap_or_default();
        let number =
            schema.to_string().contains("integer") || document["components"]["schemas"][referred]["type"] == "integer";
        let value = match name {
            "kind" => "track",
            _ if number => "999999",
            _ => "018f0000-0000-7000-8000-000000000000",
        };
        path = path.replace(&format!("{{{name}}}"), value);
    }
    path
}
