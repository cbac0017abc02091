//! Orders as the staff see them: found, read, refunded, written about.
//!
//! The list, its totals, its CSV file and the selection of a bulk action are one filter
//! ([`OrderFilter`]): what one shows the others hold. Everything is within the [`Reach`] of who
//! asks.

mod bulk;
mod export;
pub(crate) mod filter;
pub mod http;
pub(crate) mod queries;
mod tasks;
mod timeline;
mod types;

pub use bulk::{BulkChange, BulkDone, BulkPreview, Expected, Selection};
pub use filter::{OrderFilter, OrderRefund, OrderSort};
pub(crate) use http::SortParam;
pub(crate) use tasks::write_note;
pub use tasks::{NewNote, RefundOrder, RefundOrderLine, ReplaceDownload};
pub use timeline::TimelineEvent;
pub use types::*;

pub(crate) use crate::customers::admin::Reach;
