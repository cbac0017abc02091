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

use kernel::{Money, OrderId, RefundId, Timestamp};
use sql::{Conn, Db, Error};

pub use day::{Day, Month};
pub use fold::{Folded, catch_up, count_cohorts, rebuild};
use queries::{Refund, RefundTrack};

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
    let tracks = queries::tracks_of_refund(conn, &refund).await?;
    for (track, cents) in share(&refund, &tracks) {
        queries::insert_refund_track(conn, &refund, track, cents).await?;
    }
    queries::insert_refund_entries(conn, &refund).await
}

/// The tracks pay the refund by what is left of their price, so that a whole refund takes each back
/// to zero: first those that it names. Where less is left of them, since earlier refunds named no
/// line and were shared out to all, the other tracks pay the rest. None pays more than it has.
fn share(refund: &Refund, tracks: &[RefundTrack]) -> Vec<(i64, i64)> {
    let mut shares = Vec::new();
    let mut open = refund.amount_cents;
    for named in [true, false] {
        let left: Vec<_> = tracks.iter().filter(|track| track.named == named && track.left_cents > 0).collect();
        let weights: Vec<_> = left.iter().map(|track| track.left_cents).collect();
        let cents = open.min(weights.iter().sum::<i64>());
        open -= cents;
        let parts = Money::new(cents, refund.currency).share(&weights);
        shares.extend(left.iter().zip(parts).map(|(track, part)| (track.track_id, part.amount)));
    }
    shares.retain(|(_, cents)| *cents > 0);
    shares
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
        let track = |(track_id, left_cents, named)| RefundTrack { track_id, left_cents, named };
        let tracks = [(1, 99, true), (2, 0, true), (3, 99, true), (4, 1, true)].map(track);
        let shared = share(&refund(100), &tracks);
        assert_eq!(shared.iter().map(|(_, cents)| cents).sum::<i64>(), 100);
        assert!(shared.iter().all(|(track, cents)| *track != 2 && *cents <= 99));
        assert_eq!(share(&refund(199), &tracks), [(1, 99), (3, 99), (4, 1)]);
        assert!(share(&refund(5), &[]).is_empty());
        // Half of everything went back for no line in particular; now one line's whole price does.
        let tracks = [(1, 50, true), (2, 50, false)].map(track);
        assert_eq!(share(&refund(99), &tracks), [(1, 50), (2, 49)]);
        assert_eq!(share(&refund(200), &tracks), [(1, 50), (2, 50)]);
    }
}
