//! Counts what a table asks of its back end, so that a test can hold an access pattern to its price.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering::Relaxed},
};

/// What was asked of the back end since the table was opened.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Meter {
    /// Requests that read: a get, a page of a query, a hundred keys of a batch, a page of a scan.
    pub reads: u64,
    /// Items written, removed or checked.
    pub writes: u64,
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Counter(Arc<(AtomicU64, AtomicU64)>);

impl Counter {
    pub(crate) fn read(&self) {
        self.0.0.fetch_add(1, Relaxed);
    }

    pub(crate) fn wrote(&self, items: usize) {
        self.0.1.fetch_add(items as u64, Relaxed);
    }

    pub(crate) fn meter(&self) -> Meter {
        Meter { reads: self.0.0.load(Relaxed), writes: self.0.1.load(Relaxed) }
    }
}
