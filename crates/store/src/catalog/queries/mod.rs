//! SQL of the catalogue.

mod by_id;
mod details;
mod lists;
mod paging;
mod recount;
mod rows;
pub(crate) mod sales;
mod search;

pub(crate) use by_id::{ContentRow, OfferRow, album_offers, contents, track_offers};
pub use by_id::{albums_by_ids, artists_by_ids, genres_by_ids, known_tracks, tracks_by_ids, tracks_of_albums};
pub(crate) use details::*;
pub(crate) use lists::{AlbumFilter, ArtistFilter, TrackFilter, list_albums, list_artists, list_tracks};
pub(crate) use paging::{AnyRow, Keyed, fetch_by_ids};
pub(crate) use recount::bump;
pub use recount::{Scope, add_sales, is_empty, recount, recount_within, version};
pub(crate) use rows::{TRACK_COLUMNS, TRACK_JOINS, TrackRow};
pub use search::search_docs;
