//! Limited editions: how many copies there are, and where each went.
//!
//! Tracks and albums are unlimited until somebody sets a stock. From then on the database counts
//! (`reserved between 0 and on_hand`), and each move stands in a ledger with its reason: the sums of the ledger are what
//! the stock says.

pub mod http;
pub(crate) mod queries;

use kernel::{OrderId, Timestamp};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error};
use utoipa::ToSchema;

use crate::catalog::ItemKind;

/// Why a number changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
#[schema(as = StockReason)]
pub enum Reason {
    /// New copies came.
    Received,
    /// An order was paid.
    Sold,
    /// An order set copies aside.
    Reserved,
    /// An order gave them up.
    Released,
    /// Somebody counted.
    Correction,
    /// A refunded order gave them back.
    Returned,
}

impl Reason {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Sold => "sold",
            Self::Reserved => "reserved",
            Self::Released => "released",
            Self::Correction => "correction",
            Self::Returned => "returned",
        }
    }

    /// What the database holds; its CHECK allows nothing else.
    fn stored(text: &str) -> Self {
        match text {
            "received" => Self::Received,
            "sold" => Self::Sold,
            "reserved" => Self::Reserved,
            "released" => Self::Released,
            "returned" => Self::Returned,
            _ => Self::Correction,
        }
    }
}

/// The stock of a limited edition.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Stock {
    pub kind: ItemKind,
    pub id: i64,
    pub title: String,
    pub artist_name: Option<String>,
    /// False: lifted, sold without a limit. The ledger stays.
    pub limited: bool,
    pub on_hand: i64,
    /// Set aside by orders that are not paid yet.
    pub reserved: i64,
    /// What can be bought.
    pub available: i64,
    /// From this many available copies down it is low.
    pub low_at: i64,
    pub is_low: bool,
    pub sold: i64,
}

/// An entry of the ledger.
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct StockMove {
    pub id: i64,
    pub moved_at: Timestamp,
    pub reason: Reason,
    pub on_hand_delta: i64,
    pub reserved_delta: i64,
    pub order_id: Option<OrderId>,
    pub employee_id: Option<i64>,
    pub employee_name: Option<String>,
    pub note: Option<String>,
}

/// Copies of a refunded order come back: those of its lines of which the customer owns nothing any more. Call it after
/// entitlements were taken back; twice is once.
pub async fn take_back(conn: &mut Conn, order: OrderId, now: Timestamp) -> Result<(), Error> {
    for (kind, id, quantity) in queries::returned(conn, order).await? {
        queries::add(conn, &kind, id, (quantity, 0)).await?;
        let entry = queries::Move::of_order(&kind, id, Reason::Returned, (quantity, 0), order);
        queries::insert_move(conn, &entry, now).await?;
        queries::close_returned(conn, order, &kind, id).await?;
    }
    Ok(())
}
