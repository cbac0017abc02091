//! The catalogue as a table: written as CSV, changed elsewhere, read again.
//!
//! A row with an `id` is that track; only columns that are there are compared, so that a file of two columns changes one
//! thing. A row without an `id` adds a draft. What a file would do is shown first, with each bad row and its reason;
//! applying it does all of that or nothing.

pub mod http;
mod plan;
mod queries;
mod rows;

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// Columns, in the order they are written.
pub(crate) const COLUMNS: [&str; 13] = [
    "id",
    "title",
    "artist",
    "album",
    "position",
    "disc",
    "year",
    "genre",
    "media_type",
    "composer",
    "duration_ms",
    "price",
    "state",
];

/// Bytes and rows of a file that is read.
pub(crate) const LARGEST: usize = 8 * 1024 * 1024;
pub(crate) const MOST_ROWS: usize = 20_000;
/// Bad rows and examples that are shown.
const SHOWN: usize = 100;

/// What a file would do.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct CatalogueImport {
    pub id: String,
    pub rows: i64,
    pub created: i64,
    pub updated: i64,
    pub unchanged: i64,
    pub bad: i64,
    /// The first hundred bad rows.
    pub errors: Vec<RowError>,
    /// The first hundred changes.
    pub changes: Vec<RowChange>,
    /// The first hundred artists, albums and genres that would be added.
    pub new_names: Vec<String>,
    /// Whether it was applied.
    pub applied: bool,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowError {
    /// In the file, the head being 1.
    pub line: i64,
    pub column: String,
    pub message: String,
}

#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, ToSchema)]
pub struct RowChange {
    pub line: i64,
    /// Empty: a new track.
    pub track_id: Option<i64>,
    pub title: String,
    /// `price: 0.99 → 1.29`.
    pub changes: Vec<String>,
}
