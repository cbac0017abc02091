//! Webhooks on their way: at least once, in no promised order, again until a 2xx.

use std::time::Duration;

use kernel::Timestamp;
use serde_json::json;
use sql::Conn;

use super::{SIGNATURE_HEADER, TestGateway, queries, queries::WebhookRow};
use crate::signature;

/// While one process sends a webhook, no other does.
const LEASE: Duration = Duration::from_secs(30);
/// The first wait after a failure; doubled by every further one.
const FIRST_WAIT: Duration = Duration::from_secs(1);
const LONGEST_WAIT: Duration = Duration::from_secs(3_600);
/// Then it is given up, as Stripe does: the reconciler has long asked.
const GIVEN_UP_AFTER: Duration = Duration::from_secs(3 * 24 * 3_600);

/// What one round of delivery came to.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Deliveries {
    /// Answered with 2xx.
    pub arrived: usize,
    /// To be tried again.
    pub failed: usize,
}

impl TestGateway {
    /// Lets time do its work (what is processing settles, what is open too long expires) and sends
    /// the webhooks that are due. For the job loop: call it each second or so, and as soon as
    /// [`TestGateway::woken`] returns.
    pub async fn deliver_due(&self, now: Timestamp) -> Result<Deliveries, sqlx::Error> {
        self.settle_all(now).await?;
        let mut due = queries::due_webhooks(&mut self.0.db.read().await?, now).await?;
        if self.0.dial.reverses() {
            due.reverse();
        }
        let mut round = Deliveries::default();
        for row in due {
            match self.deliver(&row, now).await? {
                Some(true) => round.arrived += 1,
                Some(false) => round.failed += 1,
                None => {}
            }
        }
        Ok(round)
    }

    /// Returns when something happened that sends a webhook.
    pub async fn woken(&self) {
        self.0.wake.notified().await;
    }

    async fn settle_all(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        let due = queries::due_checkouts(&mut self.0.db.read().await?, now).await?;
        for id in due {
            let mut tx = self.0.db.begin().await?;
            self.settle(&mut tx, &id, now).await?;
            tx.commit().await?;
        }
        Ok(())
    }

    /// Lets time do its work on one checkout, and announces what it did.
    pub(super) async fn settle(&self, conn: &mut Conn, id: &str, now: Timestamp) -> Result<(), sqlx::Error> {
        if let Some(state) = queries::settle_due(conn, id, now).await? {
            self.announce(conn, &format!("payment.{state}"), id, now).await?;
        }
        Ok(())
    }

    /// Queues an event in the transaction that made it true.
    pub(super) async fn announce(
        &self,
        conn: &mut Conn,
        kind: &str,
        checkout_id: &str,
        now: Timestamp,
    ) -> Result<(), sqlx::Error> {
        let id = format!("tge_{}", self.0.random.uuid_v7(now).simple());
        let body =
            json!({ "id": id, "type": kind, "created": now.seconds(), "data": { "object": { "id": checkout_id } } });
        queries::insert_webhook(conn, &id, &body.to_string(), now + self.0.dial.webhook_delay(), now).await
    }

    /// Whether it arrived; nothing when another process sends it.
    async fn deliver(&self, row: &WebhookRow, now: Timestamp) -> Result<Option<bool>, sqlx::Error> {
        let mut tx = self.0.db.begin().await?;
        let claimed = queries::claim_webhook(&mut tx, row, now + LEASE).await?;
        tx.commit().await?;
        if !claimed {
            return Ok(None);
        }
        let sent = if self.0.dial.drops() { Ok(()) } else { self.send_copies(&row.body, now).await };
        let mut tx = self.0.db.begin().await?;
        match &sent {
            Ok(()) => queries::close_webhook(&mut tx, &row.id, now, None).await?,
            Err(problem) if now.since(row.created_at) > GIVEN_UP_AFTER => {
                tracing::error!(event = row.id, problem, "webhook given up after three days");
                queries::close_webhook(&mut tx, &row.id, now, Some(problem)).await?;
            }
            Err(problem) => {
                tracing::warn!(
                    event = row.id,
                    problem,
                    attempts = row.attempts + 1,
                    "webhook not delivered, will be tried again"
                );
                queries::retry_webhook(&mut tx, &row.id, now + wait_after(row.attempts), problem).await?;
            }
        }
        tx.commit().await?;
        Ok(Some(sent.is_ok()))
    }

    async fn send_copies(&self, body: &str, now: Timestamp) -> Result<(), String> {
        let mut last = Ok(());
        for _ in 0..self.0.dial.sendings() {
            last = self.send(body, now).await;
        }
        last
    }

    async fn send(&self, body: &str, now: Timestamp) -> Result<(), String> {
        let signature = signature::sign(&self.0.config.secrets, now, body.as_bytes());
        let request = self
            .0
            .client
            .post(&self.0.config.webhook_url)
            .header("content-type", "application/json")
            .header(SIGNATURE_HEADER, signature)
            .body(body.to_owned());
        let answer = request.send().await.map_err(|error| error.without_url().to_string())?;
        if answer.status().is_success() { Ok(()) } else { Err(format!("the shop answered {}", answer.status())) }
    }
}

/// 1 s, 2 s, 4 s … 1 h, by how often it was tried before.
fn wait_after(attempts: i64) -> Duration {
    let doublings = u32::try_from(attempts.clamp(0, 16)).unwrap_or(16);
    (FIRST_WAIT * 2_u32.pow(doublings)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waits_double_up_to_an_hour() {
        assert_eq!([0, 1, 2, 11, 12, 99].map(|n| wait_after(n).as_secs()), [1, 2, 4, 2_048, 3_600, 3_600]);
    }
}
