//! What something costs now. The cart and the orders ask here and nowhere else.

use std::collections::HashMap;

use kernel::{AlbumId, Money, Timestamp, TrackId};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error};
use utoipa::ToSchema;

use super::queries::{self, ContentRow, OfferRow};

/// What can be bought.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum ItemKind {
    Track,
    Album,
}

impl ItemKind {
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Track => "track",
            Self::Album => "album",
        }
    }
}

/// A track or an album with its price.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    pub kind: ItemKind,
    pub id: i64,
    pub title: String,
    pub artist_name: Option<String>,
    /// The album itself, or the one the track is on.
    pub album_id: Option<AlbumId>,
    /// What its tracks cost one by one, without sales.
    pub list_price: Money,
    /// What it costs at the moment that was asked for.
    pub price: Money,
    /// False once withdrawn, or when an album has no track on sale.
    pub on_sale: bool,
    /// False for what visitors do not know of: it is not published yet.
    pub known: bool,
    /// What the buyer gets: the track, or the album's tracks on sale in order.
    pub track_ids: Vec<TrackId>,
    pub duration_ms: i64,
    /// The release day of a pre-order: its music comes then.
    pub release_at: Option<Timestamp>,
    /// Countries it is not sold in, as `,DE,FR,`.
    pub(crate) blocked_in: Option<String>,
}

/// The offers of `items` at a moment, withdrawn ones included; unknown items are left out. A handful of
/// queries, whatever the number.
pub async fn offers(
    conn: &mut Conn,
    items: &[(ItemKind, i64)],
    now: Timestamp,
) -> Result<HashMap<(ItemKind, i64), Offer>, Error> {
    let ids = |kind| -> Vec<i64> { items.iter().filter(|(k, _)| *k == kind).map(|(_, id)| *id).collect() };
    let mut found = HashMap::with_capacity(items.len());
    let tracks = ids(ItemKind::Track);
    if !tracks.is_empty() {
        let sales = queries::sales::running(conn, ItemKind::Track, &tracks, now).await?;
        for row in queries::track_offers(conn, &tracks).await? {
            let track = TrackId::new(row.id).ok();
            let price = lower(row.price_cents, sales.get(&row.id));
            found.insert((ItemKind::Track, row.id), offer(ItemKind::Track, row, price, track.into_iter().collect()));
        }
    }
    let albums = ids(ItemKind::Album);
    if !albums.is_empty() {
        let sales = queries::sales::running(conn, ItemKind::Album, &albums, now).await?;
        let rows = queries::album_offers(conn, &albums).await?;
        let ids: Vec<AlbumId> = rows.iter().filter_map(|row| row.album_id).collect();
        let mut contents = queries::contents(conn, &ids).await?;
        let of_tracks: Vec<i64> = contents.values().flatten().map(|track| track.id.get()).collect();
        let track_sales = queries::sales::running(conn, ItemKind::Track, &of_tracks, now).await?;
        for row in rows {
            let tracks = row.album_id.and_then(|id| contents.remove(&id)).unwrap_or_default();
            let price = lower(album_price(&row, &tracks, &track_sales), sales.get(&row.id));
            let mut offer = offer(ItemKind::Album, row, price, tracks.iter().map(|track| track.id).collect());
            offer.list_price.amount = tracks.iter().map(|track| track.price_cents).sum();
            found.insert((ItemKind::Album, offer.id), offer);
        }
    }
    Ok(found)
}

fn lower(regular: i64, sale: Option<&i64>) -> i64 {
    sale.map_or(regular, |sale| regular.min(*sale))
}

/// What staff ask, or what its tracks cost now less the album's discount.
fn album_price(row: &OfferRow, tracks: &[ContentRow], sales: &HashMap<i64, i64>) -> i64 {
    if let Some(own) = row.own_price_cents {
        return own;
    }
    let sum: i64 = tracks.iter().map(|track| lower(track.price_cents, sales.get(&track.id.get()))).sum();
    let percent = u8::try_from(row.discount_percent).unwrap_or(0);
    sum - Money::new(sum, row.currency).percent(percent).amount
}

/// The offer of one item; `None` when there is no such track or album.
pub async fn price_of(conn: &mut Conn, kind: ItemKind, id: i64, now: Timestamp) -> Result<Option<Offer>, Error> {
    Ok(offers(conn, &[(kind, id)], now).await?.remove(&(kind, id)))
}

fn offer(kind: ItemKind, row: OfferRow, price: i64, track_ids: Vec<TrackId>) -> Offer {
    Offer {
        kind,
        id: row.id,
        title: row.title,
        artist_name: row.artist_name,
        album_id: row.album_id,
        list_price: Money::new(row.list_price_cents, row.currency),
        price: Money::new(price, row.currency),
        on_sale: row.on_sale,
        known: row.known,
        track_ids,
        duration_ms: row.duration_ms,
        release_at: row.release_at,
        blocked_in: row.blocked_in,
    }
}
