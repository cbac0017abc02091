//! What things cost over time: the history of prices, sales with their dates, many prices at once.
//!
//! What something costs *now* is said by [`crate::catalog::offers`] alone; this room writes what it reads.

mod bulk;
pub mod http;
mod queries;

use kernel::{Money, Timestamp};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error};
use utoipa::ToSchema;

pub(crate) use bulk::stale;
pub use bulk::{BulkExample, BulkPrices, PriceChange, PriceFilter, PricePreview, Selection};

use crate::catalog::{ItemKind, admin::Desk};

/// A price that was set.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct PriceEntry {
    pub id: String,
    pub changed_at: Timestamp,
    /// Empty: an album followed its tracks.
    pub old_price: Option<Money>,
    pub new_price: Option<Money>,
    /// `created`, `edit`, `bulk` or `import`. Sales have a list of their own.
    pub cause: String,
    pub employee_id: Option<i64>,
    pub employee_name: Option<String>,
}

/// A price that holds for a time.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct SalePrice {
    pub id: String,
    pub kind: ItemKind,
    pub item_id: i64,
    pub title: String,
    pub artist_name: Option<String>,
    pub price: Money,
    pub regular_price: Money,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
    /// Ended by hand before its time.
    pub canceled_at: Option<Timestamp>,
    pub phase: SalePhase,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum SalePhase {
    Coming,
    Running,
    Over,
}

/// Notes a price in the history, when it is another one.
pub(crate) async fn note_change(
    conn: &mut Conn,
    desk: &Desk<'_>,
    kind: ItemKind,
    id: i64,
    (old, new): (Option<i64>, Option<i64>),
    cause: &'static str,
) -> Result<(), Error> {
    if old == new {
        return Ok(());
    }
    queries::insert_change(conn, desk, kind, id, (old, new), cause).await
}
