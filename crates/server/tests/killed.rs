//! The process is killed (SIGKILL) at every step of a checkout and started again: the order
//! settles, and nothing is lost or doubled. The binary is the real one, spoken to over HTTP.

#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

use std::{
    collections::HashSet,
    fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

use reqwest::{Client, Method, RequestBuilder, Response, redirect::Policy};
use serde_json::{Value, json};

/// Every place named in `store::CRASH_POINTS` but those of refunds, which the rules' own tests
/// cover: nothing in this walk asks for money back.
const POINTS: [&str; 11] = [
    "order.claimed",
    "order.inserted",
    "order.committed",
    "pay.claimed",
    "pay.created",
    "pay.stored",
    "event.inserted",
    "fact.applied",
    "fact.committed",
    "event.processed",
    "outbox.handled",
];

const PATIENCE: Duration = Duration::from_secs(60);

/// The shop's process and the one customer who talks to it.
struct Shop {
    child: Child,
    data: PathBuf,
    port: u16,
    client: Client,
    token: String,
    /// How often the process had to be started again.
    deaths: usize,
}

impl Shop {
    async fn open(data: &Path, crash_at: Option<&str>) -> Self {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let client = Client::builder().redirect(Policy::none()).build().unwrap();
        let child = start(data, port, crash_at);
        let mut shop = Self { child, data: data.to_owned(), port, client, token: String::new(), deaths: 0 };
        shop.ready().await;
        let credentials = json!({ "email": "luisg@embraer.com.br", "password": "listen to the demo" });
        let signed_in = shop.call(|shop| shop.request(Method::POST, "/api/v1/auth/sign-in").json(&credentials)).await;
        shop.token = signed_in["access_token"].as_str().unwrap().to_owned();
        shop
    }

    async fn ready(&self) {
        let begun = Instant::now();
        let url = format!("http://127.0.0.1:{}/readyz", self.port);
        while !self.client.get(&url).send().await.is_ok_and(|answer| answer.status().is_success()) {
            assert!(begun.elapsed() < PATIENCE, "the shop does not open");
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }

    fn request(&self, method: Method, path: &str) -> RequestBuilder {
        let url =
            if path.starts_with("http") { path.to_owned() } else { format!("http://127.0.0.1:{}{path}", self.port) };
        self.client.request(method, url).bearer_auth(&self.token)
    }

    /// Sends until there is an answer, as a careful client does; opens the shop again when it died.
    async fn send(&mut self, request: impl Fn(&Self) -> RequestBuilder) -> Response {
        loop {
            match request(self).send().await {
                // 409 in flight: the request that died still holds its key for a moment.
                Ok(answer) if answer.status() == 409 && answer.headers().contains_key("retry-after") => {
                    tokio::time::sleep(Duration::from_millis(200)).await;
                }
                Ok(answer) => return answer,
                Err(_) => self.reopen().await,
            }
        }
    }

    async fn reopen(&mut self) {
        let status = self.child.wait().unwrap();
        assert!(!status.success(), "it was killed, and did not end by itself");
        self.deaths += 1;
        assert!(self.deaths < 3, "the shop dies again and again");
        self.child = start(&self.data, self.port, None);
        self.ready().await;
    }

    async fn call(&mut self, request: impl Fn(&Self) -> RequestBuilder) -> Value {
        let answer = self.send(request).await;
        let status = answer.status();
        let text = answer.text().await.unwrap();
        assert!(status.is_success(), "{status}: {text}");
        serde_json::from_str(&text).unwrap_or(Value::Null)
    }

    async fn get(&mut self, path: &str) -> Value {
        self.call(|shop| shop.request(Method::GET, path)).await
    }
}

impl Drop for Shop {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn start(data: &Path, port: u16, crash_at: Option<&str>) -> Child {
    let log = fs::OpenOptions::new().create(true).append(true).open(data.join("test.log")).unwrap();
    let mut command = Command::new(env!("CARGO_BIN_EXE_chinook"));
    command.args(["serve", "--demo"]);
    command
        .env("CHINOOK_DATA", data)
        .env("CHINOOK_LISTEN", format!("127.0.0.1:{port}"))
        .env("CHINOOK_LIMIT_FACTOR", "100");
    if let Some(point) = crash_at {
        command.env("CHINOOK_CRASH_AT", point);
    }
    command.stdout(Stdio::null()).stderr(log).spawn().unwrap()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// A data folder with the data set and the demo in it, closed in order.
async fn prepared() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let mut shop = Shop::open(folder.path(), None).await;
    let pid = rustix::process::Pid::from_child(&shop.child);
    rustix::process::kill_process(pid, rustix::process::Signal::TERM).unwrap();
    assert!(shop.child.wait().unwrap().success(), "it ends in order when asked to");
    folder
}

/// Not among the customer's purchases in the data set.
const ALBUM: i64 = 141;

struct Outcome {
    order: Value,
    deaths: usize,
    orders: usize,
    songs: usize,
    receipts: usize,
    owned: usize,
}

/// From the cart to the library, whatever happens on the way.
async fn buy(shop: &mut Shop, keys: (&str, &str)) -> Outcome {
    let before = shop.get("/api/v1/customers/me/owned").await["track_ids"].as_array().unwrap().len();
    shop.send(|shop| shop.request(Method::POST, "/api/v1/cart/items").json(&json!({ "kind": "album", "id": ALBUM })))
        .await;
    let cart = shop.get("/api/v1/cart").await;
    let billing = json!({ "name": "Luís Gonçalves", "line1": "Av. Brigadeiro Faria Lima, 2170", "city": "São José dos Campos", "country": "BR" });
    let body = json!({ "expected_total": cart["total"], "billing": billing });
    let order = shop
        .call(|shop| shop.request(Method::POST, "/api/v1/orders").header("idempotency-key", keys.0).json(&body))
        .await;
    let id = order["id"].as_str().unwrap().to_owned();
    let pay = format!("/api/v1/orders/{id}/pay");
    let page =
        shop.call(|shop| shop.request(Method::POST, &pay).header("idempotency-key", keys.1).json(&json!({}))).await;
    pay_with_test_card(shop, page["redirect_url"].as_str().unwrap()).await;
    let settle = format!("/api/v1/orders/{id}/settle");
    shop.call(|shop| shop.request(Method::POST, &settle)).await;
    let begun = Instant::now();
    let order = loop {
        let order = shop.get(&format!("/api/v1/orders/{id}")).await;
        if order["status"] == "fulfilled" {
            break order;
        }
        assert!(begun.elapsed() < PATIENCE, "the order does not settle: {order}");
        tokio::time::sleep(Duration::from_millis(100)).await;
    };
    let title = "/api/v1/library/songs?limit=200";
    let songs = shop.get(title).await;
    let orders = shop.get("/api/v1/orders?limit=200").await;
    let owned = shop.get("/api/v1/customers/me/owned").await["track_ids"].as_array().unwrap().len() - before;
    Outcome {
        orders: orders["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|o| o["placed_at"].as_str().unwrap() > "2026")
            .count(),
        songs: songs["items"]
            .as_array()
            .unwrap()
            .iter()
            .filter(|s| s["cover_url"] == format!("/api/v1/music/albums/{ALBUM}/cover"))
            .count(),
        receipts: receipts(&shop.data).await,
        deaths: shop.deaths,
        order,
        owned,
    }
}

async fn pay_with_test_card(shop: &mut Shop, page: &str) {
    let html = shop.send(|shop| shop.request(Method::GET, page)).await.text().await.unwrap();
    let Some(rest) = html.split("name=\"form_token\" value=\"").nth(1) else { return };
    let token = rest.split('"').next().unwrap().to_owned();
    let form = format!("form_token={token}&test_card=4242424242424242");
    let answer = shop
        .send(|shop| {
            let request = shop.request(Method::POST, page).header("content-type", "application/x-www-form-urlencoded");
            request.body(form.clone())
        })
        .await;
    assert!(answer.status().is_redirection(), "{}", answer.status());
}

/// Mails about this order, one sent twice counted once: both have the same digest in their name, which is
/// their `Message-ID`. The outbox may be a moment behind.
async fn receipts(data: &Path) -> usize {
    let begun = Instant::now();
    loop {
        let names = fs::read_dir(data.join("mail")).into_iter().flatten().flatten();
        let names = names.filter_map(|entry| entry.file_name().into_string().ok());
        let mails: HashSet<_> =
            names.filter_map(|name| Some(name.strip_suffix(".eml")?.split_once('-')?.1.to_owned())).collect();
        if !mails.is_empty() || begun.elapsed() > Duration::from_secs(20) {
            return mails.len();
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
}

#[tokio::test]
async fn an_order_settles_wherever_the_process_is_killed() {
    let template = prepared().await;
    for point in POINTS {
        let folder = tempfile::tempdir().unwrap();
        copy(template.path(), folder.path());
        let mut shop = Shop::open(folder.path(), Some(point)).await;
        let outcome = buy(&mut shop, ("the-order", "the-payment")).await;
        let log = fs::read_to_string(folder.path().join("test.log")).unwrap();
        assert_eq!(outcome.deaths, 1, "{point}: it was killed there, once\n{log}");
        assert_eq!(outcome.orders, 1, "{point}: one order");
        assert_eq!(outcome.order["invoice_number"], 413, "{point}: one invoice, the next number");
        let tracks = outcome.order["lines"][0]["tracks"].as_array().unwrap().len();
        assert_eq!(outcome.owned, tracks, "{point}: each track is owned once");
        assert_eq!(outcome.songs, tracks, "{point}: each song is in the library once");
        assert_eq!(outcome.receipts, 1, "{point}: one receipt");
        let again = shop.call(|shop| {
            let body = json!({ "expected_total": outcome.order["total"], "billing": outcome.order["billing"] });
            shop.request(Method::POST, "/api/v1/orders").header("idempotency-key", "the-order").json(&body)
        });
        assert_eq!(again.await["id"], outcome.order["id"], "{point}: the key still names the same order");
    }
}
