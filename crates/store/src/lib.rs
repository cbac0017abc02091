//! The shop: its catalogue, customers, carts, orders and playlists.
//!
//! A folder is a feature and has three doors: `mod.rs` (types and rules), `queries` (SQL) and
//! `http.rs` (handlers and routes).

pub mod audio;
pub mod audit;
pub mod books;
pub mod cart;
pub mod catalog;
mod codes;
mod crash;
pub mod customers;
pub mod discover;
pub mod download_codes;
pub mod gift_cards;
pub mod idempotency;
pub mod import;
pub mod inventory;
pub mod invoices;
pub mod orders;
pub mod playlists;
pub mod pricing;
pub mod promotions;
pub mod purchases;
pub mod reports;
pub mod seed;
mod shop;
pub mod staff;
pub mod support;
pub mod tax;
pub mod territories;
pub mod uploads;
pub mod views;

pub use crash::{CRASH_POINTS, crash_point};
pub use shop::{DEFAULT_ORDER_LIFETIME, Seller, Settings, Shop};

/// The tables of this crate.
pub fn schema() -> sql::Schema {
    sql::Schema { sqlite: sqlx::migrate!("migrations/sqlite"), postgres: sqlx::migrate!("migrations/postgres") }
}
