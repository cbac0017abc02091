//! Payment providers, behind one enum.
//!
//! A provider takes the customer's money on its own pages (no card field ever stands on ours) and
//! is the truth about money: what a webhook or a return page says is only a hint to [`Gateway::lookup`]
//! it. Every write carries an idempotency key, so that a call whose answer was lost is repeated
//! without harm. No caller may hold a database transaction open across these calls.
//!
//! Consistency: what `create_checkout`, `refund` and `cancel` answered with `Ok` is seen by every
//! later `lookup`. [`GatewayError::Unknown`] means that it may or may not have happened.

mod gateway;
mod signature;
pub mod test;
mod types;
mod webhook;

pub use gateway::Gateway;
pub use signature::{Secret, WeakSecret};
pub use types::{
    Checkout, CheckoutLine, CheckoutRequest, Decline, GatewayError, PaymentFact, PaymentState, RefundFact, RefundState,
};
pub use webhook::{MAX_WEBHOOK_BYTES, TOLERANCE, WebhookError, WebhookEvent};

/// The tables of the test gateway.
pub fn schema() -> sql::Schema {
    sql::Schema { sqlite: sqlx::migrate!("migrations/sqlite"), postgres: sqlx::migrate!("migrations/postgres") }
}
