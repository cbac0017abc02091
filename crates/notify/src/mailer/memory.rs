//! Mail kept in memory, for tests.

use std::sync::{Arc, Mutex, PoisonError};

use kernel::Timestamp;

use super::{SendError, Sender};
use crate::Mail;

/// The newest mails are kept, older ones forgotten: a load test must not fill the memory.
const KEPT: usize = 10_000;

/// Clones share one pile of mails.
#[derive(Debug, Clone)]
pub struct Memory {
    from: Sender,
    sent: Arc<Mutex<Vec<Mail>>>,
}

impl Memory {
    pub fn new(from: Sender) -> Self {
        Self { from, sent: Arc::default() }
    }

    /// Every mail sent so far, oldest first.
    pub fn sent(&self) -> Vec<Mail> {
        self.sent.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(super) fn send(&self, mail: &Mail, now: Timestamp) -> Result<String, SendError> {
        // Built and thrown away, so that a test sees the errors a real server would cause.
        mail.message(&self.from, now)?;
        let mut sent = self.sent.lock().unwrap_or_else(PoisonError::into_inner);
        if sent.len() >= KEPT {
            sent.remove(0);
        }
        sent.push(mail.clone());
        Ok(mail.message_id(&self.from))
    }
}
