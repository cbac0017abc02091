//! SQL of carts.

use std::collections::HashSet;

use kernel::{CountryCode, CustomerId, GiftCardId, PromotionId, Timestamp, TrackId};
use sql::{Conn, Error, on};

use super::{Chosen, ItemRef, PricedTrack};
use crate::catalog::{ItemKind, queries::fetch_by_ids};

/// Queues behind whoever else writes this cart, until the transaction ends.
pub(crate) async fn lock(conn: &mut Conn, customer: CustomerId, now: Timestamp) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into carts (customer_id, version, updated_at)
         values ($1, 1, $2)
         on conflict (customer_id) do update
         set version = carts.version + 1,
             updated_at = excluded.updated_at",
    )
    .bind(customer)
    .bind(now)
    .execute(c)
    .await
    .map(|_| ()))
}

/// In the order of adding.
pub(crate) async fn items(conn: &mut Conn, customer: CustomerId) -> Result<Vec<ItemRef>, Error> {
    let rows: Vec<(String, i64)> = on!(conn, c => sqlx::query_as::<_, (String, i64)>(
        "select kind, ref_id
         from cart_items
         where customer_id = $1
         order by added_at, place, kind, ref_id",
    )
    .bind(customer)
    .fetch_all(c)
    .await)?;
    Ok(rows.into_iter().map(|(kind, id)| ItemRef { kind: stored_kind(&kind), id }).collect())
}

/// What the database holds; its CHECK allows nothing else.
pub(crate) fn stored_kind(text: &str) -> ItemKind {
    if text == "album" { ItemKind::Album } else { ItemKind::Track }
}

/// An item that is there already stays where it is.
pub(super) async fn add(
    conn: &mut Conn,
    customer: CustomerId,
    item: ItemRef,
    place: usize,
    now: Timestamp,
) -> Result<(), Error> {
    on!(conn, c => sqlx::query(
        "insert into cart_items (customer_id, kind, ref_id, added_at, place)
         values ($1, $2, $3, $4, $5)
         on conflict (customer_id, kind, ref_id) do nothing",
    )
    .bind(customer)
    .bind(item.kind.as_str())
    .bind(item.id)
    .bind(now)
    .bind(i64::try_from(place).unwrap_or(i64::MAX))
    .execute(c)
    .await
    .map(|_| ()))
}

/// Whether it was there.
pub(crate) async fn remove(conn: &mut Conn, customer: CustomerId, item: ItemRef) -> Result<bool, Error> {
    on!(conn, c => sqlx::query("delete from cart_items where customer_id = $1 and kind = $2 and ref_id = $3")
        .bind(customer)
        .bind(item.kind.as_str())
        .bind(item.id)
        .execute(c)
        .await
        .map(|done| done.rows_affected() == 1))
}

pub(crate) async fn clear(conn: &mut Conn, customer: CustomerId) -> Result<(), Error> {
    on!(conn, c => sqlx::query("delete from cart_items where customer_id = $1").bind(customer).execute(c).await.map(|_| ()))
}

/// What tracks are called and cost alone. `price` is zero until the item's price is shared out.
pub(super) async fn tracks(conn: &mut Conn, ids: &[TrackId]) -> Result<Vec<PricedTrack>, Error> {
    let head = "select tr.id, tr.name, ar.name as artist_name, al.title as album_title, tr.duration_ms, tr.blocked_in,
           tr.artist_id, tr.album_id, al.artist_id as album_artist_id, tr.genre_id, tr.kind, tr.price_cents as list_price
         from tracks tr
         left join artists ar on ar.id = tr.artist_id
         left join albums al on al.id = tr.album_id
         where tr.id";
    fetch_by_ids(conn, head, ids.iter().map(|id| id.get()), "").await
}

/// The country of the customer's profile.
pub async fn country_of(conn: &mut Conn, customer: CustomerId) -> Result<Option<CountryCode>, Error> {
    let code = on!(conn, c => sqlx::query_scalar::<_, Option<String>>("select country from customers where id = $1")
        .bind(customer)
        .fetch_optional(c)
        .await)?;
    Ok(code.flatten().and_then(|code| code.parse().ok()))
}

/// Those of `ids` that the customer owns.
pub(crate) async fn owned_among(
    conn: &mut Conn,
    customer: CustomerId,
    ids: &[TrackId],
) -> Result<HashSet<TrackId>, Error> {
    // The id is a number of ours: nothing of a caller's text reaches the statement.
    let head = format!(
        "select track_id
         from entitlements
         where customer_id = {customer}
           and revoked_at is null
           and track_id"
    );
    let rows: Vec<(TrackId,)> = fetch_by_ids(conn, &head, ids.iter().map(|id| id.get()), "").await?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// The code and the gift card of the cart.
pub(crate) async fn chosen(conn: &mut Conn, customer: CustomerId) -> Result<Chosen, Error> {
    let row: Option<(Option<PromotionId>, Option<GiftCardId>)> = on!(conn, c => sqlx::query_as::<_, (Option<PromotionId>, Option<GiftCardId>)>(
            "select promotion_id, gift_card_id from carts where customer_id = $1",
        )
        .bind(customer)
        .fetch_optional(c)
        .await)?;
    Ok(row.map_or_else(Chosen::default, |(promotion, gift_card)| Chosen { promotion, gift_card }))
}

/// Of a locked cart.
pub(crate) async fn choose(conn: &mut Conn, customer: CustomerId, chosen: Chosen) -> Result<(), Error> {
    on!(conn, c => sqlx::query("update carts set promotion_id = $2, gift_card_id = $3 where customer_id = $1")
        .bind(customer)
        .bind(chosen.promotion)
        .bind(chosen.gift_card)
        .execute(c)
        .await
        .map(|_| ()))
}
