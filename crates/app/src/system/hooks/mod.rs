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

use std::{fmt::Write, net::SocketAddr, time::Duration};

use ::http::Problem;
use kernel::Timestamp;
use reqwest::Url;
use ring::hmac;
use serde::Serialize;
use serde_json::{Value, json};
use sql::{Conn, outbox};

use crate::App;
use queries::{Due, NewDelivery};

/// What endpoints are told of.
pub const EVENTS: [&str; 3] = [ORDER_PAID, ORDER_REFUNDED, PING];
pub const ORDER_PAID: &str = "order.paid";
pub const ORDER_REFUNDED: &str = "order.refunded";
/// Sent on demand, to try an endpoint.
pub const PING: &str = "ping";

const TIME_LIMIT: Duration = Duration::from_secs(10);
/// How long a worker may take before another tries.
const LEASE: Duration = Duration::from_secs(60);
/// After this many attempts, over about a day, a delivery is parked.
const MAX_ATTEMPTS: i64 = 16;
const ROUND: i64 = 20;

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

/// Sends what is due. Answers how many arrived.
pub async fn deliver_due(app: &App) -> Result<usize, sql::Error> {
    let now = app.shop.clock.now();
    let due = queries::due(&mut app.shop.db.read().await?, now, ROUND).await?;
    let mut arrived = 0;
    for delivery in due {
        let mut tx = app.shop.db.begin().await?;
        let leased = queries::lease(&mut tx, &delivery, now + LEASE).await?;
        tx.commit().await?;
        if leased && deliver(app, &delivery).await? {
            arrived += 1;
        }
    }
    Ok(arrived)
}

/// What came of one try.
enum Outcome {
    Arrived(u16),
    Refused(Option<u16>, String),
}

async fn deliver(app: &App, delivery: &Due) -> Result<bool, sql::Error> {
    // No transaction is open meanwhile.
    let outcome = send(app, delivery).await;
    let now = app.shop.clock.now();
    let mut tx = app.shop.db.begin().await?;
    let arrived = match outcome {
        Outcome::Arrived(status) => {
            queries::delivered(&mut tx, &delivery.id, status, now).await?;
            true
        }
        Outcome::Refused(status, why) => {
            let attempts = delivery.attempts + 1;
            let state = if attempts >= MAX_ATTEMPTS { "parked" } else { "retrying" };
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
        .timeout(TIME_LIMIT)
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
    tag.as_ref().iter().fold(format!("t={t},v1="), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The secret of an endpoint is made of the shop's own, and of what the row holds: neither alone
/// signs anything.
fn unseal(app: &App, endpoint: &str, nonce: &str) -> Result<String, Problem> {
    if nonce.is_empty() {
        return Err(Problem::internal("a webhook endpoint without a secret"));
    }
    let key = hmac::Key::new(hmac::HMAC_SHA256, &app.identity.keys.derive("outgoing webhooks"));
    let tag = hmac::sign(&key, format!("{endpoint}:{nonce}").as_bytes());
    Ok(tag.as_ref().iter().fold("whsec_".to_owned(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    }))
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
