//! Promotions as staff write them.

use kernel::{Currency, EmployeeId, PromotionId, Timestamp};
use sql::{Conn, Error, on};

use crate::promotions::{PromotionDraft, PromotionStatus};

/// Writes a new promotion; false when its code is taken.
pub(in crate::promotions) async fn insert(
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
pub(in crate::promotions) async fn update(
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
pub(in crate::promotions) async fn code_taken(conn: &mut Conn, code: &str, but: PromotionId) -> Result<bool, Error> {
    let other: Option<PromotionId> = on!(conn, c => sqlx::query_scalar::<_, PromotionId>("select id from promotions where code = $1 and id <> $2")
        .bind(code)
        .bind(but)
        .fetch_optional(c)
        .await)?;
    Ok(other.is_some())
}

pub(in crate::promotions) async fn set_status(
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
