//! The listener's collection, kept in the single table: everything bought, typed in, imported or
//! uploaded, with ratings, notes and playlists.
//!
//! A write goes to the table and then to the collection's search index, and returns when both have
//! it: whoever wrote sees it in the next list. Lists, filters, counts and suggestions come from the
//! index; the songs themselves always from the table.
//!
//! Its rooms:
//!
//! - [`keys`]: every key of the table, beside the access pattern it serves.
//! - [`collections`]: the index of each listener's songs, and the turn to write them.
//! - [`songs`]: a song; many at once; duplicates; covers; taking changes back; what was bought.
//! - [`browse`]: lists, filters with counts, artists, albums, suggestions.
//! - [`playlists`]: playlists, places in them, rules of smart ones.
//! - [`social`]: links, invitations, people who take part, public pages.
//! - [`transfer`]: import and export in the formats listeners have.
//!
//! The library never sees the shop. What was bought arrives as an event that the composition root
//! translates into [`songs::Bought`]; what it asks of the shop goes through [`shop::ShopFront`].

pub mod browse;
pub mod collections;
mod error;
pub mod keys;
pub mod playlists;
pub mod shop;
pub mod social;
pub mod songs;
pub mod transfer;

use std::{path::PathBuf, sync::Arc};

use blobs::Blobs;
use kernel::{Clock, Random};
use table::Table;
use utoipa_axum::router::OpenApiRouter;

pub use collections::Collections;
pub use error::{Error, Result};
use shop::ShopFront;

/// What the library's handlers need.
#[derive(Clone)]
pub struct Library {
    pub table: Table,
    pub collections: Collections,
    /// Covers that listeners sent.
    pub blobs: Blobs,
    pub shop: Arc<dyn ShopFront>,
    /// Files that are being imported, and reports of what became of them.
    pub folder: Arc<PathBuf>,
    /// Links to playlists begin with it; no slash at its end.
    pub public_url: Arc<str>,
    pub clock: Clock,
    pub random: Random,
}

/// Routes below `/api/v1`.
pub fn router() -> OpenApiRouter<Library> {
    OpenApiRouter::new()
        .merge(songs::router())
        .merge(browse::router())
        .merge(playlists::router())
        .merge(social::router())
        .merge(transfer::router())
}
