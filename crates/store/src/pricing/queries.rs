//! SQL of prices.

use kernel::{Currency, Money, Timestamp};
use sql::{Conn, Error, Filter, on};
use sqlx::FromRow;

use super::{PriceEntry, SalePhase, SalePrice};
use crate::{
    cart::queries::stored_kind,
    catalog::{ItemKind, admin::Desk},
};

pub(super) async fn insert_change(
    conn: &mut Conn,
    desk: &Desk<'_>,
    kind: ItemKind,
    id: i64,
    (old, new): (Option<i64>, Option<i64>),
    cause: &'static str,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into price_changes (id, kind, ref_id, old_cents, new_cents, cause, employee_id, changed_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(desk.shop.random.uuid_v7(desk.now).to_string())
    .bind(kind.as_str())
    .bind(id)
    .bind(old)
    .bind(new)
    .bind(cause)
    .bind(desk.by)
    .bind(desk.now)
    .execute(c)
    .await
    .map(|_| ()))
}

#[derive(FromRow)]
struct ChangeRow {
    id: String,
    changed_at: Timestamp,
    old_cents: Option<i64>,
    new_cents: Option<i64>,
    cause: String,
    employee_id: Option<i64>,
    employee_name: Option<String>,
}

/// Where a page of prices or sales ends: the moment they are sorted by, and the id.
pub(super) type Mark = (Timestamp, String);

/// The last first, before a mark.
pub(super) async fn history(
    conn: &mut Conn,
    (kind, id): (ItemKind, i64),
    currency: Currency,
    before: Option<Mark>,
    limit: i64,
) -> Result<Vec<PriceEntry>, Error> {
    let before = before.unwrap_or_else(|| (Timestamp::from_millis(i64::MAX), String::new()));
    let rows = on!(conn, c => sqlx::query_as::<_, ChangeRow>(
        "select p.id, p.changed_at, p.old_cents, p.new_cents, p.cause, p.employee_id,
           e.first_name || ' ' || e.last_name as employee_name
         from price_changes p
         left join employees e on e.id = p.employee_id
         where p.kind = $1
           and p.ref_id = $2
           and (p.changed_at, p.id) < ($3, $4)
         order by p.changed_at desc, p.id desc
         limit $5",
    )
    .bind(kind.as_str())
    .bind(id)
    .bind(before.0)
    .bind(&before.1)
    .bind(limit)
    .fetch_all(c)
    .await)?;
    let money = |cents: i64| Money::new(cents, currency);
    Ok(rows
        .into_iter()
        .map(|row| PriceEntry {
            id: row.id,
            changed_at: row.changed_at,
            old_price: row.old_cents.map(money),
            new_price: row.new_cents.map(money),
            cause: row.cause,
            employee_id: row.employee_id,
            employee_name: row.employee_name,
        })
        .collect())
}

#[derive(FromRow)]
struct SaleRow {
    id: String,
    kind: String,
    ref_id: i64,
    title: Option<String>,
    artist_name: Option<String>,
    price_cents: i64,
    regular_cents: Option<i64>,
    starts_at: Timestamp,
    ends_at: Timestamp,
    canceled_at: Option<Timestamp>,
}

impl SaleRow {
    fn shown(self, currency: Currency, now: Timestamp) -> SalePrice {
        let phase = match () {
            () if self.canceled_at.is_some() || self.ends_at <= now => SalePhase::Over,
            () if self.starts_at > now => SalePhase::Coming,
            () => SalePhase::Running,
        };
        SalePrice {
            id: self.id,
            kind: stored_kind(&self.kind),
            item_id: self.ref_id,
            title: self.title.unwrap_or_default(),
            artist_name: self.artist_name,
            price: Money::new(self.price_cents, currency),
            regular_price: Money::new(self.regular_cents.unwrap_or_default(), currency),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            canceled_at: self.canceled_at,
            phase,
        }
    }
}

/// Sales that match, those that begin last first, before a mark.
pub(super) async fn sales(
    conn: &mut Conn,
    mut filter: Filter,
    currency: Currency,
    now: Timestamp,
    before: Option<Mark>,
    limit: i64,
) -> Result<Vec<SalePrice>, Error> {
    if let Some((begins, id)) = before {
        let places = [filter.bind(begins.millis()), filter.bind(id)].join(", ");
        filter.push(format!("(s.starts_at, s.id) < ({places})"));
    }
    let sql = format!(
        "select s.id, s.kind, s.ref_id, coalesce(al.title, tr.name) as title, ar.name as artist_name, s.price_cents,
           coalesce(al.price_cents, tr.price_cents) as regular_cents, s.starts_at, s.ends_at, s.canceled_at
         from sale_prices s
         left join albums al on s.kind = 'album' and al.id = s.ref_id
         left join tracks tr on s.kind = 'track' and tr.id = s.ref_id
         left join artists ar on ar.id = coalesce(al.artist_id, tr.artist_id)
         where {}
         order by s.starts_at desc, s.id desc
         limit {limit}",
        filter.sql()
    );
    let rows: Vec<SaleRow> = filter.fetch_all(conn, &sql).await?;
    Ok(rows.into_iter().map(|row| row.shown(currency, now)).collect())
}

pub(super) struct NewSale<'a> {
    pub id: &'a str,
    pub kind: ItemKind,
    pub item: i64,
    pub cents: i64,
    pub starts_at: Timestamp,
    pub ends_at: Timestamp,
}

pub(super) async fn insert_sale(conn: &mut Conn, desk: &Desk<'_>, new: &NewSale<'_>) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into sale_prices (id, kind, ref_id, price_cents, starts_at, ends_at, employee_id, created_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(new.id)
    .bind(new.kind.as_str())
    .bind(new.item)
    .bind(new.cents)
    .bind(new.starts_at)
    .bind(new.ends_at)
    .bind(desk.by)
    .bind(desk.now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// What the sale was of; `None` when it was over already, or there is none.
pub(super) async fn cancel_sale(conn: &mut Conn, id: &str, now: Timestamp) -> Result<Option<(String, i64)>, Error> {
    on!(conn, c => sqlx::query_as(
        "update sale_prices
         set canceled_at = $2
         where id = $1
           and canceled_at is null
           and ends_at > $2
         returning kind, ref_id",
    )
    .bind(id)
    .bind(now)
    .fetch_optional(c)
    .await)
}

/// What an item costs without sales; `None` when there is no such item.
pub(super) async fn regular_price(conn: &mut Conn, kind: ItemKind, id: i64) -> Result<Option<i64>, Error> {
    let sql = match kind {
        ItemKind::Track => "select price_cents from tracks where id = $1",
        ItemKind::Album => "select price_cents from albums where id = $1",
    };
    on!(conn, c => sqlx::query_scalar(sql).bind(id).fetch_optional(c).await)
}

#[derive(Debug, Clone, FromRow)]
pub(super) struct PricedRow {
    pub id: i64,
    pub title: String,
    pub artist_name: Option<String>,
    /// An album's own price; empty while it follows its tracks.
    pub own_cents: Option<i64>,
    pub price_cents: i64,
    pub album_id: Option<i64>,
}

/// What a bulk change is about, by id.
pub(super) async fn priced(
    conn: &mut Conn,
    kind: ItemKind,
    filter: &Filter,
    limit: usize,
) -> Result<Vec<PricedRow>, Error> {
    let (columns, tables, alias) = match kind {
        ItemKind::Track => (
            "tr.id, tr.name as title, ar.name as artist_name, tr.price_cents as own_cents, tr.price_cents, tr.album_id",
            "tracks tr left join artists ar on ar.id = tr.artist_id",
            "tr",
        ),
        ItemKind::Album => (
            "al.id, al.title, ar.name as artist_name, al.own_price_cents as own_cents, al.price_cents, al.id as album_id",
            "albums al left join artists ar on ar.id = al.artist_id",
            "al",
        ),
    };
    let sql = format!("select {columns}\nfrom {tables}\nwhere {}\norder by {alias}.id\nlimit {limit}", filter.sql());
    filter.fetch_all(conn, &sql).await
}

pub(super) async fn set_price(conn: &mut Conn, kind: ItemKind, id: i64, cents: i64) -> Result<(), Error> {
    let sql = match kind {
        ItemKind::Track => "update tracks set price_cents = $2, version = version + 1 where id = $1",
        ItemKind::Album => "update albums set own_price_cents = $2, version = version + 1 where id = $1",
    };
    on!(conn, c => sqlx::query(sql).bind(id).bind(cents).execute(c).await.map(|_| ()))
}
