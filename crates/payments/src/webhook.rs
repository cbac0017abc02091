//! What a provider tells us unasked.

use std::time::Duration;

/// How old a signature may be, and how far ahead its clock.
pub const TOLERANCE: Duration = Duration::from_secs(300);

/// A larger body is refused before it is read.
pub const MAX_WEBHOOK_BYTES: usize = 256 * 1024;

/// A proven event. It names what to ask about; what is true is for [`crate::Gateway::lookup`] to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookEvent {
    pub provider: &'static str,
    /// Unique with the provider: the key of the inbox.
    pub event_id: String,
    /// Such as `payment.succeeded`.
    pub kind: String,
    /// The payment it concerns, a `provider_ref`.
    pub object_ref: String,
}

/// Why a webhook was not believed. All of them are the sender's fault: answer 400.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WebhookError {
    #[error("the signature header is missing, empty, or there twice; send it once")]
    NoHeader,
    #[error("the signature header is malformed; write it as t=<unix seconds>,v1=<hex>")]
    MalformedSignature,
    #[error("there is no v1 signature; other versions are not accepted")]
    NoSignature,
    #[error("the signature does not fit the body; sign the raw bytes with the shared secret")]
    WrongSignature,
    #[error("the signature is more than 300 seconds old or ahead; check the clock and sign again")]
    TooOld,
    #[error("the body is larger than 262144 bytes")]
    TooLarge,
    #[error("the body is not an event of this provider")]
    MalformedBody,
}
