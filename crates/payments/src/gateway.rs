//! The closed set of providers.

use kernel::{Money, Timestamp};

use crate::{
    Checkout, CheckoutRequest, GatewayError, PaymentFact, RefundFact, WebhookError, WebhookEvent, test::TestGateway,
};

/// A payment provider. Stripe and PayPal join as variants, each with a folder of its own.
#[derive(Clone)]
pub enum Gateway {
    /// Our own, for trying the shop and for tests: no money moves.
    Test(TestGateway),
}

impl Gateway {
    /// The name that payments and webhook events are recorded under.
    pub const fn provider(&self) -> &'static str {
        match self {
            Self::Test(_) => crate::test::PROVIDER,
        }
    }

    /// Opens a payment page. The same key gives the same answer again; the same key with other
    /// parameters is [`GatewayError::Invalid`].
    pub async fn create_checkout(&self, request: &CheckoutRequest) -> Result<Checkout, GatewayError> {
        match self {
            Self::Test(gateway) => gateway.create_checkout(request).await,
        }
    }

    /// What is true about this payment now.
    pub async fn lookup(&self, provider_ref: &str) -> Result<PaymentFact, GatewayError> {
        match self {
            Self::Test(gateway) => gateway.lookup(provider_ref).await,
        }
    }

    /// Sends money back, never more than was captured. The same key gives the same refund again.
    /// `Declined` with code `charge_already_refunded` when everything is back already,
    /// `refund_exceeds_payment` when less is left, `not_captured` when there is no money yet.
    pub async fn refund(
        &self,
        idempotency_key: &str,
        provider_ref: &str,
        amount: Money,
        reason: &str,
    ) -> Result<RefundFact, GatewayError> {
        match self {
            Self::Test(gateway) => gateway.refund(idempotency_key, provider_ref, amount, reason).await,
        }
    }

    /// Closes the payment page if nobody has paid on it, and answers what is true then: look at
    /// the state, for the customer may have been faster.
    pub async fn cancel(&self, provider_ref: &str) -> Result<PaymentFact, GatewayError> {
        match self {
            Self::Test(gateway) => gateway.cancel(provider_ref).await,
        }
    }

    /// Proves that the bytes come from the provider and are at most [`crate::TOLERANCE`] old.
    /// `headers` are all headers of the request, names in any case; `body` is exactly what arrived.
    pub fn verify_webhook<'h>(
        &self,
        headers: impl IntoIterator<Item = (&'h str, &'h [u8])>,
        body: &[u8],
        now: Timestamp,
    ) -> Result<WebhookEvent, WebhookError> {
        match self {
            Self::Test(gateway) => gateway.verify_webhook(headers, body, now),
        }
    }
}
