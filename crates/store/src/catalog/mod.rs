//! The catalogue: artists, albums, tracks, genres, media types.
//!
//! Everything a list sorts or shows is stored with the row (sort keys, counts, prices, units
//! sold), so that a list is one walk along one index. [`recount`] derives those columns from the
//! tracks; whoever changes tracks calls it in the same transaction. Popularity follows sales a
//! moment later: [`add_sales`] is for the handler of the paid order's event, not for the paid
//! transaction itself, because a best-seller's row would make buyers wait for each other.

pub mod admin;
pub(crate) mod here;
pub mod http;
mod names;
mod offers;
mod pages;
pub(crate) mod queries;
mod sort;
mod state;
pub mod transfer;
pub(crate) mod types;

pub use names::{fold, joined_key, sort_key};
pub use offers::{ItemKind, Offer, offers, price_of};
pub use queries::{
    Scope, add_sales, albums_by_ids, artists_by_ids, genres_by_ids, is_empty, known_tracks, recount, recount_within,
    search_docs, tracks_by_ids, tracks_of_albums, version,
};
pub use sort::{
    AlbumSort, ArtistSort, CatalogueAlbumSort, CatalogueArtistSort, CatalogueTrackSort, Key, Mark, Slice, TrackSort,
};
pub use state::ReleaseState;
pub use types::*;

/// An album of at least this many tracks costs less than its tracks together …
pub const ALBUM_DISCOUNT_FROM_TRACKS: i64 = 4;
/// … by this much, halves of a cent rounded up, unless staff gave the album a price of its own.
pub const ALBUM_DISCOUNT_PERCENT: i64 = 10;

/// Whether a sale has begun or ended that lists and pages do not show yet; brings them in line. For the job loop.
pub async fn apply_sales(shop: &crate::Shop, now: kernel::Timestamp) -> Result<bool, sql::Error> {
    if !queries::sales::are_due(&mut shop.db.read().await?, now).await? {
        return Ok(false);
    }
    let mut tx = shop.db.begin().await?;
    queries::bump(&mut tx).await?;
    queries::sales::apply(&mut tx, now).await?;
    tx.commit().await?;
    Ok(true)
}
