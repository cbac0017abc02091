//! SQL of promotions: the rows; who used them (`uses`), how they are written (`write`), and what staff
//! see of them (`desk`).

mod desk;
mod uses;
mod write;

use std::collections::HashMap;

use kernel::{Currency, Money, PromotionId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Promotion, PromotionKind, PromotionScope, PromotionState, PromotionStatus, UseState};
use crate::{
    cart::{ItemRef, queries::stored_kind},
    catalog::Kind,
};

pub(super) use desk::*;
pub(crate) use uses::*;
pub(super) use write::*;

const COLUMNS: &str = "id, name, code, kind, status, percent, amount_cents, currency, buy_quantity, get_quantity, sold_as, media_kind, \
     first_order, min_spend_cents, starts_at, ends_at, max_uses, max_uses_per_customer, used, created_at, updated_at, version";

#[derive(FromRow)]
struct Row {
    id: PromotionId,
    name: String,
    code: Option<String>,
    kind: String,
    status: String,
    percent: Option<i64>,
    amount_cents: Option<i64>,
    currency: Currency,
    buy_quantity: Option<i64>,
    get_quantity: Option<i64>,
    sold_as: Option<String>,
    media_kind: Option<String>,
    first_order: bool,
    min_spend_cents: i64,
    starts_at: Timestamp,
    ends_at: Option<Timestamp>,
    max_uses: Option<i64>,
    max_uses_per_customer: Option<i64>,
    used: i64,
    created_at: Timestamp,
    updated_at: Timestamp,
    version: i64,
}

#[derive(FromRow)]
struct ItemRow {
    promotion_id: PromotionId,
    role: String,
    kind: String,
    ref_id: i64,
}

impl Row {
    fn promotion(self, items: Vec<ItemRow>, now: Timestamp) -> Promotion {
        let mut scope = PromotionScope {
            media_kind: self.media_kind.as_deref().map(Kind::stored),
            sold_as: self.sold_as.as_deref().map(stored_kind),
            ..PromotionScope::default()
        };
        let mut bundle = Vec::new();
        for item in items {
            match (item.role.as_str(), item.kind.as_str()) {
                ("bundle", kind) => bundle.push(ItemRef { kind: stored_kind(kind), id: item.ref_id }),
                (_, "artist") => scope.artist_ids.push(item.ref_id),
                (_, "genre") => scope.genre_ids.push(item.ref_id),
                _ => scope.album_ids.push(item.ref_id),
            }
        }
        let mut promotion = Promotion {
            id: self.id,
            name: self.name,
            code: self.code,
            kind: PromotionKind::stored(&self.kind),
            status: PromotionStatus::stored(&self.status),
            state: PromotionState::Running,
            percent: self.percent,
            amount: self.amount_cents.map(|cents| Money::new(cents, self.currency)),
            buy_quantity: self.buy_quantity,
            get_quantity: self.get_quantity,
            scope,
            bundle,
            first_order: self.first_order,
            min_spend: Money::new(self.min_spend_cents, self.currency),
            starts_at: self.starts_at,
            ends_at: self.ends_at,
            max_uses: self.max_uses,
            max_uses_per_customer: self.max_uses_per_customer,
            used: self.used,
            created_at: self.created_at,
            updated_at: self.updated_at,
            version: self.version,
        };
        promotion.state = promotion.state_at(now);
        promotion
    }
}

/// Completes promotions with what they are for.
async fn with_items(conn: &mut Conn, rows: Vec<Row>, now: Timestamp) -> Result<Vec<Promotion>, Error> {
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let items = on!(conn, c => {
        let mut query = sqlx::QueryBuilder::new("select promotion_id, role, kind, ref_id from promotion_items where promotion_id in (");
        let mut ids = query.separated(", ");
        for row in &rows {
            ids.push_bind(row.id);
        }
        query.push(") order by kind, ref_id");
        query.build_query_as::<ItemRow>().fetch_all(c).await
    })?;
    let mut of: HashMap<PromotionId, Vec<ItemRow>> = HashMap::new();
    for item in items {
        of.entry(item.promotion_id).or_default().push(item);
    }
    Ok(rows
        .into_iter()
        .map(|row| {
            let items = of.remove(&row.id).unwrap_or_default();
            row.promotion(items, now)
        })
        .collect())
}

pub(crate) async fn find(conn: &mut Conn, id: PromotionId, now: Timestamp) -> Result<Option<Promotion>, Error> {
    let sql = format!("select {COLUMNS}\nfrom promotions\nwhere id = $1");
    let row = on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(id).fetch_optional(c).await)?;
    Ok(with_items(conn, row.into_iter().collect(), now).await?.pop())
}

pub(crate) async fn find_by_code(conn: &mut Conn, code: &str, now: Timestamp) -> Result<Option<Promotion>, Error> {
    let sql = format!("select {COLUMNS}\nfrom promotions\nwhere code = $1");
    let row = on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(code).fetch_optional(c).await)?;
    Ok(with_items(conn, row.into_iter().collect(), now).await?.pop())
}

/// Promotions that apply by themselves now, as long as uses are left.
pub(crate) async fn automatic(conn: &mut Conn, now: Timestamp) -> Result<Vec<Promotion>, Error> {
    let sql = format!(
        "select {COLUMNS}
         from promotions
         where status = 'active'
           and code is null
           and starts_at <= $1
           and (ends_at is null or ends_at > $1)
           and (max_uses is null or used < max_uses)
         order by id"
    );
    let rows = on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(now).fetch_all(c).await)?;
    with_items(conn, rows, now).await
}

fn stored_use(text: &str) -> UseState {
    match text {
        "held" => UseState::Held,
        "used" => UseState::Used,
        _ => UseState::Released,
    }
}
