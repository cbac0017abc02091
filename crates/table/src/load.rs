//! Writing a large number of items.

use std::sync::{
    Arc,
    atomic::{AtomicUsize, Ordering::SeqCst},
};

use crate::{BatchWrite, Table, TableError};

/// Loads under way in this process.
#[derive(Debug, Clone, Default)]
pub(crate) struct Loads(Arc<AtomicUsize>);

impl Loads {
    pub(crate) fn none(&self) -> bool {
        self.0.load(SeqCst) == 0
    }
}

/// A large load. On SQLite, where a large table keeping its indexes sorted costs ten times the
/// rows, a load of more than a seventh of the table goes without those that cost most, and builds
/// them at its end. Until then their queries are right, but slow.
///
/// Dropped without [`Load::finish`], it leaves the indexes to the next [`Table::settle`].
pub struct Load {
    table: Table,
    loads: Loads,
    counted: bool,
}

impl Load {
    pub(crate) fn new(table: Table, loads: Loads) -> Self {
        loads.0.fetch_add(1, SeqCst);
        Self { table, loads, counted: true }
    }

    /// As [`Table::batch_write`].
    pub async fn write(&self, writes: Vec<BatchWrite>) -> Result<(), TableError> {
        self.table.batch_write(writes).await
    }

    /// Builds what was left out, unless another load goes on.
    pub async fn finish(mut self) -> Result<(), TableError> {
        self.leave();
        self.table.settle().await
    }

    fn leave(&mut self) {
        if std::mem::take(&mut self.counted) {
            self.loads.0.fetch_sub(1, SeqCst);
        }
    }
}

impl Drop for Load {
    fn drop(&mut self) {
        self.leave();
    }
}
