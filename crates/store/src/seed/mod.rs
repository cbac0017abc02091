//! `chinook seed`: an invented history on top of the catalogue, for demonstrations and for
//! measuring. The same seed on the same shop gives the same history.
//!
//! Five years of customers who come and come back, with favourite genres and a long tail; sales
//! grow, rise before Christmas and at weekends, and some go back. Every table is written as a real
//! sale would have: orders, payments, invoices, entitlements, the books. Nothing is announced: no
//! mail is sent, and these customers have no accounts.

mod catalogue;
mod dice;
mod people;
mod queries;
mod rows;
mod sales;
mod timeline;
mod words;

use kernel::{Currency, Timestamp};
use sql::{Conn, Db, Error};

use crate::{books, catalog};
use dice::Dice;
use queries::Rows;
use timeline::Timeline;

/// Orders written in one transaction.
const BATCH: usize = 5_000;

/// What to invent.
#[derive(Debug, Clone)]
pub struct Plan {
    pub orders: usize,
    pub tracks: usize,
    pub seed: u64,
    /// The last moment of the history.
    pub until: Timestamp,
    pub currency: Currency,
    /// Who sold, as invoices print it: JSON.
    pub seller: String,
}

/// How far it is, or what was written in the end.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Seeded {
    pub tracks: u64,
    pub customers: u64,
    pub orders: u64,
    pub lines: u64,
    pub refunds: u64,
}

/// Writes the history. `on_progress` is called after each transaction.
pub async fn seed(db: &Db, plan: &Plan, mut on_progress: impl FnMut(Seeded) + Send) -> Result<Seeded, Error> {
    let mut dice = Dice::new(plan.seed);
    let mut done = Seeded::default();
    if plan.tracks > 0 {
        let mut tx = db.begin().await?;
        done.tracks = catalogue::write(&mut tx, plan, &mut dice).await?;
        catalog::recount(&mut tx).await?;
        tx.commit().await?;
        on_progress(done);
    }
    let timeline = Timeline::until(plan.until);
    let mut conn = db.read().await?;
    let mut shop = sales::Market::open(&mut conn, plan, &mut dice).await?;
    drop(conn);
    let mut moments = timeline.moments(plan.orders, &mut dice).into_iter();
    loop {
        let batch: Vec<_> = moments.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let mut tables = rows::Tables::new();
        for at in batch {
            shop.sell(at, &mut tables, &mut dice, &mut done);
        }
        let mut tx = db.begin().await?;
        queries::begin_load(&mut tx).await?;
        write(&mut tx, &mut tables.all()).await?;
        queries::continue_invoices(&mut tx, shop.last_invoice()).await?;
        tx.commit().await?;
        on_progress(done);
    }
    finish(db, &shop).await?;
    Ok(done)
}

async fn write(conn: &mut Conn, tables: &mut [&mut Rows]) -> Result<(), Error> {
    for rows in tables {
        queries::write(conn, rows).await?;
    }
    Ok(())
}

async fn finish(db: &Db, market: &sales::Market) -> Result<(), Error> {
    let mut tx = db.begin().await?;
    crate::import::continue_ids(&mut tx).await?;
    queries::count_sold(&mut tx, &market.sold()).await?;
    catalog::recount(&mut tx).await?;
    tx.commit().await?;
    let mut tx = db.begin().await?;
    books::rebuild(&mut tx).await?;
    tx.commit().await?;
    books::count_cohorts(db).await
}
