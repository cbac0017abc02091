//! SQL of invoices.

use kernel::{CountryCode, Currency, CustomerId, Money, OrderId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Invoice, InvoiceLine};
use crate::{
    Seller,
    cart::CartDiscount,
    orders::{Billing, IncludedTax},
};

#[derive(FromRow)]
struct InvoiceRow {
    id: i64,
    order_number: String,
    issued_at: Timestamp,
    seller: Option<String>,
    billing_name: String,
    billing_line1: Option<String>,
    billing_line2: Option<String>,
    billing_city: Option<String>,
    billing_region: Option<String>,
    billing_postal_code: Option<String>,
    billing_country: Option<String>,
    currency: Currency,
    subtotal_cents: i64,
    discount_cents: i64,
    tax_cents: i64,
    total_cents: i64,
    refunded_cents: i64,
    paid_with: String,
    tax_country: Option<String>,
    tax_name: Option<String>,
    tax_rate_bp: i64,
    included_tax_cents: i64,
}

#[derive(FromRow)]
struct LineRow {
    description: String,
    list_price_cents: i64,
    unit_price_cents: i64,
    quantity: i64,
    included_tax_cents: i64,
}

/// The invoice of the customer's order. `seller` stands on invoices that were imported without one.
pub(super) async fn find(
    conn: &mut Conn,
    customer: CustomerId,
    order: OrderId,
    seller: &Seller,
) -> Result<Option<Invoice>, Error> {
    let row = on!(conn, c => sqlx::query_as::<_, InvoiceRow>(
        "select i.id, o.number as order_number, i.issued_at, i.seller, i.billing_name, i.billing_line1, i.billing_line2, i.billing_city,
           i.billing_region, i.billing_postal_code, i.billing_country, i.currency, i.subtotal_cents, i.discount_cents, i.tax_cents,
           i.total_cents, o.refunded_cents, i.paid_with, i.tax_country, i.tax_name, i.tax_rate_bp, i.included_tax_cents
         from invoices i
         join orders o on o.id = i.order_id
         where o.customer_id = $1
           and o.id = $2",
    )
    .bind(customer)
    .bind(order)
    .fetch_optional(c)
    .await)?;
    let Some(row) = row else { return Ok(None) };
    let lines = on!(conn, c => sqlx::query_as::<_, LineRow>(
        "select description, list_price_cents, unit_price_cents, quantity, included_tax_cents
         from invoice_lines
         where invoice_id = $1
         order by id",
    )
    .bind(row.id)
    .fetch_all(c)
    .await)?;
    let discounts = discounts(conn, order, row.currency).await?;
    Ok(Some(invoice(row, lines, discounts, seller)))
}

/// What promotions took off, by the names they had when the order was placed.
async fn discounts(conn: &mut Conn, order: OrderId, currency: Currency) -> Result<Vec<CartDiscount>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, (String, Option<String>, i64)>(
        "select name, code, cast(sum(amount_cents) as bigint)
         from order_line_discounts
         where order_id = $1
         group by promotion_id, name, code
         order by code is not null, name",
    )
    .bind(order)
    .fetch_all(c)
    .await)?;
    let discount = |(name, code, cents)| CartDiscount { name, code, amount: Money::new(cents, currency) };
    Ok(rows.into_iter().map(discount).collect())
}

fn invoice(row: InvoiceRow, lines: Vec<LineRow>, discounts: Vec<CartDiscount>, seller: &Seller) -> Invoice {
    let money = |cents| Money::new(cents, row.currency);
    let line = |line: LineRow| InvoiceLine {
        description: line.description,
        quantity: line.quantity,
        unit_price: money(line.list_price_cents),
        total: money(line.unit_price_cents * line.quantity),
        included_tax: money(line.included_tax_cents),
    };
    Invoice {
        number: row.id,
        order_number: row.order_number,
        issued_at: row.issued_at,
        seller: row.seller.and_then(|json| serde_json::from_str(&json).ok()).unwrap_or_else(|| seller.clone()),
        customer_name: row.billing_name.clone(),
        lines: lines.into_iter().map(line).collect(),
        subtotal: money(row.subtotal_cents),
        discount: money(row.discount_cents),
        discounts,
        included_tax: IncludedTax::stored(
            row.tax_name,
            row.tax_country,
            row.tax_rate_bp,
            money(row.included_tax_cents),
        ),
        tax: money(row.tax_cents),
        total: money(row.total_cents),
        refunded: money(row.refunded_cents),
        paid_with: row.paid_with,
        billing: Billing {
            name: row.billing_name,
            line1: row.billing_line1.unwrap_or_default(),
            line2: row.billing_line2,
            city: row.billing_city.unwrap_or_default(),
            region: row.billing_region,
            postal_code: row.billing_postal_code,
            country: row.billing_country.and_then(|code| code.parse::<CountryCode>().ok()),
        },
    }
}
