//! The customer's side of the test gateway: a card is typed, and something comes of it.

use kernel::Timestamp;
use sql::Conn;

use super::{
    TestGateway,
    card::{Behaviour, TestCard},
    queries::{self, CheckoutRow, Processing},
};
use crate::PaymentState;

/// A page on which this many cards were declined takes no more.
const MAX_ATTEMPTS: i64 = 30;

/// Where the customer goes next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Next {
    /// Back to the shop: the page has done its work.
    Shop,
    /// The bank's own page.
    Bank,
    /// The same page, which now says why it did not work.
    PayPage,
}

impl TestGateway {
    /// Pays with a card. Clicked twice, it pays once: whoever comes second finds the page done.
    pub(super) async fn pay(&self, row: &CheckoutRow, card: TestCard) -> Result<Next, sqlx::Error> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.begin().await?;
        self.settle(&mut tx, &row.id, now).await?;
        let next = match card.behaviour {
            _ if row.attempts >= MAX_ATTEMPTS => {
                self.refuse(&mut tx, row, card.last4(), "too_many_attempts", now).await?
            }
            Behaviour::Challenged => self.challenge(&mut tx, row, card, now).await?,
            Behaviour::Declined(code) => self.refuse(&mut tx, row, card.last4(), code, now).await?,
            Behaviour::Succeeds => self.capture(&mut tx, row, card.last4(), now).await?,
            Behaviour::Processing | Behaviour::ProcessingFails | Behaviour::TimesOut => {
                self.hand_to_bank(&mut tx, row, card, now).await?
            }
        };
        tx.commit().await?;
        self.0.wake.notify_one();
        Ok(next)
    }

    /// What the customer said on the bank's page.
    pub(super) async fn authenticate(&self, row: &CheckoutRow, confirmed: bool) -> Result<Next, sqlx::Error> {
        let now = self.0.clock.now();
        let mut tx = self.0.db.begin().await?;
        self.settle(&mut tx, &row.id, now).await?;
        let next = match &row.challenged_card {
            None => Next::PayPage,
            Some(card) if confirmed => self.capture(&mut tx, row, card, now).await?,
            Some(card) => self.refuse(&mut tx, row, card, "authentication_failed", now).await?,
        };
        tx.commit().await?;
        self.0.wake.notify_one();
        Ok(next)
    }

    async fn capture(
        &self,
        conn: &mut Conn,
        row: &CheckoutRow,
        last4: &str,
        now: Timestamp,
    ) -> Result<Next, sqlx::Error> {
        if queries::finish(conn, &row.id, PaymentState::Succeeded, now).await? {
            self.attempt(conn, row, last4, "succeeded", now).await?;
            self.announce(conn, "payment.succeeded", &row.id, now).await?;
        }
        after(conn, row).await
    }

    async fn refuse(
        &self,
        conn: &mut Conn,
        row: &CheckoutRow,
        last4: &str,
        code: &str,
        now: Timestamp,
    ) -> Result<Next, sqlx::Error> {
        if queries::decline(conn, &row.id, code, now).await? {
            self.attempt(conn, row, last4, code, now).await?;
            self.announce(conn, "payment.declined", &row.id, now).await?;
        }
        after(conn, row).await
    }

    async fn challenge(
        &self,
        conn: &mut Conn,
        row: &CheckoutRow,
        card: TestCard,
        now: Timestamp,
    ) -> Result<Next, sqlx::Error> {
        if queries::challenge(conn, &row.id, card.last4(), now).await? {
            return Ok(Next::Bank);
        }
        after(conn, row).await
    }

    async fn hand_to_bank(
        &self,
        conn: &mut Conn,
        row: &CheckoutRow,
        card: TestCard,
        now: Timestamp,
    ) -> Result<Next, sqlx::Error> {
        let due_at = now + self.0.config.settle_after;
        let silent = card.behaviour == Behaviour::TimesOut;
        let fails = card.behaviour == Behaviour::ProcessingFails;
        let to = Processing {
            settles_to: if fails { PaymentState::Failed } else { PaymentState::Succeeded },
            due_at,
            silent_until: if silent { due_at } else { now },
        };
        if queries::process(conn, &row.id, &to, now).await? {
            self.attempt(conn, row, card.last4(), "processing", now).await?;
            if !silent {
                self.announce(conn, "payment.processing", &row.id, now).await?;
            }
        }
        after(conn, row).await
    }

    async fn attempt(
        &self,
        conn: &mut Conn,
        row: &CheckoutRow,
        last4: &str,
        outcome: &str,
        now: Timestamp,
    ) -> Result<(), sqlx::Error> {
        let id = self.0.random.uuid_v7(now).to_string();
        queries::insert_attempt(conn, &id, &row.id, last4, outcome, now).await
    }
}

/// Where the customer belongs in the state that is true now, whoever brought it about.
async fn after(conn: &mut Conn, row: &CheckoutRow) -> Result<Next, sqlx::Error> {
    let state = queries::checkout(conn, &row.id).await?.map(|row| row.state);
    Ok(match state {
        Some(PaymentState::Succeeded | PaymentState::Processing) => Next::Shop,
        _ => Next::PayPage,
    })
}
