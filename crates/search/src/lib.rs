//! The index port. It has two rooms: this one, full-text search and suggestions over a catalogue of
//! artists, albums and tracks, and [`collection`], the index of one listener's songs, which sorts,
//! filters, counts, groups and finds duplicates as well, and reads the library's query language.
//!
//! It knows nothing of the shop's tables. Whoever owns the data feeds it [`Doc`]s, all at once with
//! [`Index::replace_all`] or one by one with [`Index::apply`], and gets ids back.
//!
//! What every back end promises:
//!
//! - **Every word counts.** A document matches when each word of the query begins or is a word of its
//!   name, artist, album or composer (only the last word may be unfinished). Accents, case and
//!   punctuation do not matter in either direction; "&", "n" and "and" are one word.
//! - **Forgiving only when needed.** Where hardly anything matches as typed, words of 4 letters and
//!   more may have one typo, of 8 and more two; where still nothing does, fewer words may match.
//! - **Order.** The exact name first, then names that begin with the query, then all words (name
//!   before artist before album before composer), then typos; among equals, units sold.
//! - **Reads see writes.** When a write returns, the next search sees it. A reader never sees half of
//!   a rebuild.
//! - **Disposable.** An index that is damaged or made by another version is thrown away on opening,
//!   and [`Index::needs_rebuild`] says that it must be filled again.
//!
//! All calls block: searches for well under a millisecond, writes for as long as a disk takes. Call
//! the writes from a thread that may wait.

pub mod collection;
mod highlight;
mod model;
mod question;
mod spelling;
mod suggest;
mod tantivy;
mod words;

pub use model::{Change, Doc, Genre, GenreCount, HighlightPart, Hit, Kind, KindCount, Query, Results, Suggestion};
pub use tantivy::{Error, Index};
