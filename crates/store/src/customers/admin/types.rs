//! What the staff read about customers.

use kernel::{CustomerId, EmployeeId, Money, Timestamp};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{customers::Address, orders::admin::Note};

/// A row of the list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct ShopCustomer {
    pub id: CustomerId,
    pub first_name: String,
    pub last_name: String,
    /// Empty once anonymised.
    pub email: Option<String>,
    pub company: Option<String>,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    pub agent_id: Option<EmployeeId>,
    pub agent_name: Option<String>,
    /// Orders that were paid.
    pub orders: i64,
    /// Paid less refunded.
    pub spend: Money,
    pub last_order_at: Option<Timestamp>,
    pub created_at: Timestamp,
    /// When the account was deleted or anonymised.
    pub deleted_at: Option<Timestamp>,
}

/// What the customers of a filter sum to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomerTotals {
    pub count: i64,
    pub orders: i64,
    pub spend: Money,
}

/// Everything the shop knows about a customer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomerDesk {
    pub profile: CustomerProfile,
    pub stats: CustomerStats,
    pub addresses: Vec<Address>,
    pub notes: Vec<Note>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomerProfile {
    pub id: CustomerId,
    pub first_name: String,
    pub last_name: String,
    pub email: Option<String>,
    pub company: Option<String>,
    pub phone: Option<String>,
    pub country: Option<String>,
    pub newsletter: bool,
    pub agent_id: Option<EmployeeId>,
    pub agent_name: Option<String>,
    pub created_at: Timestamp,
    pub deleted_at: Option<Timestamp>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, ToSchema)]
pub struct CustomerStats {
    /// Orders that were paid.
    pub orders: i64,
    /// Paid less refunded.
    pub spend: Money,
    pub refunded: Money,
    /// Of an order that was paid.
    pub average: Money,
    pub first_order_at: Option<Timestamp>,
    pub last_order_at: Option<Timestamp>,
    /// Tracks that the customer owns.
    pub owned_tracks: i64,
    pub tickets: i64,
    pub open_tickets: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignAgent {
    /// `null`: nobody.
    pub agent_id: Option<EmployeeId>,
}

/// Somebody who may be given customers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema, sqlx::FromRow)]
pub struct Agent {
    pub id: EmployeeId,
    pub first_name: String,
    pub last_name: String,
    pub title: Option<String>,
    pub role: String,
    /// How many they look after.
    pub customers: i64,
}
