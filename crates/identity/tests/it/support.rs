//! A shop with accounts, and browsers that talk to it.

use std::{net::IpAddr, sync::Mutex, time::Duration};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{HeaderMap, StatusCode, header},
    middleware::{Next, from_fn_with_state},
    response::Response,
};
use http::{ClientIp, Role};
use identity::{
    Account, AccountMail, Identity, Keys, PublicUrl, Secret, Settings,
    accounts::{self, Creation, NewAccount, Owner},
    limiter, links, mails, passwords,
};
use kernel::{Clock, CustomerId, EmailAddress, EmployeeId, Random, Timestamp};
use notify::templates::Shop;
use serde_json::{Value, json};
use sql::{outbox, testing::TestDb};
use tower::ServiceExt;

pub const PASSWORD: &str = "tea with lemon and honey";
pub const ANN: &str = "ann@example.com";

/// A shop over one engine, with a clock that stands until it is moved.
pub struct Shopfront {
    pub identity: Identity,
    router: Router,
    customers: Mutex<i64>,
    _db: TestDb,
}

/// One shop for each engine.
pub async fn shops() -> Vec<Shopfront> {
    shops_with(|_| {}).await
}

pub async fn shops_with(adjust: impl Fn(&mut Settings)) -> Vec<Shopfront> {
    let databases = sql::testing::databases(&[identity::schema]).await;
    databases.into_iter().map(|db| Shopfront::over(db, &adjust)).collect()
}

/// Settings that tests run with: cheap hashes, and limits they do not meet.
pub fn settings(url: &str) -> Settings {
    let mut settings = Settings::new(PublicUrl::new(url).unwrap(), "Chinook");
    settings.argon2 = passwords::Cost::cheap();
    settings.limits = limiter::Settings::generous();
    settings
}

impl Shopfront {
    fn over(db: TestDb, adjust: &impl Fn(&mut Settings)) -> Self {
        let mut settings = settings("http://127.0.0.1:8080");
        adjust(&mut settings);
        let clock = Clock::manual(Timestamp::from_seconds(1_760_000_000));
        let random = Random::Os;
        let identity = Identity::new((*db).clone(), clock, random.clone(), Keys::generate(&random), settings);
        let router = router(&identity);
        Self { identity, router, customers: Mutex::new(100), _db: db }
    }

    /// The same database, served by a process that started anew with the same key file.
    pub fn restarted(&self) -> Router {
        let keys = Keys::from_bytes(&self.identity.keys.to_bytes()).unwrap();
        let settings = (*self.identity.settings).clone();
        router(&Identity::new(self.identity.db.clone(), self.identity.clock.clone(), Random::Os, keys, settings))
    }

    pub fn later(&self, by: Duration) {
        self.identity.clock.advance(by);
    }

    /// A confirmed customer with [`PASSWORD`].
    pub async fn customer(&self, email: &str) -> Account {
        let account = self.unconfirmed(email).await;
        let mut tx = self.identity.db.begin().await.unwrap();
        let hash = self.identity.passwords.hash(&Secret::new(PASSWORD)).await.unwrap();
        assert!(accounts::open(&mut tx, account.id, &hash, self.identity.clock.now()).await.unwrap());
        tx.commit().await.unwrap();
        account
    }

    /// A customer as the import leaves them: no password, address not confirmed.
    pub async fn unconfirmed(&self, email: &str) -> Account {
        let number = {
            let mut next = self.customers.lock().unwrap();
            *next += 1;
            *next
        };
        self.create(Owner::Customer(CustomerId::new(number).unwrap()), email, None).await
    }

    pub async fn staff(&self, email: &str, role: Role) -> Account {
        let account = self.create(Owner::Staff(EmployeeId::new(3).unwrap(), role), email, None).await;
        let mut tx = self.identity.db.begin().await.unwrap();
        let hash = self.identity.passwords.hash(&Secret::new(PASSWORD)).await.unwrap();
        accounts::open(&mut tx, account.id, &hash, self.identity.clock.now()).await.unwrap();
        tx.commit().await.unwrap();
        account
    }

    /// Somebody who just registered, as the composition root does it.
    pub async fn registered(&self, email: &str, password: &str) -> Account {
        let address = EmailAddress::new(email).unwrap();
        let hash = self.identity.hash_new_password("password", &Secret::new(password), &address).await.unwrap();
        let number = 1 + *self.customers.lock().unwrap();
        *self.customers.lock().unwrap() = number;
        let account = self.create(Owner::Customer(CustomerId::new(number).unwrap()), email, Some(hash)).await;
        let mut tx = self.identity.db.begin().await.unwrap();
        self.identity.begin_verification(&mut tx, &account).await.unwrap();
        tx.commit().await.unwrap();
        account
    }

    async fn create(&self, owner: Owner, email: &str, password_hash: Option<String>) -> Account {
        let new = NewAccount {
            owner,
            email: EmailAddress::new(email).unwrap(),
            display_name: "Ann Lee".to_owned(),
            password_hash,
        };
        let mut tx = self.identity.db.begin().await.unwrap();
        let created = accounts::create(&mut tx, &new, self.identity.clock.now(), &self.identity.random).await.unwrap();
        tx.commit().await.unwrap();
        match created {
            Creation::Created(account) => account,
            Creation::AlreadyThere => panic!("{email} has an account"),
        }
    }

    /// Handles what waits in the outbox, as the job of the composition root does, and answers the
    /// mails: recipient and text.
    pub async fn mails(&self) -> Vec<(String, String)> {
        let shop = Shop { name: "Chinook".to_owned(), url: self.identity.settings.public_url.to_string() };
        let mut sent = Vec::new();
        loop {
            let mut tx = self.identity.db.begin().await.unwrap();
            let events = outbox::claim(&mut tx, outbox::Topics::All, self.identity.clock.now(), 100).await.unwrap();
            for event in &events {
                match event.topic.as_str() {
                    links::TOPIC => {
                        self.identity.send_link(&mut tx, &event.dedupe_key, &event.payload().unwrap()).await.unwrap();
                    }
                    mails::TOPIC => {
                        let mail: AccountMail = event.payload().unwrap();
                        let mail = self.identity.write_mail(&mail, &shop, &event.dedupe_key);
                        sent.push((mail.to.address().to_string(), mail.text));
                    }
                    other => panic!("an event nobody handles: {other}"),
                }
                outbox::done(&mut tx, event.id, self.identity.clock.now()).await.unwrap();
            }
            tx.commit().await.unwrap();
            if events.is_empty() {
                return sent;
            }
        }
    }

    /// The token of the newest mailed link to this page, such as `verify`.
    pub async fn mailed_token(&self, page: &str) -> Option<String> {
        let start = format!("{}/{page}?token=", self.identity.settings.public_url);
        let text = self.mails().await.into_iter().map(|(_, text)| text).rfind(|text| text.contains(&start))?;
        let rest = text.split(&start).nth(1)?;
        Some(rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_".contains(*c)).collect())
    }

    pub fn browser(&self) -> Browser {
        Browser::new(self.router.clone())
    }

    /// A browser in which the customer with [`PASSWORD`] is signed in.
    pub async fn signed_in(&self, email: &str) -> Browser {
        let mut browser = self.browser();
        let answer = browser.sign_in(email, PASSWORD).await;
        assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
        browser
    }

    pub async fn account(&self, email: &str) -> Option<Account> {
        let mut conn = self.identity.db.read().await.unwrap();
        accounts::by_email(&mut conn, &EmailAddress::new(email).unwrap()).await.unwrap()
    }

    /// Every value of every table of this room and of the outbox, as text.
    pub async fn dump(&self) -> String {
        let conn = &mut self.identity.db.read().await.unwrap();
        let mut dump = String::new();
        for query in [
            "select coalesce(email, '') || ' ' || coalesce(password_hash, '') || ' ' || display_name from accounts",
            "select family_hash || ' ' || token_hash || ' ' || coalesce(previous_hash, '') || ' ' || user_agent || ' ' || ip from sessions",
            "select token_hash || ' ' || purpose from account_links",
            "select topic || ' ' || dedupe_key || ' ' || payload from outbox",
        ] {
            let rows = sql::on!(conn, c => sqlx::query_scalar::<_, String>(query).fetch_all(c).await).unwrap();
            dump.push_str(&rows.join("\n"));
            dump.push('\n');
        }
        dump
    }
}

fn router(identity: &Identity) -> Router {
    let (router, _) = identity::router::<Identity>().split_for_parts();
    router.layer(from_fn_with_state(identity.clone(), authenticated)).with_state(identity.clone())
}

/// What the composition root does for each request.
async fn authenticated(State(identity): State<Identity>, mut request: Request, next: Next) -> Response {
    let bearer = request.headers().get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    let token = bearer.and_then(|value| value.strip_prefix("Bearer ")).map(str::to_owned);
    if let Some(token) = token
        && let Some(caller) = identity.authenticate(&token).await.unwrap()
    {
        request.extensions_mut().insert(caller);
    }
    next.run(request).await
}

#[derive(Debug, Clone)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    pub body: Value,
}

/// A browser: an address, a cookie jar with one cookie, and the page's access token.
#[derive(Clone)]
pub struct Browser {
    pub router: Router,
    pub ip: IpAddr,
    pub cookie: Option<String>,
    pub access: Option<String>,
    pub extra: Vec<(&'static str, String)>,
}

impl Browser {
    pub fn new(router: Router) -> Self {
        Self { router, ip: [127, 0, 0, 1].into(), cookie: None, access: None, extra: Vec::new() }
    }

    pub fn at(mut self, ip: impl Into<IpAddr>) -> Self {
        self.ip = ip.into();
        self
    }

    pub fn with_header(mut self, name: &'static str, value: &str) -> Self {
        self.extra.push((name, value.to_owned()));
        self
    }

    pub async fn send(&mut self, method: &str, path: &str, body: Body, json: bool) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        if json {
            request = request.header(header::CONTENT_TYPE, "application/json");
        }
        if let Some(cookie) = &self.cookie {
            request = request.header(header::COOKIE, cookie);
        }
        if let Some(access) = &self.access {
            request = request.header(header::AUTHORIZATION, format!("Bearer {access}"));
        }
        for (name, value) in &self.extra {
            request = request.header(*name, value);
        }
        let mut request = request.body(body).unwrap();
        request.extensions_mut().insert(ClientIp(self.ip));
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
        let text = String::from_utf8(bytes.to_vec()).unwrap();
        let body: Value = serde_json::from_str(&text).unwrap_or_default();
        self.remember(&parts.headers, &body);
        Answer { status: parts.status, headers: parts.headers, text, body }
    }

    fn remember(&mut self, headers: &HeaderMap, body: &Value) {
        if let Some(set) = headers.get(header::SET_COOKIE) {
            let pair = set.to_str().unwrap().split(';').next().unwrap().to_owned();
            self.cookie = (!pair.ends_with('=')).then_some(pair);
        }
        if let Some(access) = body["access_token"].as_str() {
            self.access = Some(access.to_owned());
        }
    }

    pub async fn post(&mut self, path: &str, body: Value) -> Answer {
        self.send("POST", path, body.to_string().into(), true).await
    }

    pub async fn get(&mut self, path: &str) -> Answer {
        self.send("GET", path, Body::empty(), false).await
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) -> Answer {
        self.post("/auth/sign-in", json!({"email": email, "password": password})).await
    }

    pub async fn refresh(&mut self) -> Answer {
        self.send("POST", "/auth/refresh", Body::empty(), false).await
    }

    /// Whether the page's access token still opens something.
    pub async fn is_in(&mut self) -> bool {
        self.get("/auth/sessions").await.status == StatusCode::OK
    }

    /// The refresh token in the jar.
    pub fn refresh_token(&self) -> String {
        self.cookie.as_deref().unwrap().split_once('=').unwrap().1.to_owned()
    }
}
