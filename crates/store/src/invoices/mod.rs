//! Invoices: written once with the paid order, never changed, shown as JSON, HTML and PDF.
//!
//! One line a track. What a track costs alone is its unit price, what was paid for it its total:
//! unit prices sum to the subtotal, totals to the subtotal less the discount.

pub mod http;
mod page;
mod pdf;
mod queries;

use kernel::{Money, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{Seller, orders::Billing};

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Invoice {
    /// Consecutive, without gaps.
    pub number: i64,
    pub order_number: String,
    pub issued_at: Timestamp,
    pub seller: Seller,
    pub customer_name: String,
    pub billing: Billing,
    pub lines: Vec<InvoiceLine>,
    pub subtotal: Money,
    pub discount: Money,
    pub tax: Money,
    pub total: Money,
    /// What went back since. The invoice itself stays as it was.
    pub refunded: Money,
    pub paid_with: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct InvoiceLine {
    pub description: String,
    pub quantity: i64,
    pub unit_price: Money,
    /// What was paid, after the album's discount.
    pub total: Money,
}

impl Invoice {
    /// The buyer's address, line by line, without empty lines.
    fn buyer(&self) -> Vec<String> {
        let billing = &self.billing;
        let city = [billing.postal_code.as_deref(), Some(billing.city.as_str()), billing.region.as_deref()];
        let city: Vec<&str> = city.into_iter().flatten().filter(|part| !part.is_empty()).collect();
        let lines = [
            Some(self.customer_name.clone()),
            Some(billing.line1.clone()),
            billing.line2.clone(),
            Some(city.join(" ")),
            billing.country.map(String::from),
        ];
        lines.into_iter().flatten().filter(|line| !line.is_empty()).collect()
    }

    /// The sums under the lines; those that say nothing are left out.
    fn sums(&self) -> Vec<(&'static str, Money)> {
        let mut sums = vec![("Subtotal", self.subtotal)];
        if !self.discount.is_zero() {
            sums.push(("Album discount", Money::new(-self.discount.amount, self.discount.currency)));
        }
        sums.push(("Tax", self.tax));
        sums.push(("Total", self.total));
        if !self.refunded.is_zero() {
            sums.push(("Refunded since", self.refunded));
        }
        sums
    }
}
