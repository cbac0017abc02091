//! Prices that hold for a time.

use std::collections::HashMap;

use kernel::Timestamp;
use sql::{Conn, Error, on};

use super::{Scope, fetch_by_ids, recount_within};
use crate::catalog::ItemKind;

/// What running sales ask for some of `ids` at this moment: the lowest where several run.
pub(crate) async fn running(
    conn: &mut Conn,
    kind: ItemKind,
    ids: &[i64],
    now: Timestamp,
) -> Result<HashMap<i64, i64>, Error> {
    // Kind and moment are ours: nothing of a caller's text reaches the statement.
    let head = format!(
        "select ref_id, price_cents
         from sale_prices
         where kind = '{}'
           and canceled_at is null
           and starts_at <= {now}
           and ends_at > {now}
           and ref_id",
        kind.as_str(),
        now = now.millis(),
    );
    let rows: Vec<(i64, i64)> = fetch_by_ids(conn, &head, ids.iter().copied(), "").await?;
    let mut lowest: HashMap<i64, i64> = HashMap::with_capacity(rows.len());
    for (id, cents) in rows {
        lowest.entry(id).and_modify(|known| *known = cents.min(*known)).or_insert(cents);
    }
    Ok(lowest)
}

/// Whether a sale has begun or ended since sales were last applied.
pub(crate) async fn are_due(conn: &mut Conn, now: Timestamp) -> Result<bool, Error> {
    let found = on!(conn, c => sqlx::query_scalar::<_, i64>(
        "select k.id
         from catalog_clock k
         where k.id = 1
           and exists (
             select 1
             from sale_prices s
             where s.canceled_at is null
               and ((s.starts_at > k.sales_at and s.starts_at <= $1) or (s.ends_at > k.sales_at and s.ends_at <= $1))
           )",
    )
    .bind(now)
    .fetch_optional(c)
    .await)?;
    Ok(found.is_some())
}

/// Brings what lists and pages show in line with the sales that run now.
pub(crate) async fn apply(conn: &mut Conn, now: Timestamp) -> Result<(), Error> {
    let mut scope = Scope::default();
    for (kind, table, album) in [("track", "tracks", "album_id"), ("album", "albums", "id")] {
        let sql = format!(
            "update {table}
             set sale_cents = (
               select min(s.price_cents)
               from sale_prices s
               where s.kind = '{kind}'
                 and s.ref_id = {table}.id
                 and s.canceled_at is null
                 and s.starts_at <= $1
                 and s.ends_at > $1
             )
             where sale_cents is not null
                or id in (
                  select s.ref_id
                  from sale_prices s
                  where s.kind = '{kind}'
                    and s.canceled_at is null
                    and s.starts_at <= $1
                    and s.ends_at > $1
                )
             returning id, {album}"
        );
        let touched = on!(conn, c => sqlx::query_as::<_, (i64, Option<i64>)>(&sql).bind(now).fetch_all(c).await)?;
        for (id, album) in touched {
            scope = scope.album(album).single(Some(id).filter(|_| album.is_none()));
        }
    }
    on!(conn, c => sqlx::query("update catalog_clock set sales_at = $1 where id = 1").bind(now).execute(c).await.map(|_| ()))?;
    recount_within(conn, scope).await
}
