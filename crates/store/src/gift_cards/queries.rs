//! SQL of gift cards and their ledger.

use kernel::{Currency, CustomerId, EmployeeId, GiftCardId, Money, OrderId, Random, RefundId, Timestamp};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error, on};
use sqlx::FromRow;
use utoipa::ToSchema;

use super::{GiftCard, GiftCardStatus};

const SELECT: &str =
    "select g.id, g.last_four, g.currency, g.initial_cents, g.balance_cents, g.status, g.owner_id, cu.first_name, \
       cu.last_name, g.recipient_name, g.recipient_email, g.message, g.expires_at, g.created_at, g.version
     from gift_cards g
     left join customers cu on cu.id = g.owner_id";

#[derive(FromRow)]
struct Row {
    id: GiftCardId,
    last_four: String,
    currency: Currency,
    initial_cents: i64,
    balance_cents: i64,
    status: String,
    owner_id: Option<CustomerId>,
    first_name: Option<String>,
    last_name: Option<String>,
    recipient_name: Option<String>,
    recipient_email: Option<String>,
    message: Option<String>,
    expires_at: Option<Timestamp>,
    created_at: Timestamp,
    version: i64,
}

impl From<Row> for GiftCard {
    fn from(row: Row) -> Self {
        let name = [row.first_name, row.last_name].into_iter().flatten().collect::<Vec<_>>().join(" ");
        Self {
            id: row.id,
            last_four: row.last_four,
            initial: Money::new(row.initial_cents, row.currency),
            balance: Money::new(row.balance_cents, row.currency),
            status: if row.status == "blocked" { GiftCardStatus::Blocked } else { GiftCardStatus::Active },
            owner_name: row.owner_id.map(|_| name.trim().to_owned()),
            owner_id: row.owner_id,
            recipient_name: row.recipient_name,
            recipient_email: row.recipient_email,
            message: row.message,
            expires_at: row.expires_at,
            created_at: row.created_at,
            version: row.version,
        }
    }
}

pub(super) async fn find(conn: &mut Conn, id: GiftCardId) -> Result<Option<GiftCard>, Error> {
    let sql = format!("{SELECT}\nwhere g.id = $1");
    let row = on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(id).fetch_optional(c).await)?;
    Ok(row.map(GiftCard::from))
}

/// Only the first to enter a code becomes the owner.
pub(super) async fn claim(
    conn: &mut Conn,
    customer: CustomerId,
    hash: &str,
    now: Timestamp,
) -> Result<Option<GiftCardId>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, GiftCardId>(
        "update gift_cards
         set owner_id = $1,
             updated_at = $3
         where code_hash = $2
           and (owner_id is null or owner_id = $1)
         returning id",
    )
    .bind(customer)
    .bind(hash)
    .bind(now)
    .fetch_optional(c)
    .await)
}

/// The customer's cards, the newest first.
pub(super) async fn of_customer(conn: &mut Conn, customer: CustomerId) -> Result<Vec<GiftCard>, Error> {
    let sql = format!("{SELECT}\nwhere g.owner_id = $1\norder by g.created_at desc, g.id desc\nlimit 100");
    let rows = on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(customer).fetch_all(c).await)?;
    Ok(rows.into_iter().map(GiftCard::from).collect())
}

/// What is left on the card after taking `cents`; nothing when it cannot pay them.
pub(super) async fn take(conn: &mut Conn, id: GiftCardId, cents: i64, now: Timestamp) -> Result<Option<i64>, Error> {
    on!(conn, c => sqlx::query_scalar::<_, i64>(
        "update gift_cards
         set balance_cents = balance_cents - $2,
             updated_at = $3
         where id = $1
           and balance_cents >= $2
           and status = 'active'
           and (expires_at is null or expires_at > $3)
         returning balance_cents",
    )
    .bind(id)
    .bind(cents)
    .bind(now)
    .fetch_optional(c)
    .await)
}

/// What is on the card after putting `cents` back, whatever became of the card since.
pub(super) async fn put(conn: &mut Conn, id: GiftCardId, cents: i64, now: Timestamp) -> Result<i64, Error> {
    on!(conn, c => sqlx::query_scalar::<_, i64>(
        "update gift_cards
         set balance_cents = balance_cents + $2,
             updated_at = $3
         where id = $1
         returning balance_cents",
    )
    .bind(id)
    .bind(cents)
    .bind(now)
    .fetch_one(c)
    .await)
}

/// The order's card and what the order holds of it. Refunds are not counted.
pub(super) async fn held(conn: &mut Conn, order: OrderId) -> Result<Option<(GiftCardId, i64)>, Error> {
    on!(conn, c => sqlx::query_as::<_, (GiftCardId, i64)>(
        "select gift_card_id, cast(-sum(amount_cents) as bigint)
         from gift_card_entries
         where order_id = $1
           and kind in ('spent', 'returned')
         group by gift_card_id",
    )
    .bind(order)
    .fetch_optional(c)
    .await)
}

/// Why a balance moved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum EntryKind {
    Issued,
    /// An order was placed with it.
    Spent,
    /// The order closed unpaid.
    Returned,
    Refunded,
}

impl EntryKind {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Issued => "issued",
            Self::Spent => "spent",
            Self::Returned => "returned",
            Self::Refunded => "refunded",
        }
    }

    fn stored(text: &str) -> Self {
        match text {
            "issued" => Self::Issued,
            "returned" => Self::Returned,
            "refunded" => Self::Refunded,
            _ => Self::Spent,
        }
    }
}

pub(super) struct NewEntry {
    pub card: GiftCardId,
    pub kind: EntryKind,
    pub cents: i64,
    pub balance: i64,
    pub order: Option<OrderId>,
    pub refund: Option<RefundId>,
}

pub(super) async fn insert_entry(
    conn: &mut Conn,
    new: &NewEntry,
    now: Timestamp,
    random: &Random,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into gift_card_entries (id, gift_card_id, kind, amount_cents, balance_cents, order_id, refund_id, at)
         values ($1, $2, $3, $4, $5, $6, $7, $8)",
    )
    .bind(random.uuid_v7(now).to_string())
    .bind(new.card)
    .bind(new.kind.as_str())
    .bind(new.cents)
    .bind(new.balance)
    .bind(new.order)
    .bind(new.refund)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

pub(super) struct NewCard<'a> {
    pub id: GiftCardId,
    pub hash: &'a str,
    pub last_four: &'a str,
    pub amount: Money,
    pub recipient_name: Option<&'a str>,
    pub recipient_email: Option<&'a str>,
    pub message: Option<&'a str>,
    pub expires_at: Option<Timestamp>,
    pub by: EmployeeId,
}

pub(super) async fn insert(conn: &mut Conn, new: &NewCard<'_>, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into gift_cards (id, code_hash, last_four, currency, initial_cents, balance_cents, recipient_name, recipient_email,
           message, expires_at, issued_by, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $5, $6, $7, $8, $9, $10, $11, $11)",
    )
    .bind(new.id)
    .bind(new.hash)
    .bind(new.last_four)
    .bind(new.amount.currency)
    .bind(new.amount.amount)
    .bind(new.recipient_name)
    .bind(new.recipient_email)
    .bind(new.message)
    .bind(new.expires_at)
    .bind(new.by)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// False when somebody else was quicker.
pub(super) async fn set_status(
    conn: &mut Conn,
    id: GiftCardId,
    status: GiftCardStatus,
    version: i64,
    now: Timestamp,
) -> Result<bool, Error> {
    let status = if status == GiftCardStatus::Blocked { "blocked" } else { "active" };
    on!(conn, c => sqlx::query("update gift_cards set status = $3, updated_at = $4, version = version + 1 where id = $1 and version = $2")
        .bind(id)
        .bind(version)
        .bind(status)
        .bind(now)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

/// The newest first, after `(created_at, id)`; `text` in names, addresses or the end of the code.
pub(super) async fn list(
    conn: &mut Conn,
    text: &str,
    after: Option<(Timestamp, GiftCardId)>,
    limit: i64,
) -> Result<Vec<GiftCard>, Error> {
    let last = "ffffffff-ffff-ffff-ffff-ffffffffffff".to_owned();
    let (at, id) = after.map_or((Timestamp::from_millis(i64::MAX), last), |(at, id)| (at, id.to_string()));
    let sql = format!(
        "{SELECT}
         where (g.created_at, g.id) < ($1, $2)
           and (lower(g.last_four) like $3 or lower(coalesce(g.recipient_name, '')) like $3 or lower(coalesce(g.recipient_email, '')) like $3
             or lower(coalesce(cu.first_name || ' ' || cu.last_name, '')) like $3)
         order by g.created_at desc, g.id desc
         limit $4"
    );
    let like = format!("%{}%", text.to_lowercase().replace(['%', '_'], ""));
    let rows =
        on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(at).bind(&id).bind(&like).bind(limit).fetch_all(c).await)?;
    Ok(rows.into_iter().map(GiftCard::from).collect())
}

/// A line of a card's ledger.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub struct GiftCardEntry {
    pub kind: EntryKind,
    /// Negative when it was spent.
    pub amount: Money,
    pub balance: Money,
    pub order_id: Option<OrderId>,
    pub order_number: Option<String>,
    pub at: Timestamp,
}

#[derive(FromRow)]
struct EntryRow {
    kind: String,
    amount_cents: i64,
    balance_cents: i64,
    currency: Currency,
    order_id: Option<OrderId>,
    number: Option<String>,
    at: Timestamp,
}

/// The ledger of a card, the newest first.
pub(super) async fn entries(conn: &mut Conn, id: GiftCardId) -> Result<Vec<GiftCardEntry>, Error> {
    let rows = on!(conn, c => sqlx::query_as::<_, EntryRow>(
        "select e.kind, e.amount_cents, e.balance_cents, g.currency, e.order_id, o.number, e.at
         from gift_card_entries e
         join gift_cards g on g.id = e.gift_card_id
         left join orders o on o.id = e.order_id
         where e.gift_card_id = $1
         order by e.at desc, e.id desc
         limit 500",
    )
    .bind(id)
    .fetch_all(c)
    .await)?;
    let entry = |row: EntryRow| GiftCardEntry {
        kind: EntryKind::stored(&row.kind),
        amount: Money::new(row.amount_cents, row.currency),
        balance: Money::new(row.balance_cents, row.currency),
        order_id: row.order_id,
        order_number: row.number,
        at: row.at,
    };
    Ok(rows.into_iter().map(entry).collect())
}
