//! A dial for faults, so that tests see a provider on its worst day. It is a handle in Rust and no
//! setting: no configuration can turn it.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

/// A call to the provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Operation {
    Create,
    Lookup,
    Refund,
    Cancel,
}

/// What goes wrong with a call.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiFault {
    /// 429, nothing was done.
    TooManyRequests,
    /// 500, nothing was done.
    ServerError,
    /// No answer, nothing was done.
    TimeoutBefore,
    /// No answer, and yet it was done.
    TimeoutAfterSuccess,
}

#[derive(Debug, Default)]
struct Faults {
    api: VecDeque<(Operation, ApiFault)>,
    delay: Duration,
    drop: bool,
    copies: usize,
    reverse: bool,
}

/// Clones turn the same dial. A new one stands at "no faults".
#[derive(Debug, Clone, Default)]
pub struct FaultDial(Arc<Mutex<Faults>>);

impl FaultDial {
    fn faults(&self) -> MutexGuard<'_, Faults> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The next `times` calls of `operation` go wrong, after those already ordered.
    pub fn fail_next(&self, operation: Operation, fault: ApiFault, times: usize) {
        self.faults().api.extend(std::iter::repeat_n((operation, fault), times));
    }

    /// Webhooks of events from now on leave this much later.
    pub fn delay_webhooks(&self, by: Duration) {
        self.faults().delay = by;
    }

    /// Webhooks are lost on the way.
    pub fn drop_webhooks(&self, drop: bool) {
        self.faults().drop = drop;
    }

    /// Every webhook is sent once and `more` times.
    pub fn duplicate_webhooks(&self, more: usize) {
        self.faults().copies = more;
    }

    /// The newest webhook is sent first.
    pub fn reverse_webhooks(&self, reverse: bool) {
        self.faults().reverse = reverse;
    }

    /// Back to "no faults".
    pub fn clear(&self) {
        *self.faults() = Faults::default();
    }

    pub(super) fn take(&self, operation: Operation) -> Option<ApiFault> {
        let mut faults = self.faults();
        let place = faults.api.iter().position(|(of, _)| *of == operation)?;
        faults.api.remove(place).map(|(_, fault)| fault)
    }

    pub(super) fn webhook_delay(&self) -> Duration {
        self.faults().delay
    }

    pub(super) fn drops(&self) -> bool {
        self.faults().drop
    }

    pub(super) fn sendings(&self) -> usize {
        1 + self.faults().copies
    }

    pub(super) fn reverses(&self) -> bool {
        self.faults().reverse
    }
}
