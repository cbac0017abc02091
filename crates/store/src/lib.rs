//! The shop: its catalogue, customers, carts, orders and playlists.
//!
//! A folder is a feature and has three doors: `mod.rs` (types and rules), `queries` (SQL) and
//! `http.rs` (handlers and routes).

pub mod catalog;
pub mod import;
pub mod playlists;

/// The tables of this crate.
pub fn schema() -> sql::Schema {
    sql::Schema { sqlite: sqlx::migrate!("migrations/sqlite"), postgres: sqlx::migrate!("migrations/postgres") }
}
