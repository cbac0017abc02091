//! Lists and sums for staff, and what a promotion reaches.

use kernel::{Currency, Money, OrderId, PromotionId, Timestamp};
use sql::{Conn, Error, on};
use sqlx::FromRow;

use super::{COLUMNS, Row, stored_use, with_items};
use crate::{
    cart::ItemRef,
    catalog::ItemKind,
    promotions::{Promotion, PromotionScope, PromotionState, PromotionUse},
};

/// Which promotions are asked for.
#[derive(Debug, Default)]
pub(in crate::promotions) struct Filter<'a> {
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
pub(in crate::promotions) async fn list(
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
pub(in crate::promotions) async fn list_uses(
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
pub(in crate::promotions) async fn sums(conn: &mut Conn, id: PromotionId) -> Result<(i64, i64, i64), Error> {
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
fn covered(scope: &PromotionScope) -> String {
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
pub(in crate::promotions) async fn reach(conn: &mut Conn, scope: &PromotionScope) -> Result<(i64, i64), Error> {
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
pub(in crate::promotions) async fn examples(
    conn: &mut Conn,
    scope: &PromotionScope,
    limit: i64,
) -> Result<Vec<ItemRef>, Error> {
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
