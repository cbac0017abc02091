//! Invoices: written once with the paid order, never changed, shown as JSON, HTML and PDF.
//!
//! One line a track. What a track costs alone is its unit price, what was paid for it its total:
//! unit prices sum to the subtotal, totals to the subtotal less the discount. The tax in the prices
//! is shared out to the lines to the cent.

pub mod http;
mod page;
mod pdf;
mod queries;

use kernel::{Money, Timestamp};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Seller,
    cart::CartDiscount,
    orders::{Billing, IncludedTax},
};

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
    /// What promotions took off, a part of `discount`.
    pub discounts: Vec<CartDiscount>,
    /// On top of the prices.
    pub tax: Money,
    pub total: Money,
    /// The tax that is in the total.
    pub included_tax: Option<IncludedTax>,
    /// What went back since. The invoice itself stays as it was.
    pub refunded: Money,
    pub paid_with: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct InvoiceLine {
    pub description: String,
    pub quantity: i64,
    pub unit_price: Money,
    /// What was paid, after all discounts.
    pub total: Money,
    /// The tax that is in it.
    pub included_tax: Money,
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
    fn sums(&self) -> Vec<(String, Money)> {
        let mut sums = vec![("Subtotal".to_owned(), self.subtotal)];
        let less = |amount: i64| Money::new(-amount, self.discount.currency);
        let by_promotions: i64 = self.discounts.iter().map(|discount| discount.amount.amount).sum();
        if self.discount.amount > by_promotions {
            sums.push(("Album discount".to_owned(), less(self.discount.amount - by_promotions)));
        }
        for discount in &self.discounts {
            sums.push((discount.name.clone(), less(discount.amount.amount)));
        }
        if self.included_tax.is_none() || !self.tax.is_zero() {
            sums.push(("Tax".to_owned(), self.tax));
        }
        sums.push(("Total".to_owned(), self.total));
        if let Some(tax) = &self.included_tax {
            sums.push((tax.words(), tax.amount));
        }
        if !self.refunded.is_zero() {
            sums.push(("Refunded since".to_owned(), self.refunded));
        }
        sums
    }
}
