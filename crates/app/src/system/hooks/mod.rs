//! Webhooks to other programs: signed, tried again, kept, sent once more on demand.
//!
//! An event becomes one delivery per endpoint in the transaction of the event; a job sends it. The
//! signature is `t=<unix seconds>,v1=<hex>`: HMAC-SHA256 with the endpoint's secret over `t.body`.
//! A delivery that fails is tried again, later each time, and parked in the end.
//!
//! An endpoint's address comes from a person, so it leads nowhere inside: every address its host
//! has must be public ([`address`]), the connection goes to the very address that was checked, and
//! redirects are not followed.

mod address;
pub mod http;
mod queries;

use std::{collections::BTreeMap, net::SocketAddr, time::Duration};

use ::http::Problem;
use kernel::Timestamp;
use reqwest::Url;
use ring::hmac;
use serde::Serialize;
use serde_json::{Value, json};
use sql::{Conn, outbox};
use tokio::{task::JoinSet, time::timeout};

use crate::App;
pub use queries::prune;
use queries::{Due, NewDelivery};

/// What endpoints are told of.
pub const EVENTS: [&str; 4] = [ORDER_PAID, ORDER_REFUNDED, RELEASE_PUBLISHED, PING];
pub const ORDER_PAID: &str = "order.paid";
pub const ORDER_REFUNDED: &str = "order.refunded";
/// An album can be bought, or ordered ahead, from now on.
pub const RELEASE_PUBLISHED: &str = "release.published";
/// Sent on demand, to try an endpoint.
pub const PING: &str = "ping";

/// Endpoints that can be on: each of them is told of every sale.
const MOST: i64 = 200;
/// For all of it: finding the host, connecting, the answer.
const TIME_LIMIT: Duration = Duration::from_secs(10);
/// How long a worker may take before another tries.
const LEASE: Duration = Duration::from_secs(60);
/// After a delivery that did not arrive, what else is due at the endpoint waits this long.
const PAUSE: Duration = Duration::from_secs(10);
const ROUND: i64 = 50;

/// Announces an event to every endpoint that wants it, in the caller's transaction. The same event
/// announced again changes nothing.
pub async fn announce(
    app: &App,
    conn: &mut Conn,
    event: &str,
    id: &str,
    data: impl Serialize,
) -> Result<(), sql::Error> {
    let now = app.shop.clock.now();
    let endpoints = queries::wanting(conn, event).await?;
    for endpoint in endpoints {
        queue(app, conn, &endpoint, event, id, &data, now).await?;
    }
    Ok(())
}

async fn queue(
    app: &App,
    conn: &mut Conn,
    endpoint: &str,
    event: &str,
    id: &str,
    data: &impl Serialize,
    now: Timestamp,
) -> Result<(), sql::Error> {
    let body = json!({ "id": id, "type": event, "created_at": now, "data": data }).to_string();
    let delivery = app.shop.random.uuid_v7(now).to_string();
    queries::insert_delivery(conn, &NewDelivery { id: &delivery, endpoint, event_id: id, event, body: &body }, now)
        .await
}

/// Sends what is due, to all endpoints side by side. Answers how many arrived.
pub async fn deliver_due(app: &App) -> Result<usize, sql::Error> {
    let now = app.shop.clock.now();
    let due = queries::due(&mut app.shop.db.read().await?, now, ROUND).await?;
    let mut by_endpoint = BTreeMap::<String, Vec<Due>>::new();
    for delivery in due {
        by_endpoint.entry(delivery.endpoint_id.clone()).or_default().push(delivery);
    }
    let mut endpoints = JoinSet::new();
    for deliveries in by_endpoint.into_values() {
        let app = app.clone();
        endpoints.spawn(async move { deliver_to_one(&app, &deliveries).await });
    }
    let mut arrived = 0;
    while let Some(ended) = endpoints.join_next().await {
        match ended {
            Ok(sent) => arrived += sent?,
            Err(error) => tracing::error!(%error, "sending to an endpoint ended early; it is tried again"),
        }
    }
    Ok(arrived)
}

/// Sends an endpoint's deliveries in their order. When one does not arrive, the others wait a little, so that an
/// endpoint that is down costs one request and not one each.
async fn deliver_to_one(app: &App, deliveries: &[Due]) -> Result<usize, sql::Error> {
    for (arrived, delivery) in deliveries.iter().enumerate() {
        let now = app.shop.clock.now();
        let mut tx = app.shop.db.begin().await?;
        let leased = queries::lease(&mut tx, delivery, now + LEASE).await?;
        tx.commit().await?;
        // Another worker is at it.
        if !leased {
            return Ok(arrived);
        }
        if !deliver(app, delivery).await? {
            let now = app.shop.clock.now();
            let mut tx = app.shop.db.begin().await?;
            queries::postpone(&mut tx, &delivery.endpoint_id, now, now + PAUSE).await?;
            tx.commit().await?;
            return Ok(arrived);
        }
    }
    Ok(deliveries.len())
}

/// What came of one try.
enum Outcome {
    Arrived(u16),
    Refused(Option<u16>, String),
}

async fn deliver(app: &App, delivery: &Due) -> Result<bool, sql::Error> {
    // No transaction is open meanwhile.
    let outcome = match timeout(TIME_LIMIT, send(app, delivery)).await {
        Ok(outcome) => outcome,
        Err(_) => Outcome::Refused(None, format!("it did not answer within {} s", TIME_LIMIT.as_secs())),
    };
    let now = app.shop.clock.now();
    let mut tx = app.shop.db.begin().await?;
    let arrived = match outcome {
        Outcome::Arrived(status) => {
            queries::delivered(&mut tx, &delivery.id, status, now).await?;
            true
        }
        Outcome::Refused(status, why) => {
            let attempts = delivery.attempts + 1;
            let state = if attempts >= outbox::MAX_ATTEMPTS { "parked" } else { "retrying" };
            tracing::warn!(delivery = delivery.id, url = delivery.url, why, state, "a webhook did not arrive");
            queries::failed(&mut tx, &delivery.id, state, status, &why, outbox::retry_at(now, attempts)).await?;
            false
        }
    };
    tx.commit().await?;
    Ok(arrived)
}

async fn send(app: &App, delivery: &Due) -> Outcome {
    let secret = match unseal(app, &delivery.endpoint_id, &delivery.secret) {
        Ok(secret) => secret,
        Err(problem) => return Outcome::Refused(None, problem.to_string()),
    };
    let url = match Url::parse(&delivery.url) {
        Ok(url) => url,
        Err(error) => return Outcome::Refused(None, error.to_string()),
    };
    let client = match client(app, &url).await {
        Ok(client) => client,
        Err(why) => return Outcome::Refused(None, why),
    };
    let request = client
        .post(url)
        .header("content-type", "application/json")
        .header("chinook-signature", signature(&secret, app.shop.clock.now(), &delivery.body))
        .header("chinook-delivery", &delivery.id)
        .body(delivery.body.clone());
    match request.send().await {
        Ok(answer) if answer.status().is_success() => Outcome::Arrived(answer.status().as_u16()),
        Ok(answer) => Outcome::Refused(Some(answer.status().as_u16()), format!("it answered {}", answer.status())),
        Err(error) => Outcome::Refused(None, error.without_url().to_string()),
    }
}

/// A client that can reach the checked addresses of this host and nothing else.
async fn client(app: &App, url: &Url) -> Result<reqwest::Client, String> {
    let (host, addresses) = address::resolved(url, app.config.webhooks_to_private).await?;
    let addresses: Vec<SocketAddr> = addresses;
    reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .no_proxy()
        .resolve_to_addrs(&host, &addresses)
        .user_agent("Chinook")
        .build()
        .map_err(|error| error.to_string())
}

fn signature(secret: &str, now: Timestamp, body: &str) -> String {
    let t = now.seconds();
    let key = hmac::Key::new(hmac::HMAC_SHA256, secret.as_bytes());
    let tag = hmac::sign(&key, format!("{t}.{body}").as_bytes());
    format!("t={t},v1={}", kernel::to_hex(tag))
}

/// The secret of an endpoint is made of the shop's own, and of what the row holds: neither alone
/// signs anything.
fn unseal(app: &App, endpoint: &str, nonce: &str) -> Result<String, Problem> {
    if nonce.is_empty() {
        return Err(Problem::internal("a webhook endpoint without a secret"));
    }
    let key = hmac::Key::new(hmac::HMAC_SHA256, &app.identity.keys.derive("outgoing webhooks"));
    let tag = hmac::sign(&key, format!("{endpoint}:{nonce}").as_bytes());
    Ok(format!("whsec_{}", kernel::to_hex(tag)))
}

/// The data of a delivery as its reader sees it.
fn body_of(text: &str) -> Value {
    serde_json::from_str(text).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_signature_covers_moment_and_body() {
        let now = Timestamp::from_seconds(1_700_000_000);
        let one = signature("whsec_a", now, "{}");
        assert!(one.starts_with("t=1700000000,v1=") && one.len() == "t=1700000000,v1=".len() + 64);
        assert_ne!(one, signature("whsec_b", now, "{}"));
        assert_ne!(one, signature("whsec_a", now, "{ }"));
    }
}
