//! The order itself.

use kernel::{CountryCode, Currency, CustomerId, EmailAddress, GiftCardId, Money, OrderId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use crate::orders::{Billing, IncludedTax, OrderStatus};

const COLUMNS: &str = "id, number, customer_id, status, currency, subtotal_cents, discount_cents, tax_cents, total_cents, refunded_cents, \
     billing_name, billing_line1, billing_line2, billing_city, billing_region, billing_postal_code, billing_country, payment_problem, \
     held_reason, placed_at, expires_at, paid_at, gift_card_id, gift_card_cents, tax_country, tax_name, tax_rate_bp, included_tax_cents";

#[derive(Debug, Clone, FromRow)]
pub(crate) struct OrderRow {
    pub id: OrderId,
    pub number: String,
    pub customer_id: CustomerId,
    #[sqlx(try_from = "String")]
    pub status: OrderStatus,
    pub currency: Currency,
    pub subtotal_cents: i64,
    pub discount_cents: i64,
    pub tax_cents: i64,
    pub total_cents: i64,
    pub refunded_cents: i64,
    #[sqlx(flatten)]
    billing: BillingRow,
    pub payment_problem: Option<String>,
    pub held_reason: Option<String>,
    pub placed_at: Timestamp,
    pub expires_at: Option<Timestamp>,
    pub paid_at: Option<Timestamp>,
    pub gift_card_id: Option<GiftCardId>,
    pub gift_card_cents: i64,
    pub tax_country: Option<String>,
    pub tax_name: Option<String>,
    pub tax_rate_bp: i64,
    pub included_tax_cents: i64,
}

#[derive(Debug, Clone, FromRow)]
pub(crate) struct BillingRow {
    billing_name: String,
    billing_line1: Option<String>,
    billing_line2: Option<String>,
    billing_city: Option<String>,
    billing_region: Option<String>,
    billing_postal_code: Option<String>,
    billing_country: Option<String>,
}

impl From<BillingRow> for Billing {
    fn from(row: BillingRow) -> Self {
        Self {
            name: row.billing_name,
            line1: row.billing_line1.unwrap_or_default(),
            line2: row.billing_line2,
            city: row.billing_city.unwrap_or_default(),
            region: row.billing_region,
            postal_code: row.billing_postal_code,
            country: row.billing_country.and_then(|code| code.parse::<CountryCode>().ok()),
        }
    }
}

impl OrderRow {
    pub fn money(&self, cents: i64) -> Money {
        Money::new(cents, self.currency)
    }

    pub fn total(&self) -> Money {
        self.money(self.total_cents)
    }

    /// What the payment provider is asked for.
    pub fn to_pay_cents(&self) -> i64 {
        self.total_cents - self.gift_card_cents
    }

    /// The gift card and what it pays.
    pub fn by_gift_card(&self) -> Option<(GiftCardId, i64)> {
        self.gift_card_id.filter(|_| self.gift_card_cents > 0).map(|card| (card, self.gift_card_cents))
    }

    pub fn included_tax(&self) -> Option<IncludedTax> {
        let amount = self.money(self.included_tax_cents);
        IncludedTax::stored(self.tax_name.clone(), self.tax_country.clone(), self.tax_rate_bp, amount)
    }

    pub fn billing(&self) -> Billing {
        self.billing.clone().into()
    }
}

/// The customer's order; a stranger's is not there.
pub(crate) async fn order(conn: &mut Conn, customer: CustomerId, id: OrderId) -> Result<Option<OrderRow>, Error> {
    let sql = format!("select {COLUMNS}\nfrom orders\nwhere customer_id = $1\n  and id = $2");
    on!(conn, c => sqlx::query_as::<_, OrderRow>(&sql).bind(customer).bind(id).fetch_optional(c).await)
}

/// The customer's order, with nobody else writing it until the transaction ends.
pub(crate) async fn lock_order(conn: &mut Conn, customer: CustomerId, id: OrderId) -> Result<Option<OrderRow>, Error> {
    let sql =
        format!("update orders\nset version = version + 1\nwhere customer_id = $1\n  and id = $2\nreturning {COLUMNS}");
    on!(conn, c => sqlx::query_as::<_, OrderRow>(&sql).bind(customer).bind(id).fetch_optional(c).await)
}

/// Any order, for the shop itself, locked likewise.
pub(crate) async fn lock_any_order(conn: &mut Conn, id: OrderId) -> Result<Option<OrderRow>, Error> {
    let sql = format!("update orders\nset version = version + 1\nwhere id = $1\nreturning {COLUMNS}");
    on!(conn, c => sqlx::query_as::<_, OrderRow>(&sql).bind(id).fetch_optional(c).await)
}

/// Moves a locked order on. False when it is not where the caller thinks, which only a caller
/// without the lock can meet.
pub(crate) async fn set_status(
    conn: &mut Conn,
    order: &OrderRow,
    next: OrderStatus,
    now: Timestamp,
) -> Result<bool, Error> {
    if !order.status.may_become(next) {
        return Err(Error::Protocol(format!("order {} may not go from {} to {next}", order.id, order.status)));
    }
    on!(conn, c => sqlx::query(
        "update orders
         set status = $3,
             updated_at = $4,
             paid_at = case when $3 = 'paid' then $4 else paid_at end,
             payment_problem = case when $3 in ('processing', 'paid') then null else payment_problem end
         where id = $1
           and status = $2",
    )
    .bind(order.id)
    .bind(order.status.as_str())
    .bind(next.as_str())
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

pub(crate) async fn set_problem(conn: &mut Conn, id: OrderId, problem: &str) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update orders set payment_problem = $2 where id = $1")
        .bind(id)
        .bind(problem)
        .execute(c)
        .await
        .map(|_| ()))
}

/// Whether it was not held before.
pub(crate) async fn hold(conn: &mut Conn, id: OrderId, reason: &str) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("update orders set held_reason = $2 where id = $1 and held_reason is null")
        .bind(id)
        .bind(reason)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Orders whose time has run out, oldest first.
pub(crate) async fn overdue(conn: &mut Conn, now: Timestamp, limit: i64) -> Result<Vec<OrderId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, OrderId>(
        "select id
         from orders
         where status = 'pending_payment'
           and expires_at <= $1
           and held_reason is null
         order by expires_at, id
         limit $2",
    )
    .bind(now)
    .bind(limit)
    .fetch_all(c)
    .await)
}

/// `paid` becomes `fulfilled`; whatever else it is, it stays.
pub(crate) async fn fulfilled(conn: &mut Conn, id: OrderId, now: Timestamp) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("update orders set status = 'fulfilled', updated_at = $2 where id = $1 and status = 'paid'")
        .bind(id)
        .bind(now)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// Name and address of who gets mail about the order; nothing once the account is deleted.
pub(crate) async fn mail_address(
    conn: &mut Conn,
    customer: CustomerId,
) -> Result<Option<(String, EmailAddress)>, Error> {
    let row: Option<(String, String, Option<String>)> = on!(conn, c => sqlx::query_as::<_, (String, String, Option<String>)>(
        "select first_name, last_name, email
         from customers
         where id = $1
           and deleted_at is null",
    )
    .bind(customer)
    .fetch_optional(c)
    .await)?;
    let (first, last, email) = match row {
        Some((first, last, Some(email))) => (first, last, email),
        _ => return Ok(None),
    };
    Ok(EmailAddress::new(&email).ok().map(|email| (format!("{first} {last}").trim().to_owned(), email)))
}

/// A place in the transaction to come back to.
pub(crate) async fn savepoint(conn: &mut Conn) -> Result<(), Error> {
    on!(conn, c => sqlx::query("savepoint goods").execute(c).await.map(|_| ()))
}

/// Undoes what was written since the savepoint.
pub(crate) async fn back_to_savepoint(conn: &mut Conn) -> Result<(), Error> {
    on!(conn, c => sqlx::query("rollback to goods").execute(c).await.map(|_| ()))
}
