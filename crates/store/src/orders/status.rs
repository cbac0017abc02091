//! Where an order stands, and where it may go from there.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OrderStatus {
    /// Waits for the customer to pay.
    PendingPayment,
    /// The bank is at work.
    Processing,
    /// The money is here and the music is the customer's.
    Paid,
    /// The music stands in the customer's library.
    Fulfilled,
    /// Nobody paid in time.
    Expired,
    /// The customer turned back.
    Canceled,
    PartiallyRefunded,
    Refunded,
    /// The customer's bank wants the money back; nothing moves until that is decided.
    Disputed,
}

/// The text is not a state of an order.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a state of an order")]
pub struct InvalidStatus;

impl OrderStatus {
    pub const ALL: [Self; 9] = [
        Self::PendingPayment,
        Self::Processing,
        Self::Paid,
        Self::Fulfilled,
        Self::Expired,
        Self::Canceled,
        Self::PartiallyRefunded,
        Self::Refunded,
        Self::Disputed,
    ];

    pub const fn as_str(self) -> &'static str {
        match self {
            Self::PendingPayment => "pending_payment",
            Self::Processing => "processing",
            Self::Paid => "paid",
            Self::Fulfilled => "fulfilled",
            Self::Expired => "expired",
            Self::Canceled => "canceled",
            Self::PartiallyRefunded => "partially_refunded",
            Self::Refunded => "refunded",
            Self::Disputed => "disputed",
        }
    }

    /// Whether an order may go from here to `next`. Every write of a status asks this.
    pub const fn may_become(self, next: Self) -> bool {
        use OrderStatus::{
            Canceled, Disputed, Expired, Fulfilled, Paid, PartiallyRefunded, PendingPayment, Processing, Refunded,
        };
        match self {
            PendingPayment => matches!(next, Processing | Paid | Expired | Canceled),
            // The bank may say no: the customer then tries another card. Canceled: by the shop, when
            // the money came for what cannot be given any more.
            Processing => matches!(next, PendingPayment | Paid | Canceled),
            Paid => matches!(next, Fulfilled | PartiallyRefunded | Refunded | Disputed),
            Fulfilled => matches!(next, PartiallyRefunded | Refunded | Disputed),
            // Money that came late: goods if they are still to be had, else it goes back.
            Expired | Canceled => matches!(next, Paid | Refunded),
            PartiallyRefunded => matches!(next, Refunded | Disputed),
            Refunded => false,
            Disputed => matches!(next, Paid | Refunded),
        }
    }

    /// Whether somebody may still pay.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::PendingPayment | Self::Processing)
    }

    /// Closed without money: a success that comes now is late.
    pub const fn is_closed_unpaid(self) -> bool {
        matches!(self, Self::Expired | Self::Canceled)
    }
}

impl FromStr for OrderStatus {
    type Err = InvalidStatus;
    fn from_str(raw: &str) -> Result<Self, InvalidStatus> {
        Self::ALL.into_iter().find(|status| status.as_str() == raw).ok_or(InvalidStatus)
    }
}

impl TryFrom<String> for OrderStatus {
    type Error = InvalidStatus;
    fn try_from(raw: String) -> Result<Self, InvalidStatus> {
        raw.parse()
    }
}

impl fmt::Display for OrderStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_order_goes_only_where_money_lets_it() {
        // Rows: from. Columns: to, in the order of ALL. Written out, so that a change is seen.
        let allowed = [
            "pending_payment    . x x . x x . . .",
            "processing         x . x . . x . . .",
            "paid               . . . x . . x x x",
            "fulfilled          . . . . . . x x x",
            "expired            . . x . . . . x .",
            "canceled           . . x . . . . x .",
            "partially_refunded . . . . . . . x x",
            "refunded           . . . . . . . . .",
            "disputed           . . x . . . . x .",
        ];
        for row in allowed {
            let mut words = row.split_whitespace();
            let from: OrderStatus = words.next().unwrap().parse().unwrap();
            for (to, mark) in OrderStatus::ALL.into_iter().zip(words) {
                assert_eq!(from.may_become(to), mark == "x", "{from} -> {to}");
            }
        }
    }

    #[test]
    fn every_status_is_read_as_it_is_written() {
        for status in OrderStatus::ALL {
            assert_eq!(status.as_str().parse(), Ok(status));
            assert_eq!(serde_json::to_value(status).unwrap(), status.as_str());
        }
        assert!("delivered".parse::<OrderStatus>().is_err());
    }
}
