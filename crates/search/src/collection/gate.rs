//! How many songs wait for Tantivy's thread.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::Duration;

/// Songs that share a ticket.
pub(super) const SHARED: usize = 64;
/// Tickets at a time: enough songs to go on with while a part of the index is written down. Tantivy's
/// own queue takes ten thousand, fifteen megabytes of them.
const TICKETS: usize = 32;
/// A thread that ended gives no tickets back; whoever goes on without one learns from it why.
const PATIENCE: Duration = Duration::from_secs(2);

#[derive(Debug, Default)]
pub(super) struct Gate {
    out: Mutex<usize>,
    back: Condvar,
}

/// Given back when the last song that has it is in the index.
#[derive(Debug)]
pub(super) struct Ticket(Arc<Gate>);

impl Gate {
    /// Waits for a ticket.
    pub fn enter(self: &Arc<Self>) -> Arc<Ticket> {
        let out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let waited = self.back.wait_timeout_while(out, PATIENCE, |out| *out >= TICKETS);
        *waited.unwrap_or_else(PoisonError::into_inner).0 += 1;
        Arc::new(Ticket(self.clone()))
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        *self.0.out.lock().unwrap_or_else(PoisonError::into_inner) -= 1;
        self.0.back.notify_one();
    }
}
