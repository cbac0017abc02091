//! A shop and a customer around the test gateway.

#![allow(dead_code, reason = "each test file uses a part")]

use std::{
    sync::{Arc, Mutex},
    time::Duration,
};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    extract::State,
    http::{HeaderMap, Request, StatusCode},
    routing::post,
};
use kernel::{Clock, Money, OrderId, Random, Timestamp};
use payments::{
    CheckoutLine, CheckoutRequest, Gateway, Secret, WebhookError, WebhookEvent,
    test::{FaultDial, TestGateway, TestGatewayConfig, http::router},
};
use sql::testing::TestDb;
use tower::ServiceExt;

pub const START: Timestamp = Timestamp::from_seconds(1_766_361_600);
pub const SETTLE_AFTER: Duration = Duration::from_secs(5);
pub const GOOD: &str = "4242424242424242";
pub const DECLINED: &str = "4000000000000002";
pub const CHALLENGED: &str = "4000002500003155";
pub const PROCESSING: &str = "4000000000000077";
pub const PROCESSING_FAILS: &str = "4000000000000341";
pub const TIMES_OUT: &str = "4000000000000119";

/// What the shop's webhook endpoint heard, and what it answers.
#[derive(Clone)]
pub struct Receiver {
    pub heard: Arc<Mutex<Vec<Result<WebhookEvent, WebhookError>>>>,
    pub answer: Arc<Mutex<StatusCode>>,
    gateway: Arc<Mutex<Option<Gateway>>>,
    clock: Clock,
}

impl Receiver {
    pub fn kinds(&self) -> Vec<String> {
        self.heard.lock().unwrap().iter().map(|event| event.clone().expect("a proven event").kind).collect()
    }

    pub fn answer(&self, status: StatusCode) {
        *self.answer.lock().unwrap() = status;
    }
}

async fn receive(State(receiver): State<Receiver>, headers: HeaderMap, body: Bytes) -> StatusCode {
    let gateway = receiver.gateway.lock().unwrap().clone().unwrap();
    let headers = headers.iter().map(|(name, value)| (name.as_str(), value.as_bytes()));
    let event = gateway.verify_webhook(headers, &body, receiver.clock.now());
    receiver.heard.lock().unwrap().push(event);
    *receiver.answer.lock().unwrap()
}

/// A gateway over one database, with everything around it.
pub struct World {
    pub gateway: Gateway,
    pub test: TestGateway,
    pub clock: Clock,
    pub random: Random,
    pub dial: FaultDial,
    pub receiver: Receiver,
    pub pages: Router,
    _db: TestDb,
}

/// One world for each SQL engine.
pub async fn worlds() -> Vec<World> {
    let mut worlds = Vec::new();
    for db in sql::testing::databases(&[payments::schema]).await {
        worlds.push(world(db).await);
    }
    worlds
}

async fn world(db: TestDb) -> World {
    let clock = Clock::manual(START);
    let receiver = Receiver {
        heard: Arc::default(),
        answer: Arc::new(Mutex::new(StatusCode::OK)),
        gateway: Arc::default(),
        clock: clock.clone(),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let webhook_url = format!("http://{}/hooks", listener.local_addr().unwrap());
    let app = Router::new().route("/hooks", post(receive)).with_state(receiver.clone());
    tokio::spawn(async move { axum::serve(listener, app).await });
    let config = TestGatewayConfig {
        public_url: "http://shop.example".into(),
        webhook_url,
        secrets: vec![Secret::new("0123456789abcdef0123456789abcdef").unwrap()],
        settle_after: SETTLE_AFTER,
    };
    let dial = FaultDial::default();
    let test = TestGateway::with_faults((*db).clone(), clock.clone(), Random::Os, config, dial.clone()).unwrap();
    let gateway = Gateway::Test(test.clone());
    *receiver.gateway.lock().unwrap() = Some(gateway.clone());
    World { gateway, pages: router(test.clone()), test, clock, random: Random::Os, dial, receiver, _db: db }
}

/// An answer of a hosted page.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    pub fn location(&self) -> &str {
        self.headers.get("location").map_or("", |value| value.to_str().unwrap())
    }

    /// The hidden token of the page's forms.
    pub fn token(&self) -> &str {
        let rest = self.body.split_once("name=\"form_token\" value=\"").expect("a form").1;
        rest.split_once('"').unwrap().0
    }
}

impl World {
    /// A request to pay 10.00 USD for a new order.
    pub fn request(&self) -> CheckoutRequest {
        let order_id = OrderId::fresh(self.clock.now(), &self.random);
        CheckoutRequest {
            idempotency_key: format!("order:{order_id}:attempt:1:create"),
            order_id,
            amount: Money::usd(1_000),
            description: "Order C-1001".into(),
            lines: vec![CheckoutLine {
                title: "Jagged <b>".into(),
                detail: "Ånge & co".into(),
                amount: Money::usd(1_000),
            }],
            customer_email: Some("ann@example.com".parse().unwrap()),
            return_url: format!("http://pay.shop.example:5173/checkout/return?order={order_id}"),
            cancel_url: format!("http://shop.example/checkout/return?order={order_id}&canceled=1"),
            expires_at: self.clock.now() + Duration::from_secs(1_800),
        }
    }

    /// A fresh checkout's provider reference.
    pub async fn checkout(&self) -> String {
        self.gateway.create_checkout(&self.request()).await.unwrap().provider_ref
    }

    pub async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path).body(Body::empty()).unwrap()).await
    }

    pub async fn post(&self, path: &str, headers: &[(&str, &str)], form: &str) -> Page {
        let mut request = Request::post(path).header("content-type", "application/x-www-form-urlencoded");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::from(form.to_owned())).unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> Page {
        let answer = self.pages.clone().oneshot(request).await.unwrap();
        let (parts, body) = answer.into_parts();
        let body = to_bytes(body, 1 << 20).await.unwrap();
        Page { status: parts.status, headers: parts.headers, body: String::from_utf8(body.to_vec()).unwrap() }
    }

    /// Pays as a customer does: opens the page, types the card, presses the button.
    pub async fn pay(&self, provider_ref: &str, card: &str) -> Page {
        let path = format!("/test-gateway/checkout/{provider_ref}");
        let token = self.get(&path).await.token().to_owned();
        let form = format!("form_token={token}&number={card}&expiry=12%20%2F%2030&cvc=123&name=Ann");
        self.post(&path, &[("sec-fetch-site", "same-origin")], &form).await
    }

    /// A checkout that is paid.
    pub async fn paid(&self) -> String {
        let provider_ref = self.checkout().await;
        self.pay(&provider_ref, GOOD).await;
        provider_ref
    }

    pub async fn deliver(&self) -> payments::test::Deliveries {
        self.test.deliver_due(self.clock.now()).await.unwrap()
    }
}
