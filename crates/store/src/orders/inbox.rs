//! Webhooks: proven, stored, acknowledged; then processed from our own table.

use std::time::Duration;

use kernel::Timestamp;
use payments::{WebhookError, WebhookEvent};
use sql::{Error, outbox};

use super::{
    facts::{self, Applied},
    queries::{self, InboxRow},
};
use crate::{Shop, crash_point};

/// Whether an event was new.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Received {
    New,
    Duplicate,
}

/// Why a webhook was not taken.
#[derive(Debug, thiserror::Error)]
pub enum ReceiveError {
    #[error(transparent)]
    NotProven(#[from] WebhookError),
    #[error(transparent)]
    Sql(#[from] Error),
}

/// Stores a proven event once. What it says is looked up later, by [`process_events`].
pub async fn receive<'h>(
    shop: &Shop,
    headers: impl IntoIterator<Item = (&'h str, &'h [u8])>,
    body: &[u8],
) -> Result<Received, ReceiveError> {
    let now = shop.clock.now();
    let event = shop.gateway.verify_webhook(headers, body, now)?;
    Ok(store(shop, &event, now).await?)
}

async fn store(shop: &Shop, event: &WebhookEvent, now: Timestamp) -> Result<Received, Error> {
    let mut tx = shop.db.begin().await?;
    let new = queries::insert_event(&mut tx, event, now).await?;
    tx.commit().await?;
    crash_point("event.inserted");
    Ok(if new { Received::New } else { Received::Duplicate })
}

/// Events handled in one round of the job loop.
const ROUND: i64 = 100;
const LEASE: Duration = Duration::from_secs(60);
/// After this many attempts an event is given to a person; the reconciler goes on asking about the
/// payment itself.
const MAX_ATTEMPTS: i64 = 20;

/// Processes what the inbox holds: asks the provider what is true and applies it. Returns how many
/// were done.
pub async fn process_events(shop: &Shop, now: Timestamp) -> Result<usize, Error> {
    let due = queries::due_events(&mut shop.db.read().await?, now, ROUND).await?;
    let mut done = 0;
    for event in due {
        let mut tx = shop.db.begin().await?;
        let leased = queries::lease_event(&mut tx, &event, now + LEASE).await?;
        tx.commit().await?;
        if leased && process(shop, &event, now).await? {
            done += 1;
        }
    }
    Ok(done)
}

/// Whether it is done; else it waits for another time.
async fn process(shop: &Shop, event: &InboxRow, now: Timestamp) -> Result<bool, Error> {
    let fact = match shop.gateway.lookup(&event.object_ref).await {
        Ok(fact) => fact,
        Err(error) => return later(shop, event, &error.to_string(), now).await,
    };
    let mut tx = shop.db.begin().await?;
    let applied = facts::apply_payment_fact(&mut tx, shop, &fact).await?;
    if applied == Applied::UnknownPayment {
        // The answer that names it to us may still be on its way.
        drop(tx);
        return later(shop, event, "we have no payment of this name", now).await;
    }
    queries::event_done(&mut tx, event, applied.as_str(), now).await?;
    crash_point("fact.applied");
    tx.commit().await?;
    crash_point("event.processed");
    Ok(true)
}

async fn later(shop: &Shop, event: &InboxRow, why: &str, now: Timestamp) -> Result<bool, Error> {
    let attempts = event.attempts + 1;
    let parked = (attempts >= MAX_ATTEMPTS).then_some(now);
    if parked.is_some() {
        tracing::error!(
            alert = true,
            provider = event.provider,
            event = event.event_id,
            kind = event.kind,
            why,
            "a webhook was given up: look at it"
        );
    }
    let mut tx = shop.db.begin().await?;
    queries::event_later(&mut tx, event, outbox::retry_at(now, attempts), why, parked).await?;
    tx.commit().await?;
    Ok(false)
}
