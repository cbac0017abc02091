//! The listener's collection, kept in the single table. This is its first room: the songs that
//! were bought in the shop, listed and played.
//!
//! The library never sees the shop. What was bought arrives as an event that the composition root
//! translates into [`songs::Bought`].

pub mod keys;
pub mod songs;
pub mod transfer;

use kernel::{Clock, Random};
use table::Table;
use utoipa_axum::router::OpenApiRouter;

/// What the library's handlers need.
#[derive(Clone)]
pub struct Library {
    pub table: Table,
    pub clock: Clock,
    pub random: Random,
}

/// Routes below `/api/v1`.
pub fn router() -> OpenApiRouter<Library> {
    songs::router()
}
