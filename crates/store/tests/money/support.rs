//! A shop with Chinook in it, its payment provider, its customers, and a hand on the clock.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, Method, Request, StatusCode},
};
use http::{Caller, Country, Role};
use kernel::{AccountId, Clock, Currency, CustomerId, EmployeeId, OrderId, Random, SessionId, Timestamp};
use payments::{
    Gateway, Secret,
    test::{FaultDial, TestGateway, TestGatewayConfig},
};
use serde_json::{Value, json};
use sql::{on, testing::TestDb};
use store::{Seller, Settings, Shop, import, orders};
use tower::ServiceExt;

pub const START: Timestamp = Timestamp::from_seconds(1_800_000_000);
pub const GOOD: &str = "4242424242424242";
pub const DECLINED: &str = "4000000000000002";
pub const PROCESSING: &str = "4000000000000077";
pub const PROCESSING_FAILS: &str = "4000000000000341";
pub const TIMES_OUT: &str = "4000000000000119";

/// Customer of the data set, who owns tracks of seven invoices.
pub const LUIS: i64 = 1;
/// "For Those About To Rock": ten tracks, 9.90 one by one, 8.91 together.
pub const ALBUM: i64 = 1;
/// "Balls to the Wall": one track, 0.99.
pub const SINGLE: i64 = 2;

/// People of the data set who work here.
#[derive(Debug, Clone, Copy)]
pub struct Clerk(pub i64, pub Role);

/// Nancy Edwards, Jane Peacock, Margaret Park.
pub const NANCY: Clerk = Clerk(2, Role::SalesManager);
pub const JANE: Clerk = Clerk(3, Role::SupportAgent);
pub const MARGARET: Clerk = Clerk(4, Role::SupportAgent);

impl Clerk {
    pub fn caller(self) -> Caller {
        let (account, session) = (AccountId::fresh(START, &Random::Os), SessionId::fresh(START, &Random::Os));
        Caller::Staff { account, employee: EmployeeId::new(self.0).unwrap(), role: self.1, session }
    }
}

pub fn customer(id: i64) -> Caller {
    let (account, session) = (AccountId::fresh(START, &Random::Os), SessionId::fresh(START, &Random::Os));
    Caller::Customer { account, customer: CustomerId::new(id).unwrap(), session }
}

pub struct World {
    pub shop: Shop,
    pub dial: FaultDial,
    pub clock: Clock,
    api: Router,
    pages: Router,
    _db: TestDb,
}

/// One world for each SQL engine.
pub async fn worlds() -> Vec<World> {
    let mut worlds = Vec::new();
    for db in sql::testing::databases(&[store::schema, payments::schema]).await {
        worlds.push(World::new(db).await);
    }
    worlds
}

fn api(shop: &Shop) -> Router {
    let routes = utoipa_axum::router::OpenApiRouter::new()
        .merge(store::cart::http::router())
        .merge(store::orders::http::router())
        .merge(store::purchases::http::router())
        .merge(store::invoices::http::router())
        .merge(store::customers::http::router())
        .merge(store::catalog::http::router())
        .merge(store::discover::router())
        .merge(store::audio::router())
        .merge(store::playlists::http::router())
        .merge(store::audio::preview_router())
        .merge(store::catalog::admin::http::router())
        .merge(store::catalog::transfer::http::router())
        .merge(store::pricing::http::router())
        .merge(store::territories::http::router())
        .merge(store::inventory::http::router())
        .merge(store::uploads::http::router())
        .merge(store::promotions::http::router())
        .merge(store::gift_cards::http::router())
        .merge(store::download_codes::http::router())
        .merge(store::tax::http::router())
        .merge(store::views::http::router())
        .merge(store::orders::admin::http::router())
        .merge(store::customers::admin::http::router())
        .merge(store::support::http::router());
    let (router, _) =
        utoipa_axum::router::OpenApiRouter::new().nest("/api/v1", routes).with_state(shop.clone()).split_for_parts();
    router
}

impl World {
    async fn new(db: TestDb) -> Self {
        let clock = Clock::manual(START);
        import::chinook(&db, import::Source::Embedded, &clock, |_| ()).await.unwrap();
        let config = TestGatewayConfig {
            public_url: "http://shop.example".into(),
            webhook_url: "http://127.0.0.1:1/never".into(),
            secrets: vec![Secret::new(SECRET).unwrap()],
            settle_after: Duration::from_secs(5),
        };
        let dial = FaultDial::default();
        let test = TestGateway::with_faults((*db).clone(), clock.clone(), Random::Os, config, dial.clone()).unwrap();
        let shop = Shop {
            db: (*db).clone(),
            clock: clock.clone(),
            random: Random::Os,
            gateway: Gateway::Test(test.clone()),
            blobs: blobs::Blobs::memory(),
            index: Arc::new(search::Index::in_memory().unwrap()),
            links: blobs::links::Signer::new(&[7; 32]).unwrap(),
            settings: Arc::new(Settings {
                public_url: "http://shop.example".into(),
                currency: Currency::USD,
                seller: Seller { name: "Chinook Music".into(), address: vec!["1 Harbour Road".into()] },
                order_lifetime: Duration::from_secs(1_800),
                mail_domain: "shop.example".into(),
                mail_inbound_secret: Some("handed over".into()),
            }),
        };
        Self { api: api(&shop), pages: payments::test::http::router(test), shop, dial, clock, _db: db }
    }

    pub fn engine(&self) -> &'static str {
        self.shop.db.engine()
    }

    /// A customer who owns nothing yet.
    pub async fn newcomer(&self) -> i64 {
        let email = format!("n{}@example.com", Random::Os.uuid_v7(START).simple()).parse().unwrap();
        let new =
            store::customers::NewCustomer { email, first_name: "New".into(), last_name: "Comer".into(), country: None };
        let mut tx = self.shop.db.begin().await.unwrap();
        let id = store::customers::create(&mut tx, &new, START).await.unwrap();
        tx.commit().await.unwrap();
        id.get()
    }

    pub async fn raw(
        &self,
        method: Method,
        path: &str,
        who: Option<i64>,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> (StatusCode, HeaderMap, Bytes) {
        self.raw_as(method, path, who.map(customer), headers, body).await
    }

    pub async fn raw_as(
        &self,
        method: Method,
        path: &str,
        caller: Option<Caller>,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> (StatusCode, HeaderMap, Bytes) {
        let mut headers = headers.to_vec();
        if body.is_some() {
            headers.push(("content-type", "application/json"));
        }
        self.raw_bytes(method, path, caller, &headers, body.map_or(Bytes::new(), |body| body.to_string().into())).await
    }

    pub async fn raw_bytes(
        &self,
        method: Method,
        path: &str,
        caller: Option<Caller>,
        headers: &[(&str, &str)],
        body: Bytes,
    ) -> (StatusCode, HeaderMap, Bytes) {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body)).unwrap();
        if let Some(caller) = caller {
            request.extensions_mut().insert(caller);
        }
        let response = self.api.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap_or_default())
    }

    /// As a member of staff: the general manager, unless another role is given.
    pub async fn staff(
        &self,
        method: Method,
        path: &str,
        role: Role,
        headers: &[(&str, &str)],
        body: Option<Value>,
    ) -> (StatusCode, HeaderMap, Value) {
        let mut request = Request::builder().method(method).uri(format!("/api/v1/admin{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if body.is_some() {
            request = request.header("content-type", "application/json");
        }
        let mut request = request.body(body.map_or(Body::empty(), |body| Body::from(body.to_string()))).unwrap();
        let employee = EmployeeId::new(1).unwrap();
        let (account, session) = (AccountId::fresh(START, &Random::Os), SessionId::fresh(START, &Random::Os));
        request.extensions_mut().insert(Caller::Staff { account, employee, role, session });
        let response = self.api.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
        (parts.status, parts.headers, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    /// What a manager writes, with a key for what takes one.
    pub async fn manage(&self, path: &str, body: Value) -> Value {
        let key = fresh_key();
        let headers = [("idempotency-key", key.as_str())];
        let (status, _, body) = self.staff(Method::POST, path, Role::SalesManager, &headers, Some(body)).await;
        assert!(status.is_success(), "POST {path}: {status} {body}");
        body
    }

    /// What a manager reads.
    pub async fn shown(&self, path: &str) -> Value {
        let (status, _, body) = self.staff(Method::GET, path, Role::SalesManager, &[], None).await;
        assert_eq!(status, StatusCode::OK, "GET {path}: {body}");
        body
    }

    /// As somebody who works here, with a key of its own.
    pub async fn clerk(&self, method: Method, path: &str, who: Clerk, body: Option<Value>) -> (StatusCode, Value) {
        let (status, _, bytes) =
            self.raw_as(method, path, Some(who.caller()), &[("idempotency-key", &fresh_key())], body).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    pub async fn desk_get(&self, path: &str, who: Clerk) -> Value {
        let (status, body) = self.clerk(Method::GET, path, who, None).await;
        assert_eq!(status, StatusCode::OK, "GET {path}: {body}");
        body
    }

    /// Places an order from a network of that country.
    pub async fn order_from(&self, who: i64, country: &str, body: Value) -> (StatusCode, Value) {
        let mut request = Request::post("/api/v1/orders")
            .header("content-type", "application/json")
            .header("idempotency-key", fresh_key())
            .body(Body::from(body.to_string()))
            .unwrap();
        let id = CustomerId::new(who).unwrap();
        let (account, session) = (AccountId::fresh(START, &Random::Os), SessionId::fresh(START, &Random::Os));
        request.extensions_mut().insert(Caller::Customer { account, customer: id, session });
        request.extensions_mut().insert(Country(country.parse().ok()));
        let response = self.api.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
        (parts.status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    /// Pays an open order with a good card.
    pub async fn pay(&self, who: i64, order: OrderId) -> Value {
        let page = self.open_page(who, order).await;
        self.card(&page, GOOD).await;
        self.settle(who, order).await
    }

    pub async fn desk_post(&self, path: &str, who: Clerk, body: Value) -> Value {
        let (status, body) = self.clerk(Method::POST, path, who, Some(body)).await;
        assert!(status.is_success(), "POST {path}: {status} {body}");
        body
    }

    pub async fn call(&self, method: Method, path: &str, who: i64, body: Option<Value>) -> (StatusCode, Value) {
        let (status, _, bytes) = self.raw(method, path, Some(who), &[], body).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    pub async fn get(&self, path: &str, who: i64) -> Value {
        let (status, body) = self.call(Method::GET, path, who, None).await;
        assert_eq!(status, StatusCode::OK, "GET {path}: {body}");
        body
    }

    pub async fn post(&self, path: &str, who: i64, body: Value) -> Value {
        let (status, body) = self.call(Method::POST, path, who, Some(body)).await;
        assert!(status.is_success(), "POST {path}: {status} {body}");
        body
    }

    pub async fn add(&self, who: i64, kind: &str, id: i64) -> Value {
        self.post("/cart/items", who, json!({ "kind": kind, "id": id })).await
    }

    /// One keyed POST; the answer, and whether it was a replay.
    pub async fn keyed(&self, path: &str, who: i64, key: &str, body: Option<Value>) -> (StatusCode, Value, bool) {
        let (status, headers, bytes) = self.raw(Method::POST, path, Some(who), &[("idempotency-key", key)], body).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null), headers.contains_key("idempotency-replayed"))
    }

    pub fn order_body(total: i64) -> Value {
        json!({
            "expected_total": { "amount": total, "currency": "USD" },
            "billing": { "name": "František Wichterlová", "line1": "Klanova 9/506", "city": "Prague", "postal_code": "14700", "country": "CZ" },
        })
    }

    /// Orders what is in the cart, for what it costs.
    pub async fn order(&self, who: i64) -> OrderId {
        let total = self.get("/cart", who).await["total"]["amount"].as_i64().unwrap();
        let (status, body, _) = self.keyed("/orders", who, &fresh_key(), Some(Self::order_body(total))).await;
        assert_eq!(status, StatusCode::CREATED, "{body}");
        body["id"].as_str().unwrap().parse().unwrap()
    }

    /// Opens the payment page; its name at the provider.
    pub async fn open_page(&self, who: i64, order: OrderId) -> String {
        let (status, body, _) = self.keyed(&format!("/orders/{order}/pay"), who, &fresh_key(), None).await;
        assert_eq!(status, StatusCode::OK, "{body}");
        body["redirect_url"].as_str().unwrap().rsplit('/').next().unwrap().to_owned()
    }

    /// Types a card into the provider's page.
    pub async fn card(&self, page: &str, card: &str) {
        let path = format!("/test-gateway/checkout/{page}");
        let response = self.pages.clone().oneshot(Request::get(&path).body(Body::empty()).unwrap()).await.unwrap();
        let html = String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap();
        let token = html
            .split("name=\"form_token\"")
            .nth(1)
            .and_then(|rest| rest.split("value=\"").nth(1))
            .and_then(|rest| rest.split('"').next());
        let Some(token) = token else { return };
        let form = format!("form_token={token}&test_card={card}");
        let request = Request::post(&path)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from(form))
            .unwrap();
        let response = self.pages.clone().oneshot(request).await.unwrap();
        assert!(response.status().is_redirection(), "{}", response.status());
    }

    pub async fn settle(&self, who: i64, order: OrderId) -> Value {
        self.post(&format!("/orders/{order}/settle"), who, Value::Null).await
    }

    /// Ordered, paid and settled.
    pub async fn buy(&self, who: i64, items: &[(&str, i64)]) -> OrderId {
        for (kind, id) in items {
            self.add(who, kind, *id).await;
        }
        let order = self.order(who).await;
        let page = self.open_page(who, order).await;
        self.card(&page, GOOD).await;
        self.settle(who, order).await;
        order
    }

    pub async fn status(&self, who: i64, order: OrderId) -> String {
        self.get(&format!("/orders/{order}"), who).await["status"].as_str().unwrap().to_owned()
    }

    /// A signed webhook about a payment, as the provider sends it.
    pub async fn webhook(&self, event: &str, page: &str) -> StatusCode {
        let body =
            json!({ "id": event, "type": "payment.succeeded", "created": 0, "data": { "object": { "id": page } } });
        self.webhook_bytes(&body.to_string(), &signature(&body.to_string(), self.clock.now())).await
    }

    pub async fn webhook_bytes(&self, body: &str, signature: &str) -> StatusCode {
        let request = Request::post("/api/v1/webhooks/test")
            .header("test-gateway-signature", signature)
            .body(Body::from(body.to_owned()))
            .unwrap();
        self.api.clone().oneshot(request).await.unwrap().status()
    }

    pub async fn work(&self) {
        let now = self.clock.now();
        orders::process_events(&self.shop, now).await.unwrap();
        orders::expire_orders(&self.shop, now).await.unwrap();
        orders::reconcile(&self.shop, now).await.unwrap();
        store::catalog::admin::publish_due(&self.shop, now).await.unwrap();
        store::catalog::apply_sales(&self.shop, now).await.unwrap();
        store::purchases::release(&self.shop, now).await.unwrap();
    }

    pub async fn wait(&self, seconds: u64) {
        self.clock.advance(Duration::from_secs(seconds));
        self.work().await;
    }

    /// A request of the sales manager's, with headers and bytes of its own.
    pub async fn desk_raw(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: Vec<u8>,
    ) -> (StatusCode, HeaderMap, Bytes) {
        let mut request = Request::builder().method(method).uri(format!("/api/v1{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let mut request = request.body(Body::from(body)).unwrap();
        let (account, session) = (AccountId::fresh(START, &Random::Os), SessionId::fresh(START, &Random::Os));
        let (employee, role) = (EmployeeId::new(NANCY.0).unwrap(), NANCY.1);
        request.extensions_mut().insert(Caller::Staff { account, employee, role, session });
        let response = self.api.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap())
    }

    /// The same with JSON; a version edits what has it.
    pub async fn desk(&self, method: Method, path: &str, version: i64, body: Value) -> (StatusCode, Value) {
        let etag = format!("\"{version}\"");
        let headers = [("content-type", "application/json"), ("if-match", etag.as_str())];
        let body = if body.is_null() { Vec::new() } else { body.to_string().into_bytes() };
        let headers = if body.is_empty() { &headers[1..] } else { &headers[..] };
        let (status, _, bytes) = self.desk_raw(method, path, headers, body).await;
        (status, serde_json::from_slice(&bytes).unwrap_or(Value::Null))
    }

    /// A write at the desk that succeeds.
    pub async fn does(&self, method: Method, path: &str, version: i64, body: Value) -> Value {
        let (status, answer) = self.desk(method.clone(), path, version, body).await;
        assert!(status.is_success(), "{}: {method} {path}: {status} {answer}", self.engine());
        answer
    }

    /// A page of the shop as a visitor sees it, from a country.
    pub async fn seen_from(&self, country: Option<&str>, path: &str) -> (StatusCode, Value) {
        let mut request = Request::get(format!("/api/v1{path}")).body(Body::empty()).unwrap();
        if let Some(code) = country {
            request.extensions_mut().insert(Country(Some(code.parse().unwrap())));
        }
        let response = self.api.clone().oneshot(request).await.unwrap();
        let status = response.status();
        let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, serde_json::from_slice(&body).unwrap_or(Value::Null))
    }

    /// One number from the database.
    pub async fn count(&self, sql: &str) -> i64 {
        let mut conn = self.shop.db.read().await.unwrap();
        on!(&mut conn, c => sqlx::query_scalar::<_, i64>(sql).fetch_one(c).await).unwrap()
    }

    pub async fn execute(&self, sql: &str) {
        let mut tx = self.shop.db.begin().await.unwrap();
        on!(&mut *tx, c => sqlx::query(sql).execute(c).await.map(|_| ())).unwrap();
        tx.commit().await.unwrap();
    }

    /// What became of a paid order: orders paid, invoices, receipts and entitlements since the import.
    pub async fn tally(&self, order: OrderId) -> [i64; 4] {
        [
            self.count(&format!("select count(*) from payments where order_id = '{order}' and state = 'succeeded'"))
                .await,
            self.count(&format!("select count(*) from invoices where order_id = '{order}'")).await,
            self.count(&format!("select count(*) from outbox where dedupe_key = 'receipt:{order}'")).await,
            self.count(&format!("select count(*) from entitlements where order_id = '{order}' and revoked_at is null"))
                .await,
        ]
    }

    /// Invoice numbers since the import are consecutive, and every invoice's lines sum to it.
    pub async fn books_are_right(&self) {
        let engine = self.engine();
        let [first, last, count] = [
            self.count("select coalesce(min(id), 413) from invoices where id > 412").await,
            self.count("select coalesce(max(id), 412) from invoices").await,
            self.count("select count(*) from invoices where id > 412").await,
        ];
        assert_eq!((first, last), (413, 412 + count), "{engine}: a gap in the invoice numbers");
        let wrong = "select count(*) from invoices i where i.total_cents - i.tax_cents <>
           (select coalesce(sum(l.unit_price_cents * l.quantity), 0) from invoice_lines l where l.invoice_id = i.id)";
        assert_eq!(self.count(wrong).await, 0, "{engine}: an invoice's lines do not sum to it");
        let shares = "select count(*) from order_lines l where l.discount_cents <
           (select coalesce(sum(d.amount_cents), 0) from order_line_discounts d where d.line_id = l.id)";
        assert_eq!(self.count(shares).await, 0, "{engine}: promotions take more off a line than its discount");
        let lines = "select count(*) from orders o where o.total_cents - o.tax_cents <>
           (select coalesce(sum(l.unit_price_cents * l.quantity - l.discount_cents), 0) from order_lines l where l.order_id = o.id)";
        assert_eq!(self.count(lines).await, 0, "{engine}: an order's lines do not sum to it");
        let tax = "select count(*) from invoices i where i.included_tax_cents <>
           (select coalesce(sum(l.included_tax_cents), 0) from invoice_lines l where l.invoice_id = i.id)";
        assert_eq!(self.count(tax).await, 0, "{engine}: the tax of an invoice's lines does not sum to it");
        let uses = "select count(*) from promotions p where p.used <>
           (select count(*) from promotion_uses u where u.promotion_id = p.id and u.state <> 'released')";
        assert_eq!(self.count(uses).await, 0, "{engine}: uses of a promotion are miscounted");
        let cards = "select count(*) from gift_cards g where g.balance_cents <>
           (select coalesce(sum(e.amount_cents), 0) from gift_card_entries e where e.gift_card_id = g.id)";
        assert_eq!(self.count(cards).await, 0, "{engine}: a gift card's ledger does not sum to its balance");
        let paid = "select count(*) from orders o where o.paid_at is not null and o.total_cents <>
           (select coalesce(sum(p.amount_cents), 0) from payments p where p.order_id = o.id and p.state = 'succeeded' and not p.surplus)";
        assert_eq!(self.count(paid).await, 0, "{engine}: payments do not sum to a paid order");
        let over = "select count(*) from payments p where p.refunding_cents <>
           (select coalesce(sum(r.amount_cents), 0) from refunds r where r.payment_id = p.id and r.state <> 'failed')";
        assert_eq!(self.count(over).await, 0, "{engine}: refunds are not counted");
    }
}

pub const SECRET: &str = "0123456789abcdef0123456789abcdef";

/// As the provider signs: HMAC-SHA256 over `t.body`.
pub fn signature(body: &str, at: Timestamp) -> String {
    use hmac::{Hmac, Mac};
    let mut mac = Hmac::<sha2::Sha256>::new_from_slice(SECRET.as_bytes()).unwrap();
    mac.update(format!("{}.{body}", at.seconds()).as_bytes());
    format!("t={},v1={}", at.seconds(), kernel::to_hex(mac.finalize().into_bytes()))
}

pub fn fresh_key() -> String {
    Random::Os.uuid_v7(START).to_string()
}
