//! What can go wrong.

use crate::{MAX_ITEM_BYTES, MAX_TRANSACTION_BYTES, MAX_WRITES};

#[derive(Debug, thiserror::Error)]
pub enum TableError {
    /// The write at this place in the list did not meet its condition. Nothing was written.
    #[error("write {0} did not meet its condition")]
    Condition(usize),
    /// More than [`MAX_WRITES`], or two writes on one key, or more than [`MAX_TRANSACTION_BYTES`].
    #[error("a transaction takes 1 to {MAX_WRITES} writes on distinct keys, {MAX_TRANSACTION_BYTES} bytes in all")]
    BadTransaction,
    #[error(
        "the item {partition:?} / {sort:?} is {bytes} bytes large, and {MAX_ITEM_BYTES} is the most an item may hold: \
         shorten it, or spread it over several items"
    )]
    TooLarge { partition: String, sort: String, bytes: usize },
    #[error("{key:?} cannot be a key: it must hold 1 to {most} bytes and no NUL")]
    BadKey { key: String, most: usize },
    /// The mark is older than the feed keeps changes, or of another table.
    #[error("changes after this mark are no longer kept: read the whole table anew, then follow from a new mark")]
    ChangesGone,
    /// A change that was cut off by others too often. Nothing was written.
    #[error("{what} was refused {attempts} times ({last}): the table has more to do than it allows. Try again later")]
    Busy { what: &'static str, attempts: u32, last: String },
    /// The back end cannot be used as it is set up.
    #[error("{0}")]
    Backend(String),
    #[error(transparent)]
    Sql(#[from] sql::Error),
    #[error("an item cannot be read: {0}")]
    Corrupt(#[from] serde_json::Error),
}
