//! SQL of promotions.

use std::collections::HashMap;

use kernel::{Currency, CustomerId, EmployeeId, Money, OrderId, PromotionId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{Promotion, PromotionDraft, PromotionKind, PromotionState, PromotionStatus, PromotionUse, Scope, UseState};
use crate::{
    cart::{ItemRef, queries::stored_kind},
    catalog::{ItemKind, Kind},
};

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
        let mut scope = Scope {
            media_kind: self.media_kind.as_deref().map(Kind::stored),
            sold_as: self.sold_as.as_deref().map(stored_kind),
            ..Scope::default()
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

fn stored_use(text: &str) -> UseState {
    match text {
        "held" => UseState::Held,
        "used" => UseState::Used,
        _ => UseState::Released,
    }
}

/// Writes a new promotion; false when its code is taken.
pub(super) async fn insert(
    conn: &mut Conn,
    id: PromotionId,
    draft: &PromotionDraft,
    currency: Currency,
    by: EmployeeId,
    now: Timestamp,
) -> Result<bool, Error> {
    let written = on!(conn, c => sqlx::query(
        "insert into promotions (id, name, code, kind, percent, amount_cents, currency, buy_quantity, get_quantity, sold_as, media_kind,
           first_order, min_spend_cents, starts_at, ends_at, max_uses, max_uses_per_customer, created_by, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $19)
         on conflict (code) do nothing",
    )
    .bind(id)
    .bind(&draft.name)
    .bind(&draft.code)
    .bind(draft.kind.as_str())
    .bind(draft.percent)
    .bind(draft.amount.map(|money| money.amount))
    .bind(currency)
    .bind(draft.buy_quantity)
    .bind(draft.get_quantity)
    .bind(draft.scope.sold_as.map(|kind| kind.as_str()))
    .bind(draft.scope.media_kind.map(|kind| kind.as_str()))
    .bind(draft.first_order)
    .bind(draft.min_spend.map_or(0, |money| money.amount))
    .bind(draft.starts_at.unwrap_or(now))
    .bind(draft.ends_at)
    .bind(draft.max_uses)
    .bind(draft.max_uses_per_customer)
    .bind(by)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))?;
    if written {
        insert_items(conn, id, draft).await?;
    }
    Ok(written)
}

/// Writes what was edited; false when somebody else was quicker.
pub(super) async fn update(
    conn: &mut Conn,
    id: PromotionId,
    draft: &PromotionDraft,
    version: i64,
    now: Timestamp,
) -> Result<bool, Error> {
    let written = on!(conn, c => sqlx::query(
        "update promotions
         set name = $3, code = $4, kind = $5, percent = $6, amount_cents = $7, buy_quantity = $8, get_quantity = $9, sold_as = $10,
             media_kind = $11, first_order = $12, min_spend_cents = $13, starts_at = $14, ends_at = $15, max_uses = $16,
             max_uses_per_customer = $17, updated_at = $18, version = version + 1
         where id = $1
           and version = $2",
    )
    .bind(id)
    .bind(version)
    .bind(&draft.name)
    .bind(&draft.code)
    .bind(draft.kind.as_str())
    .bind(draft.percent)
    .bind(draft.amount.map(|money| money.amount))
    .bind(draft.buy_quantity)
    .bind(draft.get_quantity)
    .bind(draft.scope.sold_as.map(|kind| kind.as_str()))
    .bind(draft.scope.media_kind.map(|kind| kind.as_str()))
    .bind(draft.first_order)
    .bind(draft.min_spend.map_or(0, |money| money.amount))
    .bind(draft.starts_at.unwrap_or(now))
    .bind(draft.ends_at)
    .bind(draft.max_uses)
    .bind(draft.max_uses_per_customer)
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))?;
    if written {
        on!(conn, c => sqlx::query("delete from promotion_items where promotion_id = $1").bind(id).execute(c).await.map(|_| ()))?;
        insert_items(conn, id, draft).await?;
    }
    Ok(written)
}

async fn insert_items(conn: &mut Conn, id: PromotionId, draft: &PromotionDraft) -> Result<(), Error> {
    let scope = |kind: &'static str, ids: &[i64]| ids.iter().map(|id| ("scope", kind, *id)).collect::<Vec<_>>();
    let mut items = scope("artist", &draft.scope.artist_ids);
    items.extend(scope("album", &draft.scope.album_ids));
    items.extend(scope("genre", &draft.scope.genre_ids));
    items.extend(draft.bundle.iter().map(|item| ("bundle", item.kind.as_str(), item.id)));
    if items.is_empty() {
        return Ok(());
    }
    on!(conn, c => {
        let mut query = sqlx::QueryBuilder::new("insert into promotion_items (promotion_id, role, kind, ref_id) ");
        query.push_values(&items, |mut row, (role, kind, ref_id)| {
            row.push_bind(id).push_bind(*role).push_bind(*kind).push_bind(*ref_id);
        });
        query.build().execute(c).await.map(|_| ())
    })
}

/// Whether another promotion has the code.
pub(super) async fn code_taken(conn: &mut Conn, code: &str, but: PromotionId) -> Result<bool, Error> {
    let other: Option<PromotionId> = on!(conn, c => sqlx::query_scalar::<_, PromotionId>("select id from promotions where code = $1 and id <> $2")
        .bind(code)
        .bind(but)
        .fetch_optional(c)
        .await)?;
    Ok(other.is_some())
}

pub(super) async fn set_status(
    conn: &mut Conn,
    id: PromotionId,
    status: PromotionStatus,
    version: i64,
    now: Timestamp,
) -> Result<bool, Error> {
    on!(conn, c => sqlx::query(
        "update promotions
         set status = $3,
             updated_at = $4,
             version = version + 1
         where id = $1
           and version = $2
           and status <> 'ended'",
    )
    .bind(id)
    .bind(version)
    .bind(status.as_str())
    .bind(now)
    .execute(c)
    .await
    .map(|done| done.rows_affected() == 1))
}

/// Which promotions are asked for.
#[derive(Debug, Default)]
pub(super) struct Filter<'a> {
    pub state: Option<PromotionState>,
    /// With a code, or automatic ones.
    pub with_code: Option<bool>,
    /// In the name or the code.
    pub text: Option<&'a str>,
}

/// Of one state, at $1.
const fn in_state(state: PromotionState) -> &'static str {
    match state {
        PromotionState::Scheduled => {
            "and status = 'active' and starts_at > $1 and (ends_at is null or ends_at > $1) and (max_uses is null or used < max_uses)"
        }
        PromotionState::Running => {
            "and status = 'active' and starts_at <= $1 and (ends_at is null or ends_at > $1) and (max_uses is null or used < max_uses)"
        }
        PromotionState::Paused => "and status = 'paused' and (ends_at is null or ends_at > $1)",
        PromotionState::UsedUp => "and status = 'active' and used >= max_uses and (ends_at is null or ends_at > $1)",
        PromotionState::Ended => "and (status = 'ended' or ends_at <= $1)",
    }
}

/// The newest first, after `(created_at, id)`.
pub(super) async fn list(
    conn: &mut Conn,
    filter: &Filter<'_>,
    after: Option<(Timestamp, PromotionId)>,
    limit: i64,
    now: Timestamp,
) -> Result<Vec<Promotion>, Error> {
    let state = filter.state.map_or("", in_state);
    let code = match filter.with_code {
        Some(true) => "and code is not null",
        Some(false) => "and code is null",
        None => "",
    };
    let last = "ffffffff-ffff-ffff-ffff-ffffffffffff".to_owned();
    let (at, id) = after.map_or((Timestamp::from_millis(i64::MAX), last), |(at, id)| (at, id.to_string()));
    let sql = format!(
        "select {COLUMNS}
         from promotions
         where $1 = $1
           {state}
           {code}
           and (lower(name) like $2 or lower(coalesce(code, '')) like $2)
           and (created_at, id) < ($3, $4)
         order by created_at desc, id desc
         limit $5"
    );
    let like = format!("%{}%", filter.text.unwrap_or_default().to_lowercase().replace(['%', '_'], ""));
    let rows = on!(conn, c => sqlx::query_as::<_, Row>(&sql).bind(now).bind(&like).bind(at).bind(&id).bind(limit).fetch_all(c).await)?;
    with_items(conn, rows, now).await
}

#[derive(FromRow)]
struct UseRow {
    order_id: OrderId,
    number: String,
    customer_id: i64,
    first_name: String,
    last_name: String,
    state: String,
    discount_cents: i64,
    total_cents: i64,
    currency: Currency,
    created_at: Timestamp,
}

/// Orders that used a promotion, the newest first.
pub(super) async fn list_uses(
    conn: &mut Conn,
    id: PromotionId,
    after: Option<(Timestamp, OrderId)>,
    limit: i64,
) -> Result<Vec<PromotionUse>, Error> {
    let last = "ffffffff-ffff-ffff-ffff-ffffffffffff".to_owned();
    let (at, order) = after.map_or((Timestamp::from_millis(i64::MAX), last), |(at, id)| (at, id.to_string()));
    let rows = on!(conn, c => sqlx::query_as::<_, UseRow>(
        "select u.order_id, o.number, u.customer_id, cu.first_name, cu.last_name, u.state, u.discount_cents, o.total_cents, o.currency,
           u.created_at
         from promotion_uses u
         join orders o on o.id = u.order_id
         join customers cu on cu.id = u.customer_id
         where u.promotion_id = $1
           and (u.created_at, u.order_id) < ($2, $3)
         order by u.created_at desc, u.order_id desc
         limit $4",
    )
    .bind(id)
    .bind(at)
    .bind(order)
    .bind(limit)
    .fetch_all(c)
    .await)?;
    let view = |row: UseRow| PromotionUse {
        order_id: row.order_id,
        order_number: row.number,
        customer_id: row.customer_id,
        customer_name: format!("{} {}", row.first_name, row.last_name).trim().to_owned(),
        state: stored_use(&row.state),
        discount: Money::new(row.discount_cents, row.currency),
        order_total: Money::new(row.total_cents, row.currency),
        at: row.created_at,
    };
    Ok(rows.into_iter().map(view).collect())
}

/// What a promotion has brought: its paid orders, their totals and what it took off.
pub(super) async fn sums(conn: &mut Conn, id: PromotionId) -> Result<(i64, i64, i64), Error> {
    on!(conn, c => sqlx::query_as::<_, (i64, i64, i64)>(
        "select count(*), cast(coalesce(sum(o.total_cents), 0) as bigint), cast(coalesce(sum(u.discount_cents), 0) as bigint)
         from promotion_uses u
         join orders o on o.id = u.order_id
         where u.promotion_id = $1
           and u.state = 'used'",
    )
    .bind(id)
    .fetch_one(c)
    .await)
}

/// What a scope covers, as a condition on `tracks tr` and `albums al`.
fn covered(scope: &Scope) -> String {
    // The ids are numbers of ours: nothing of a caller's text reaches the statement.
    let list = |ids: &[i64]| ids.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let mut filter = String::new();
    if !scope.artist_ids.is_empty() {
        let ids = list(&scope.artist_ids);
        filter += &format!("and (tr.artist_id in ({ids}) or al.artist_id in ({ids}))\n");
    }
    if !scope.album_ids.is_empty() {
        filter += &format!("and tr.album_id in ({})\n", list(&scope.album_ids));
    }
    if !scope.genre_ids.is_empty() {
        filter += &format!("and tr.genre_id in ({})\n", list(&scope.genre_ids));
    }
    if let Some(kind) = scope.media_kind {
        filter += &format!("and tr.kind = '{}'\n", kind.as_str());
    }
    filter
}

/// How many tracks and albums on sale a scope covers.
pub(super) async fn reach(conn: &mut Conn, scope: &Scope) -> Result<(i64, i64), Error> {
    let filter = covered(scope);
    let sql = format!(
        "select count(*), count(distinct case when al.listed then al.id end)
         from tracks tr
         left join albums al on al.id = tr.album_id
         where tr.status = 'active'
         {filter}"
    );
    on!(conn, c => sqlx::query_as::<_, (i64, i64)>(&sql).fetch_one(c).await)
}

/// Well-sold tracks and albums that a scope covers, as items of an example cart.
pub(super) async fn examples(conn: &mut Conn, scope: &Scope, limit: i64) -> Result<Vec<ItemRef>, Error> {
    let filter = covered(scope);
    let sql = format!(
        "select tr.id, coalesce(case when al.listed then al.id end, 0)
         from tracks tr
         left join albums al on al.id = tr.album_id
         where tr.status = 'active'
         {filter}
         order by tr.units_sold desc, tr.id
         limit $1"
    );
    let rows: Vec<(i64, i64)> =
        on!(conn, c => sqlx::query_as::<_, (i64, i64)>(&sql).bind(limit * 50).fetch_all(c).await)?;
    let (tracks, albums) = (scope.sold_as != Some(ItemKind::Album), scope.sold_as != Some(ItemKind::Track));
    let (mut items, mut whole, mut alone) = (Vec::<ItemRef>::new(), Vec::<i64>::new(), Vec::<i64>::new());
    for (track, album) in rows {
        let known = album > 0 && whole.contains(&album);
        // Every other example is an album, where both are for sale; none is in the cart twice.
        if albums && album > 0 && !known && !alone.contains(&album) && (!tracks || items.len() % 2 == 1) {
            whole.push(album);
            items.push(ItemRef { kind: ItemKind::Album, id: album });
        } else if tracks && !known {
            alone.push(album);
            items.push(ItemRef { kind: ItemKind::Track, id: track });
        }
    }
    items.truncate(usize::try_from(limit).unwrap_or(0));
    Ok(items)
}
