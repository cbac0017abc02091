//! What is asked of a provider, and what it answers: shaped after Stripe Checkout and PayPal's
//! approval, in our own words.

use std::{fmt, str::FromStr};

use kernel::{EmailAddress, Money, OrderId, Timestamp};
use serde::{Deserialize, Serialize};

/// A payment to be made on the provider's page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckoutRequest {
    /// `order:{id}:attempt:{n}:create`. A new `n` only after a definite decline or cancel.
    pub idempotency_key: String,
    pub order_id: OrderId,
    /// What is charged, positive. The lines explain it; they need not sum to it (discount, tax).
    pub amount: Money,
    /// Such as `Order C-1001`.
    pub description: String,
    pub lines: Vec<CheckoutLine>,
    pub customer_email: Option<EmailAddress>,
    /// Where the browser goes when the customer is done, whatever came of it.
    pub return_url: String,
    /// Where the browser goes when the customer turns back.
    pub cancel_url: String,
    pub expires_at: Timestamp,
}

/// A line the customer reads on the provider's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CheckoutLine {
    pub title: String,
    pub detail: String,
    pub amount: Money,
}

/// A payment page that waits for the customer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Checkout {
    /// The provider's name for this payment.
    pub provider_ref: String,
    pub redirect_url: String,
}

/// Where a payment stands. Only `Succeeded` means that there is money.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PaymentState {
    /// The customer has to act: pay, or pay with another card. A declined card leaves it here.
    RequiresAction,
    /// The bank is at work; the outcome follows.
    Processing,
    Succeeded,
    /// Final: there will be no money.
    Failed,
    Canceled,
    Expired,
}

impl PaymentState {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RequiresAction => "requires_action",
            Self::Processing => "processing",
            Self::Succeeded => "succeeded",
            Self::Failed => "failed",
            Self::Canceled => "canceled",
            Self::Expired => "expired",
        }
    }

    /// Whether nothing but a refund can change it.
    pub const fn is_final(self) -> bool {
        matches!(self, Self::Succeeded | Self::Failed | Self::Canceled | Self::Expired)
    }
}

impl fmt::Display for PaymentState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The text is not a state of a payment.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a state of a payment")]
pub struct InvalidState;

impl FromStr for PaymentState {
    type Err = InvalidState;
    fn from_str(raw: &str) -> Result<Self, InvalidState> {
        [Self::RequiresAction, Self::Processing, Self::Succeeded, Self::Failed, Self::Canceled, Self::Expired]
            .into_iter()
            .find(|state| state.as_str() == raw)
            .ok_or(InvalidState)
    }
}

impl TryFrom<String> for PaymentState {
    type Error = InvalidState;
    fn try_from(raw: String) -> Result<Self, InvalidState> {
        raw.parse()
    }
}

/// What a provider says about a payment when asked: the only ground for calling an order paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PaymentFact {
    pub provider: &'static str,
    pub provider_ref: String,
    /// The order the provider was told; compare it with the order at hand.
    pub order_id: OrderId,
    pub state: PaymentState,
    /// What was asked for, and once `Succeeded`, what was captured.
    pub amount: Money,
    /// What has gone back, at most `amount`.
    pub refunded: Money,
    /// Why the last attempt failed, if it did.
    pub decline: Option<Decline>,
    /// When the provider saw the last change.
    pub at: Timestamp,
}

/// Why money was refused.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Decline {
    /// Stable and machine-readable, such as `insufficient_funds`.
    pub code: String,
    /// For the customer: what happened and what to do.
    pub message: String,
}

impl Decline {
    pub(crate) fn new(code: &str, message: &str) -> Self {
        Self { code: code.to_owned(), message: message.to_owned() }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RefundState {
    Pending,
    Succeeded,
    Failed,
}

/// What a provider says about a refund.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RefundFact {
    /// The provider's name for the refund.
    pub provider_ref: String,
    pub state: RefundState,
}

/// Three classes, by what the caller does next.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum GatewayError {
    /// The provider says no, for good. The same request will never succeed.
    #[error("the payment provider refused: {}", .0.message)]
    Declined(Decline),
    /// Timeout, network, overload, 5xx: it may have happened. Ask again with the same key, or leave
    /// it to the reconciler; never treat it as a failure.
    #[error("the payment provider did not answer clearly: {0}")]
    Unknown(String),
    /// The request makes no sense to the provider: a fault of this program.
    #[error("the request to the payment provider was wrong: {0}")]
    Invalid(String),
}
