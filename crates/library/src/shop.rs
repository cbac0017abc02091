//! What the library asks of the shop. It knows nothing of the shop's tables: the composition root
//! answers.

use futures::future::BoxFuture;
use kernel::{CustomerId, PlaylistId, TrackId};
use serde::{Deserialize, Serialize};

use crate::Error;

pub type Answer<'a, T> = BoxFuture<'a, Result<T, Error>>;

/// The side of the shop that the library sees.
pub trait ShopFront: Send + Sync {
    /// The tracks of `ids` that the customer may know of, in the order asked.
    fn tracks<'a>(&'a self, customer: CustomerId, ids: &'a [TrackId]) -> Answer<'a, Vec<ShopTrack>>;
    /// Tracks that `text` may mean and the customer may know of, the likeliest first, at most `limit`.
    fn suggest<'a>(&'a self, customer: CustomerId, text: &'a str, limit: usize) -> Answer<'a, Vec<ShopTrack>>;
    /// A playlist of the shop, with its tracks in order.
    fn playlist(&self, id: PlaylistId) -> Answer<'_, Option<ShopPlaylist>>;
    /// How a customer is called among those they share playlists with: a first name and an initial.
    fn name(&self, customer: CustomerId) -> Answer<'_, Option<String>>;
}

/// A track as the shop sells it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ShopTrack {
    pub id: TrackId,
    pub title: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub genre: Option<String>,
    /// Place within its album, from 1.
    pub position: Option<u32>,
    /// Milliseconds.
    pub duration_ms: i64,
    pub cover_url: Option<String>,
    /// Cents of `currency`; `None` when it is not for sale.
    pub price_cents: Option<i64>,
    pub currency: Option<String>,
}

/// A playlist that the shop's editors keep.
#[derive(Debug, Clone)]
pub struct ShopPlaylist {
    pub id: PlaylistId,
    pub name: String,
    pub tracks: Vec<TrackId>,
}

/// No shop at all: a library on its own.
pub struct NoShop;

impl ShopFront for NoShop {
    fn tracks<'a>(&'a self, _: CustomerId, _: &'a [TrackId]) -> Answer<'a, Vec<ShopTrack>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn suggest<'a>(&'a self, _: CustomerId, _: &'a str, _: usize) -> Answer<'a, Vec<ShopTrack>> {
        Box::pin(async { Ok(Vec::new()) })
    }

    fn playlist(&self, _: PlaylistId) -> Answer<'_, Option<ShopPlaylist>> {
        Box::pin(async { Ok(None) })
    }

    fn name(&self, _: CustomerId) -> Answer<'_, Option<String>> {
        Box::pin(async { Ok(None) })
    }
}
