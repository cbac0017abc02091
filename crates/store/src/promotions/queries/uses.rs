//! Uses of promotions, counted and given back.

use kernel::{CustomerId, OrderId, PromotionId, Timestamp};
use sql::{Conn, Error, on};

use super::stored_use;
use crate::promotions::UseState;

/// How often the customer has used a promotion, open orders included.
pub(crate) async fn uses_of_customer(conn: &mut Conn, id: PromotionId, customer: CustomerId) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar::<_, i64>(
        "select count(*)
         from promotion_uses
         where promotion_id = $1
           and customer_id = $2
           and state <> 'released'",
    )
    .bind(id)
    .bind(customer)
    .fetch_one(c)
    .await)
}

/// Whether the customer has bought before, or is about to. What a download code brought is no order
/// in this sense.
pub(crate) async fn has_ordered(conn: &mut Conn, customer: CustomerId) -> Result<bool, Error> {
    let one: Option<i64> = on!(conn, c => sqlx::query_scalar::<_, i64>(
        "select cast(1 as bigint)
         from orders
         where customer_id = $1
           and status not in ('expired', 'canceled')
           and source <> 'code'
         limit 1",
    )
    .bind(customer)
    .fetch_optional(c)
    .await)?;
    Ok(one.is_some())
}

/// Counts a use; false when none is left or the promotion has been stopped.
pub(crate) async fn count_use(conn: &mut Conn, id: PromotionId) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update promotions
         set used = used + 1
         where id = $1
           and status = 'active'
           and (max_uses is null or used < max_uses)",
    )
    .bind(id)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Counts a use that had been given back, whatever staff decided since: false when none is left.
pub(crate) async fn count_use_again(conn: &mut Conn, id: PromotionId) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("update promotions set used = used + 1 where id = $1 and (max_uses is null or used < max_uses)")
        .bind(id)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

pub(crate) async fn uncount_use(conn: &mut Conn, id: PromotionId) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update promotions set used = used - 1 where id = $1").bind(id).execute(c).await.map(|_| ()))
}

pub(crate) async fn insert_use(
    conn: &mut Conn,
    id: PromotionId,
    order: OrderId,
    customer: CustomerId,
    cents: i64,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into promotion_uses (promotion_id, order_id, customer_id, state, discount_cents, created_at, updated_at)
         values ($1, $2, $3, 'held', $4, $5, $5)",
    )
    .bind(id)
    .bind(order)
    .bind(customer)
    .bind(cents)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// The promotions of an order and how far their uses are, in one order for everybody.
pub(crate) async fn uses_of_order(conn: &mut Conn, order: OrderId) -> Result<Vec<(PromotionId, UseState)>, Error> {
    let rows: Vec<(PromotionId, String)> = on!(conn, c => sqlx::query_as::<_, (PromotionId, String)>(
        "select promotion_id, state
         from promotion_uses
         where order_id = $1
         order by promotion_id",
    )
    .bind(order)
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(|(id, state)| (id, stored_use(&state))).collect())
}

pub(crate) async fn set_uses(conn: &mut Conn, order: OrderId, state: &str, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update promotion_uses set state = $2, updated_at = $3 where order_id = $1")
        .bind(order)
        .bind(state)
        .bind(now)
        .execute(c)
        .await
        .map(|_| ()))
}
