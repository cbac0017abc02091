//! The books: what was sold and sent back, double entry, and the sums that reports read.
//!
//! A sale is written in the transaction that makes an order paid, a refund in the one that learns
//! that the money is back ([`record_sale`], [`record_refund`]). Both are never changed again. The
//! rollups follow them ([`catch_up`]): a job adds what is new, and a report that finds something
//! waiting adds it first, so that it is exact to the last order. They can be thrown away and made
//! anew ([`rebuild`]).
//!
//! Days are days in UTC.

mod day;
mod fold;
mod queries;

use kernel::{OrderId, RefundId, Timestamp};
use sql::{Conn, Db, Error};

pub use day::{Day, Month};
pub use fold::{Folded, catch_up, count_cohorts, rebuild};
use queries::Refund;

/// Rows written by one step of [`backfill`].
const BATCH: i64 = 1_000;

/// Writes a paid order into the books: twice is once.
pub(crate) async fn record_sale(conn: &mut Conn, order: OrderId, now: Timestamp) -> Result<(), Error> {
    if queries::insert_sale(conn, order, now, Day::of(now)).await? {
        queries::insert_sale_entries(conn, order).await?;
    }
    Ok(())
}

/// Writes a refund that came through into the books: twice is once. Money of an order that was
/// never sold (paid twice, or too late) is in nobody's sales and stands in no report.
pub(crate) async fn record_refund(conn: &mut Conn, refund: RefundId, now: Timestamp) -> Result<(), Error> {
    let Some(refund) = queries::refund(conn, refund).await? else { return Ok(()) };
    if !queries::insert_refund(conn, &refund, refund.tax_share(), now, Day::of(now)).await? {
        return Ok(());
    }
    let lines = queries::lines_of_refund(conn, &refund).await?;
    for (track, cents) in share(&refund, &lines) {
        queries::insert_refund_track(conn, &refund, track, cents).await?;
    }
    queries::insert_refund_entries(conn, &refund).await
}

/// The tracks pay the refund by what is left of their price, so that a whole refund takes each
/// back to zero.
fn share(refund: &Refund, lines: &[(i64, i64)]) -> Vec<(i64, i64)> {
    let left: Vec<_> = lines.iter().filter(|(_, cents)| *cents > 0).collect();
    let weights: Vec<_> = left.iter().map(|(_, cents)| *cents).collect();
    if weights.is_empty() {
        return Vec::new();
    }
    let shares = refund.amount().share(&weights);
    left.iter().zip(shares).map(|((track, _), share)| (*track, share.amount)).filter(|(_, cents)| *cents > 0).collect()
}

/// Writes what was sold before there were books, or by an import: those paid orders and refunds
/// that are not in them. Returns how many.
pub async fn backfill(conn: &mut Conn) -> Result<usize, Error> {
    let orders = queries::orders_to_write(conn).await?;
    for (order, paid_at) in &orders {
        record_sale(conn, *order, *paid_at).await?;
    }
    let refunds = queries::refunds_to_write(conn).await?;
    for (refund, at) in &refunds {
        record_refund(conn, *refund, *at).await?;
    }
    Ok(orders.len() + refunds.len())
}

/// [`backfill`] for a database that was there before the books: once.
pub async fn open(db: &Db) -> Result<usize, Error> {
    if queries::is_backfilled(&mut db.read().await?).await? {
        return Ok(0);
    }
    let mut written = 0;
    loop {
        let mut tx = db.begin().await?;
        let some = backfill(&mut tx).await?;
        written += some;
        if some == 0 {
            queries::set_backfilled(&mut tx).await?;
            tx.commit().await?;
            return Ok(written);
        }
        tx.commit().await?;
    }
}

#[cfg(test)]
mod tests {
    use kernel::Currency;

    use super::*;

    #[test]
    fn a_refund_is_shared_out_to_the_cent_and_never_past_a_tracks_price() {
        let refund = |cents| Refund::example(cents, Currency::USD);
        let shared = share(&refund(100), &[(1, 99), (2, 0), (3, 99), (4, 1)]);
        assert_eq!(shared.iter().map(|(_, cents)| cents).sum::<i64>(), 100);
        assert!(shared.iter().all(|(track, cents)| *track != 2 && *cents <= 99));
        assert_eq!(share(&refund(199), &[(1, 99), (3, 99), (4, 1)]), [(1, 99), (3, 99), (4, 1)]);
        assert!(share(&refund(5), &[]).is_empty());
    }
}
