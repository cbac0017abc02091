//! The shop's side of the test gateway: what Stripe and PayPal answer over HTTP.

use std::future::Future;

use kernel::{Money, Timestamp};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{
    ApiFault, Operation, PROVIDER, SIGNATURE_HEADER, TestGateway, card,
    queries::{self, CheckoutRow, NewCheckout, NewRefund},
    web_url,
};
use crate::{
    Checkout, CheckoutRequest, Decline, GatewayError, MAX_WEBHOOK_BYTES, PaymentFact, PaymentState, RefundFact,
    RefundState, TOLERANCE, WebhookError, WebhookEvent, signature,
};

const MAX_LINES: usize = 500;
const MAX_TEXT: usize = 2_000;

impl TestGateway {
    pub(crate) async fn create_checkout(&self, request: &CheckoutRequest) -> Result<Checkout, GatewayError> {
        self.dialled(Operation::Create, self.create(request)).await
    }

    pub(crate) async fn lookup(&self, provider_ref: &str) -> Result<PaymentFact, GatewayError> {
        self.dialled(Operation::Lookup, self.look(provider_ref)).await
    }

    pub(crate) async fn refund(
        &self,
        key: &str,
        provider_ref: &str,
        amount: Money,
        reason: &str,
    ) -> Result<RefundFact, GatewayError> {
        self.dialled(Operation::Refund, self.send_back(key, provider_ref, amount, reason)).await
    }

    pub(crate) async fn cancel(&self, provider_ref: &str) -> Result<PaymentFact, GatewayError> {
        self.dialled(Operation::Cancel, self.close(provider_ref)).await
    }

    /// Puts the dialled fault, if any, around a call.
    async fn dialled<T>(
        &self,
        operation: Operation,
        call: impl Future<Output = Result<T, GatewayError>>,
    ) -> Result<T, GatewayError> {
        let unknown = |what: &str| Err(GatewayError::Unknown(what.to_owned()));
        match self.0.dial.take(operation) {
            None => call.await,
            Some(ApiFault::TooManyRequests) => unknown("429 Too Many Requests"),
            Some(ApiFault::ServerError) => unknown("500 Internal Server Error"),
            Some(ApiFault::TimeoutBefore) => unknown("no answer in time"),
            Some(ApiFault::TimeoutAfterSuccess) => {
                call.await?;
                unknown("no answer in time")
            }
        }
    }

    async fn create(&self, request: &CheckoutRequest) -> Result<Checkout, GatewayError> {
        let now = self.0.clock.now();
        check_request(request)?;
        let fingerprint = fingerprint(request);
        let lines = serde_json::to_string(&request.lines).map_err(|error| GatewayError::Invalid(error.to_string()))?;
        let id = format!("tgc_{}", self.0.random.token());
        let new = NewCheckout {
            id: &id,
            create_key: &request.idempotency_key,
            request_hash: &fingerprint,
            order_id: request.order_id,
            amount: request.amount,
            description: &request.description,
            lines: &lines,
            customer_email: request.customer_email.as_ref().map(|email| email.as_str()),
            return_url: &request.return_url,
            cancel_url: &request.cancel_url,
            form_token: &self.0.random.token(),
            expires_at: request.expires_at,
            now,
        };
        let mut tx = self.0.db.begin().await.map_err(unclear)?;
        if queries::insert_checkout(&mut tx, &new).await.map_err(unclear)? {
            if request.expires_at <= now {
                // Rolled back: nothing can be paid on a page that has expired before it opened.
                return Err(GatewayError::Invalid("expires_at is in the past".to_owned()));
            }
            tx.commit().await.map_err(unclear)?;
            return Ok(self.opened(id));
        }
        let stored = queries::checkout_by_key(&mut tx, &request.idempotency_key).await.map_err(unclear)?;
        self.opened_before(stored, &fingerprint)
    }

    fn opened(&self, id: String) -> Checkout {
        Checkout { redirect_url: self.pay_url(&id), provider_ref: id }
    }

    fn opened_before(&self, stored: Option<(String, String)>, fingerprint: &str) -> Result<Checkout, GatewayError> {
        match stored {
            Some((id, hash)) if hash == fingerprint => Ok(self.opened(id)),
            Some(_) => Err(GatewayError::Invalid(OTHER_PARAMETERS.to_owned())),
            None => Err(GatewayError::Unknown("the key vanished".to_owned())),
        }
    }

    async fn look(&self, provider_ref: &str) -> Result<PaymentFact, GatewayError> {
        let now = self.0.clock.now();
        let row = self.row(provider_ref, now).await?;
        if now < row.silent_until {
            return Err(GatewayError::Unknown("no answer in time".to_owned()));
        }
        Ok(fact(row))
    }

    /// The row as it is at `now`: what time has done to it is written before it is told.
    async fn row(&self, id: &str, now: Timestamp) -> Result<CheckoutRow, GatewayError> {
        self.current(id, now)
            .await
            .map_err(unclear)?
            .ok_or_else(|| GatewayError::Invalid(format!("there is no payment {id}")))
    }

    pub(super) async fn current(&self, id: &str, now: Timestamp) -> Result<Option<CheckoutRow>, sqlx::Error> {
        let row = queries::checkout(&mut self.0.db.read().await?, id).await?;
        if row.as_ref().and_then(|row| row.due_at).is_none_or(|due| due > now) {
            return Ok(row);
        }
        let mut tx = self.0.db.begin().await?;
        self.settle(&mut tx, id, now).await?;
        let row = queries::checkout(&mut tx, id).await?;
        tx.commit().await?;
        self.0.wake.notify_one();
        Ok(row)
    }

    async fn send_back(
        &self,
        key: &str,
        provider_ref: &str,
        amount: Money,
        reason: &str,
    ) -> Result<RefundFact, GatewayError> {
        check_key(key)?;
        if amount.amount <= 0 {
            return Err(GatewayError::Invalid("a refund is positive".to_owned()));
        }
        let now = self.0.clock.now();
        let row = self.row(provider_ref, now).await?;
        let fingerprint = digest(&format!("{provider_ref}\n{}\n{}\n{reason}", amount.amount, amount.currency));
        let id = format!("tgr_{}", self.0.random.uuid_v7(now).simple());
        let new = NewRefund {
            id: &id,
            refund_key: key,
            request_hash: &fingerprint,
            checkout_id: provider_ref,
            amount,
            reason,
            now,
        };
        let mut tx = self.0.db.begin().await.map_err(unclear)?;
        if !queries::insert_refund(&mut tx, &new).await.map_err(unclear)? {
            return match queries::refund_by_key(&mut tx, key).await.map_err(unclear)? {
                Some((id, hash)) if hash == fingerprint => Ok(refunded(id)),
                Some(_) => Err(GatewayError::Invalid(OTHER_PARAMETERS.to_owned())),
                None => Err(GatewayError::Unknown("the key vanished".to_owned())),
            };
        }
        if !queries::take_back(&mut tx, provider_ref, amount, now).await.map_err(unclear)? {
            // Dropping the transaction frees the key: what is refused today may be right tomorrow.
            drop(tx);
            return Err(why_not_refunded(&self.row(provider_ref, now).await.unwrap_or(row), amount));
        }
        self.announce(&mut tx, "payment.refunded", provider_ref, now).await.map_err(unclear)?;
        tx.commit().await.map_err(unclear)?;
        self.0.wake.notify_one();
        Ok(refunded(id))
    }

    async fn close(&self, provider_ref: &str) -> Result<PaymentFact, GatewayError> {
        let now = self.0.clock.now();
        self.row(provider_ref, now).await?;
        let mut tx = self.0.db.begin().await.map_err(unclear)?;
        if queries::finish(&mut tx, provider_ref, PaymentState::Canceled, now).await.map_err(unclear)? {
            self.announce(&mut tx, "payment.canceled", provider_ref, now).await.map_err(unclear)?;
        }
        tx.commit().await.map_err(unclear)?;
        self.0.wake.notify_one();
        self.look(provider_ref).await
    }

    pub(crate) fn verify_webhook<'h>(
        &self,
        headers: impl IntoIterator<Item = (&'h str, &'h [u8])>,
        body: &[u8],
        now: Timestamp,
    ) -> Result<WebhookEvent, WebhookError> {
        if body.len() > MAX_WEBHOOK_BYTES {
            return Err(WebhookError::TooLarge);
        }
        let mut signatures = headers.into_iter().filter(|(name, _)| name.eq_ignore_ascii_case(SIGNATURE_HEADER));
        let header = match (signatures.next(), signatures.next()) {
            (Some((_, value)), None) if !value.is_empty() && value.len() <= 4_096 => value,
            _ => return Err(WebhookError::NoHeader),
        };
        let header = std::str::from_utf8(header).map_err(|_| WebhookError::MalformedSignature)?;
        signature::verify(&self.0.config.secrets, header, body, now, TOLERANCE)?;
        let event: Event = serde_json::from_slice(body).map_err(|_| WebhookError::MalformedBody)?;
        Ok(WebhookEvent { provider: PROVIDER, event_id: event.id, kind: event.kind, object_ref: event.data.object.id })
    }
}

const OTHER_PARAMETERS: &str = "this idempotency key was used with other parameters";

/// The body of a webhook: the parts we read.
#[derive(Deserialize)]
struct Event {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    data: EventData,
}

#[derive(Deserialize)]
struct EventData {
    object: EventObject,
}

#[derive(Deserialize)]
struct EventObject {
    id: String,
}

/// A database that fails is to the shop what a provider's 500 is.
fn unclear(error: sqlx::Error) -> GatewayError {
    tracing::error!(%error, "the test gateway's ledger failed");
    GatewayError::Unknown("500 Internal Server Error".to_owned())
}

fn refunded(id: String) -> RefundFact {
    RefundFact { provider_ref: id, state: RefundState::Succeeded }
}

fn why_not_refunded(row: &CheckoutRow, amount: Money) -> GatewayError {
    let left = row.amount - row.refunded;
    if row.currency != amount.currency {
        return GatewayError::Invalid(format!("the payment is in {}, not {}", row.currency, amount.currency));
    }
    GatewayError::Declined(match row.state {
        PaymentState::Succeeded if left == 0 => {
            Decline::new("charge_already_refunded", "The whole payment has been refunded already.")
        }
        PaymentState::Succeeded => {
            let left = Money::new(left, row.currency);
            Decline::new("refund_exceeds_payment", &format!("Only {left} of the payment is left to refund."))
        }
        _ => Decline::new("not_captured", "There is no money to refund: the payment has not succeeded."),
    })
}

fn fact(row: CheckoutRow) -> PaymentFact {
    PaymentFact {
        provider: PROVIDER,
        order_id: row.order_id,
        state: row.state,
        amount: row.money(),
        refunded: Money::new(row.refunded, row.currency),
        decline: row.decline_code.as_deref().map(card::decline),
        at: row.updated_at,
        provider_ref: row.id,
    }
}

fn check_key(key: &str) -> Result<(), GatewayError> {
    if key.is_empty() || key.len() > 255 {
        return Err(GatewayError::Invalid("an idempotency key has 1 to 255 bytes".to_owned()));
    }
    Ok(())
}

fn check_request(request: &CheckoutRequest) -> Result<(), GatewayError> {
    check_key(&request.idempotency_key)?;
    let invalid = |what: &str| Err(GatewayError::Invalid(what.to_owned()));
    if request.amount.amount <= 0 {
        return invalid("the amount is not positive");
    }
    if request.lines.len() > MAX_LINES || request.description.len() > MAX_TEXT {
        return invalid("too many lines, or too long a description");
    }
    if [&request.return_url, &request.cancel_url].into_iter().any(|url| url.len() > MAX_TEXT || web_url(url).is_none())
    {
        return invalid("return_url and cancel_url are absolute http or https addresses");
    }
    Ok(())
}

/// Everything but the key itself, as one digest.
fn fingerprint(request: &CheckoutRequest) -> String {
    #[derive(Serialize)]
    struct Parameters<'a> {
        order_id: kernel::OrderId,
        amount: Money,
        description: &'a str,
        lines: &'a [crate::CheckoutLine],
        customer_email: Option<&'a str>,
        urls: [&'a str; 2],
        expires_at: Timestamp,
    }
    let parameters = Parameters {
        order_id: request.order_id,
        amount: request.amount,
        description: &request.description,
        lines: &request.lines,
        customer_email: request.customer_email.as_ref().map(|email| email.as_str()),
        urls: [&request.return_url, &request.cancel_url],
        expires_at: request.expires_at,
    };
    digest(&serde_json::to_string(&parameters).unwrap_or_default())
}

fn digest(text: &str) -> String {
    kernel::to_hex(Sha256::digest(text.as_bytes()))
}
