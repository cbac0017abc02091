//! SQL of stock and its ledger.

use kernel::{EmployeeId, OrderId, Timestamp};
use sql::{Conn, Error, Filter, on};
use sqlx::FromRow;

use super::{Reason, Stock, StockMove};
use crate::{cart::queries::stored_kind, catalog::ItemKind};

/// A move as it is written.
pub(crate) struct Move<'a> {
    kind: &'a str,
    id: i64,
    reason: Reason,
    /// On hand, reserved.
    deltas: (i64, i64),
    order: Option<OrderId>,
    by: Option<EmployeeId>,
    note: Option<&'a str>,
}

impl<'a> Move<'a> {
    pub fn new(kind: &'a str, id: i64, reason: Reason, deltas: (i64, i64)) -> Self {
        Self { kind, id, reason, deltas, order: None, by: None, note: None }
    }

    pub fn by(self, employee: EmployeeId, note: Option<&'a str>) -> Self {
        Self { by: Some(employee), note, ..self }
    }

    pub fn of_order(kind: &'a str, id: i64, reason: Reason, deltas: (i64, i64), order: OrderId) -> Self {
        Self { order: Some(order), ..Self::new(kind, id, reason, deltas) }
    }
}

pub(crate) async fn insert_move(conn: &mut Conn, new: &Move<'_>, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into stock_moves (kind, ref_id, reason, on_hand_delta, reserved_delta, order_id, employee_id, note, moved_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
    )
    .bind(new.kind)
    .bind(new.id)
    .bind(new.reason.as_str())
    .bind(new.deltas.0)
    .bind(new.deltas.1)
    .bind(new.order)
    .bind(new.by)
    .bind(new.note)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

#[derive(FromRow)]
struct StockRow {
    kind: String,
    ref_id: i64,
    title: Option<String>,
    artist_name: Option<String>,
    limited: bool,
    on_hand: i64,
    reserved: i64,
    low_at: i64,
    sold: i64,
}

impl From<StockRow> for Stock {
    fn from(row: StockRow) -> Self {
        let available = row.on_hand - row.reserved;
        Self {
            kind: stored_kind(&row.kind),
            id: row.ref_id,
            title: row.title.unwrap_or_default(),
            artist_name: row.artist_name,
            limited: row.limited,
            on_hand: row.on_hand,
            reserved: row.reserved,
            available,
            low_at: row.low_at,
            is_low: row.limited && available <= row.low_at,
            sold: row.sold,
        }
    }
}

/// Where a page ends: copies that can be bought, kind, id.
pub(super) type Mark = (i64, ItemKind, i64);

pub(super) fn mark(stock: &Stock) -> Mark {
    (stock.available, stock.kind, stock.id)
}

/// Names of tables in a filter: `s` stock, `al` album, `tr` track. Those with the fewest copies first.
pub(super) async fn list(
    conn: &mut Conn,
    mut filter: Filter,
    after: Option<Mark>,
    limit: i64,
) -> Result<Vec<Stock>, Error> {
    if let Some((available, kind, id)) = after {
        let places = [filter.bind(available), filter.bind(kind.as_str()), filter.bind(id)].join(", ");
        filter.push(format!("(s.on_hand - s.reserved, s.kind, s.ref_id) > ({places})"));
    }
    let sql = format!(
        "select s.kind, s.ref_id, coalesce(al.title, tr.name) as title, ar.name as artist_name, s.limited, s.on_hand,
           s.reserved, s.low_at,
           (
             select cast(coalesce(-sum(m.on_hand_delta), 0) as bigint)
             from stock_moves m
             where m.kind = s.kind
               and m.ref_id = s.ref_id
               and m.reason in ('sold', 'returned')
           ) as sold
         from stock s
         left join albums al on s.kind = 'album' and al.id = s.ref_id
         left join tracks tr on s.kind = 'track' and tr.id = s.ref_id
         left join artists ar on ar.id = coalesce(al.artist_id, tr.artist_id)
         where {}
         order by s.on_hand - s.reserved, s.kind, s.ref_id
         limit {limit}",
        filter.sql()
    );
    let rows: Vec<StockRow> = filter.fetch_all(conn, &sql).await?;
    Ok(rows.into_iter().map(Stock::from).collect())
}

pub(super) async fn one(conn: &mut Conn, kind: ItemKind, id: i64) -> Result<Option<Stock>, Error> {
    let mut filter = Filter::default();
    filter.with("s.kind = {}", kind.as_str());
    filter.with("s.ref_id = {}", id);
    Ok(list(conn, filter, None, 1).await?.pop())
}

#[derive(FromRow)]
struct MoveRow {
    id: i64,
    moved_at: Timestamp,
    reason: String,
    on_hand_delta: i64,
    reserved_delta: i64,
    order_id: Option<OrderId>,
    employee_id: Option<i64>,
    employee_name: Option<String>,
    note: Option<String>,
}

/// The last first, before a move.
pub(super) async fn moves(
    conn: &mut Conn,
    kind: ItemKind,
    id: i64,
    before: Option<i64>,
    limit: i64,
) -> Result<Vec<StockMove>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, MoveRow>(
        "select m.id, m.moved_at, m.reason, m.on_hand_delta, m.reserved_delta, m.order_id, m.employee_id,
           e.first_name || ' ' || e.last_name as employee_name, m.note
         from stock_moves m
         left join employees e on e.id = m.employee_id
         where m.kind = $1
           and m.ref_id = $2
           and m.id < $3
         order by m.id desc
         limit $4",
    )
    .bind(kind.as_str())
    .bind(id)
    .bind(before.unwrap_or(i64::MAX))
    .bind(limit)
    .fetch_all(c)
    .await)?;
    let shown = |row: MoveRow| StockMove {
        id: row.id,
        moved_at: row.moved_at,
        reason: Reason::stored(&row.reason),
        on_hand_delta: row.on_hand_delta,
        reserved_delta: row.reserved_delta,
        order_id: row.order_id,
        employee_id: row.employee_id,
        employee_name: row.employee_name,
        note: row.note,
    };
    Ok(rows.into_iter().map(shown).collect())
}

/// Begins a stock of nothing, or puts the limit back.
pub(super) async fn limit(conn: &mut Conn, kind: ItemKind, id: i64, low_at: Option<i64>) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into stock (kind, ref_id, on_hand, limited, low_at)
         values ($1, $2, 0, true, coalesce($3, 5))
         on conflict (kind, ref_id) do update
         set limited = true,
             low_at = coalesce($3, stock.low_at)",
    )
    .bind(kind.as_str())
    .bind(id)
    .bind(low_at)
    .execute(c)
    .await
    .map(|_| ()))
}

/// Lifts the limit; false while orders have copies set aside.
pub(super) async fn lift(conn: &mut Conn, kind: ItemKind, id: i64) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update stock set limited = false where kind = $1 and ref_id = $2 and reserved = 0",
    )
    .bind(kind.as_str())
    .bind(id)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Adds to on hand and reserved; false when fewer would be left than are set aside.
pub(crate) async fn add(conn: &mut Conn, kind: &str, id: i64, (on_hand, reserved): (i64, i64)) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update stock
         set on_hand = on_hand + $3,
             reserved = reserved + $4
         where kind = $1
           and ref_id = $2
           and on_hand + $3 >= reserved + $4",
    )
    .bind(kind)
    .bind(id)
    .bind(on_hand)
    .bind(reserved)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Sold copies of an order's lines of which nothing is owned any more.
pub(super) async fn returned(conn: &mut Conn, order: OrderId) -> Result<Vec<(String, i64, i64)>, Error> {
    on!(conn, c => sqlx::query_as(
        "select r.kind, r.ref_id, r.quantity
         from reservations r
         where r.order_id = $1
           and r.state = 'sold'
           and not exists (
             select 1
             from order_lines l
             join order_line_tracks t on t.line_id = l.id
             join entitlements e on e.order_id = l.order_id and e.track_id = t.track_id
             where l.order_id = r.order_id
               and l.kind = r.kind
               and l.ref_id = r.ref_id
               and e.revoked_at is null
           )
         order by r.kind, r.ref_id",
    )
    .bind(order)
    .fetch_all(c)
    .await)
}

pub(super) async fn close_returned(conn: &mut Conn, order: OrderId, kind: &str, id: i64) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "update reservations set state = 'released' where order_id = $1 and kind = $2 and ref_id = $3",
    )
    .bind(order)
    .bind(kind)
    .bind(id)
    .execute(c)
    .await
    .map(|_| ()))
}
