//! What something costs now. The cart and the orders ask here and nowhere else.

use std::collections::HashMap;

use kernel::{AlbumId, Money, TrackId};
use serde::{Deserialize, Serialize};
use sql::{Conn, Error};
use utoipa::ToSchema;

use super::queries;

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
    /// What its tracks cost one by one.
    pub list_price: Money,
    /// What it costs.
    pub price: Money,
    /// False once withdrawn, or when an album has no track on sale.
    pub on_sale: bool,
    /// What the buyer gets: the track, or the album's tracks on sale in order.
    pub track_ids: Vec<TrackId>,
    pub duration_ms: i64,
}

/// The offers of `items`, withdrawn ones included; unknown items are left out. At most three
/// queries, whatever the number.
pub async fn offers(conn: &mut Conn, items: &[(ItemKind, i64)]) -> Result<HashMap<(ItemKind, i64), Offer>, Error> {
    let ids = |kind| -> Vec<i64> { items.iter().filter(|(k, _)| *k == kind).map(|(_, id)| *id).collect() };
    let mut found = HashMap::with_capacity(items.len());
    let tracks = ids(ItemKind::Track);
    if !tracks.is_empty() {
        for row in queries::track_offers(conn, &tracks).await? {
            let track = TrackId::new(row.id).ok();
            found.insert((ItemKind::Track, row.id), offer(ItemKind::Track, row, track.into_iter().collect()));
        }
    }
    let albums = ids(ItemKind::Album);
    if !albums.is_empty() {
        let rows = queries::album_offers(conn, &albums).await?;
        let ids: Vec<AlbumId> = rows.iter().filter_map(|row| row.album_id).collect();
        let mut contents = queries::tracks_of_albums(conn, &ids).await?;
        for row in rows {
            let tracks = row.album_id.and_then(|id| contents.remove(&id)).unwrap_or_default();
            found.insert((ItemKind::Album, row.id), offer(ItemKind::Album, row, tracks));
        }
    }
    Ok(found)
}

/// The offer of one item; `None` when there is no such track or album.
pub async fn price_of(conn: &mut Conn, kind: ItemKind, id: i64) -> Result<Option<Offer>, Error> {
    Ok(offers(conn, &[(kind, id)]).await?.remove(&(kind, id)))
}

fn offer(kind: ItemKind, row: queries::OfferRow, track_ids: Vec<TrackId>) -> Offer {
    Offer {
        kind,
        id: row.id,
        title: row.title,
        artist_name: row.artist_name,
        album_id: row.album_id,
        list_price: Money::new(row.list_price_cents, row.currency),
        price: Money::new(row.price_cents, row.currency),
        on_sale: row.on_sale,
        track_ids,
        duration_ms: row.duration_ms,
    }
}
