//! How staff run the catalogue: what is in it, what it costs, when it comes out, where it is sold.
//!
//! Every write opens the [`Desk`], changes rows, notes it in the audit log and derives what hangs on it with
//! [`recount_within`](super::recount_within), in one transaction. Nothing that was sold is ever removed: it is
//! withdrawn, archived, or merged into something else.

pub mod http;
pub(crate) mod queries;
mod release;
mod types;

use ::http::Problem;
use kernel::{EmployeeId, Timestamp};
use serde::Serialize;
use sql::{Conn, Error, Tx};

pub use release::{ReleasePublished, publish_due};
pub use types::*;

use crate::{
    Shop,
    audit::{self, Actor, Entry},
    territories::Holder,
};

/// Who changes something, and when.
pub(crate) struct Desk<'a> {
    pub shop: &'a Shop,
    pub by: EmployeeId,
    pub now: Timestamp,
}

impl<'a> Desk<'a> {
    pub fn new(shop: &'a Shop, by: EmployeeId) -> Self {
        Self { shop, by, now: shop.clock.now() }
    }

    /// A transaction; on PostgreSQL others who write the catalogue wait for it from here on.
    pub async fn open(&self) -> Result<Tx, Error> {
        let mut tx = self.shop.db.begin().await?;
        super::queries::bump(&mut tx).await?;
        Ok(tx)
    }

    /// Into the audit log: `album.edited`, and the fields as they were and are.
    pub async fn note(
        &self,
        conn: &mut Conn,
        action: &str,
        entity: &str,
        id: impl ToString,
        before: impl Serialize,
        after: impl Serialize,
    ) -> Result<(), Error> {
        let entry = Entry::new(Actor::Staff(self.by), action, entity, id).change(before, after);
        audit::record(conn, &entry, self.now, &self.shop.random).await
    }
}

/// Whether there is such an artist, album or track, whatever its state.
pub(crate) async fn exists(conn: &mut Conn, kind: Holder, id: i64) -> Result<bool, Error> {
    let table = match kind {
        Holder::Artist => "artists",
        Holder::Album => "albums",
        Holder::Track => "tracks",
    };
    queries::exists(conn, table, id).await
}

/// A name as it is kept: one line without spaces around it.
pub(crate) fn tidy_name(field: &str, raw: &str, longest: usize) -> Result<String, Problem> {
    let text = raw.split_whitespace().collect::<Vec<_>>().join(" ");
    if text.is_empty() {
        return Err(Problem::invalid(field, "write a name"));
    }
    if text.chars().count() > longest {
        return Err(Problem::invalid(field, format!("is longer than {longest} characters")));
    }
    if text.chars().any(char::is_control) {
        return Err(Problem::invalid(field, "has signs that cannot be seen"));
    }
    Ok(text)
}

/// More than this nothing costs: a slip of the keys is caught.
pub(crate) const HIGHEST_PRICE: i64 = 1_000_000;

pub(crate) fn checked_price(field: &str, cents: i64) -> Result<i64, Problem> {
    if (0..=HIGHEST_PRICE).contains(&cents) {
        return Ok(cents);
    }
    Err(Problem::invalid(field, "takes a price from 0.00 to 10,000.00"))
}
