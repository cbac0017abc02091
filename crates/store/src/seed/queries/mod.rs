//! SQL of the generator: what is there, and rows by the hundred thousand.

mod bulk;
mod read;

pub(super) use bulk::{Rows, begin_load, write};
pub(super) use read::{
    AlbumRow, TrackRow, albums, continue_invoices, count_sold, genres, highest, last_invoice, media_types, reps, tracks,
};
