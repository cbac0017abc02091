//! SQL of what runs in the background.

pub(super) mod inbox;
pub(super) mod outbox;
