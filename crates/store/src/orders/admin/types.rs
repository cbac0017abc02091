//! What the staff read about orders.

use kernel::{
    CustomerId, EmployeeId, GrantId, Money, NoteId, OrderId, OrderLineId, PaymentId, RefundId, TicketId, Timestamp,
};
use serde::Serialize;
use utoipa::ToSchema;

use crate::orders::{Order, OrderStatus};

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShopOrder {
    pub id: OrderId,
    pub number: String,
    pub status: OrderStatus,
    pub placed_at: Timestamp,
    pub paid_at: Option<Timestamp>,
    pub customer_id: CustomerId,
    pub customer_name: String,
    pub customer_email: Option<String>,
    /// ISO 3166 alpha-2 of the billing address.
    pub country: Option<String>,
    pub agent_id: Option<EmployeeId>,
    pub agent_name: Option<String>,
    pub item_count: i64,
    pub total: Money,
    pub refunded: Money,
    pub invoice_number: Option<i64>,
    /// Who took the money; beside a gift card, who took the rest.
    pub provider: Option<String>,
    /// Money came that does not fit: somebody must look.
    pub held: bool,
}

impl ShopOrder {
    /// What is left of an order that was paid.
    pub(super) fn net_cents(&self) -> i64 {
        if self.paid_at.is_some() { self.total.amount - self.refunded.amount } else { 0 }
    }
}

/// What all orders of a filter sum to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct OrderTotals {
    pub count: i64,
    /// Of all of them, paid or not.
    pub total: Money,
    /// Of those that were paid.
    pub paid: Money,
    pub refunded: Money,
    /// What is left of those that were paid. Money that came too late and went back was never earned, nor lost.
    pub net: Money,
}

/// Everything about one order.
#[derive(Debug, Clone, Serialize, ToSchema)]
pub struct OrderDesk {
    /// As the customer sees it.
    pub order: Order,
    pub customer: Buyer,
    /// `shop`, or the data set it was imported with.
    pub source: String,
    /// Why money was noted but no goods were given.
    pub held_reason: Option<String>,
    pub lines: Vec<LineDesk>,
    pub payments: Vec<PaymentDesk>,
    pub refunds: Vec<RefundDesk>,
    /// What can still go back.
    pub refundable: Money,
    /// Why nothing can, if so.
    pub refund_hindrance: Option<String>,
    pub downloads: Vec<DownloadDesk>,
    pub notes: Vec<Note>,
    pub tickets: Vec<TicketLink>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Buyer {
    pub id: CustomerId,
    pub name: String,
    /// Empty once the customer was anonymised.
    pub email: Option<String>,
    pub country: Option<String>,
    pub agent_id: Option<EmployeeId>,
    pub agent_name: Option<String>,
}

/// A line and where its money and its music are.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct LineDesk {
    pub line_id: OrderLineId,
    /// Its share of the order's total.
    pub price: Money,
    pub refunded: Money,
    /// What can still go back of this line.
    pub refundable: Money,
    pub tracks: i64,
    /// Of them, those that the customer has through this order.
    pub granted: i64,
    /// Of them, those that were taken back.
    pub taken_back: i64,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct PaymentDesk {
    pub id: PaymentId,
    pub attempt: i64,
    pub provider: String,
    pub provider_ref: Option<String>,
    pub state: String,
    pub amount: Money,
    /// The second success of one order: it goes back as a whole.
    pub surplus: bool,
    pub decline_message: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RefundDesk {
    pub id: RefundId,
    pub amount: Money,
    /// `pending`, `succeeded` or `failed`.
    pub state: String,
    pub cause: String,
    pub reason: String,
    /// Who asked for it; nobody when the shop did by itself.
    pub by: Option<String>,
    pub lines: Vec<RefundLine>,
    /// Why it failed.
    pub problem: Option<String>,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct RefundLine {
    pub line_id: OrderLineId,
    pub amount: Money,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct DownloadDesk {
    pub id: GrantId,
    /// `track`, `album` or `order`.
    pub kind: String,
    pub title: String,
    pub created_at: Timestamp,
    pub expires_at: Timestamp,
    pub used: i64,
    pub max_uses: i64,
}

/// What staff noted, for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct Note {
    pub id: NoteId,
    pub body: String,
    pub by: String,
    pub created_at: Timestamp,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct TicketLink {
    pub id: TicketId,
    pub number: i64,
    pub subject: String,
    pub state: String,
}
