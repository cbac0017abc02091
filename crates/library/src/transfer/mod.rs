//! Import and export: everything goes in and out, in the formats listeners have.
//!
//! A file that comes in is kept below the library's folder, looked at, shown as it would come out,
//! and then taken in by a job in the background: a thread reads rows ([`reading`]), each batch is
//! compared with what is there ([`matching`]) and written to table and index ([`job`]). After each
//! batch the job notes how far it is, and before each what the batch will change ([`files::Log`]):
//! so an interrupted import takes back the batch it was in and goes on, and a whole import can be
//! undone.

mod export;
mod files;
pub mod formats;
mod http;
mod indexer;
mod intake;
mod job;
mod matching;
mod preview;
pub mod queries;
mod reading;
pub mod record;
mod record_song;
mod seen;
mod undo;

use std::collections::BTreeMap;

use kernel::{CustomerId, ImportId, Timestamp};
use serde::{Deserialize, Serialize};

use self::formats::{Format, Mapping, ReadError};
pub use self::{
    export::{ExportRequest, export},
    files::LARGEST,
    http::router,
    intake::{bring, forget, forget_all, register},
    job::{resume, run, start},
    preview::{Preview, preview},
    undo::{stop, undo},
};
use crate::Error;

/// Where an import stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ImportState {
    /// The file is there; nothing of it is in the library.
    Ready,
    Running,
    Done,
    /// It stopped on its own; `error` says why. What came before is in the library.
    Failed,
    Undoing,
    Undone,
}

/// What became of the rows of a file.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Counts {
    pub new: u64,
    /// They are in the library already.
    pub matched: u64,
    /// They stand earlier in the same file.
    pub duplicate: u64,
    pub bad: u64,
    /// New, though something much alike is in the library.
    pub unsure: u64,
    pub playlists: u64,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(as = ImportColumn)]
pub struct ColumnView {
    pub name: String,
    /// The first values.
    pub samples: Vec<String>,
    /// The field of a song it seems to hold; `null`: none.
    pub field: Option<String>,
}

/// A file that was brought, and what became of it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Import {
    pub id: ImportId,
    /// The file's name.
    pub name: String,
    pub bytes: u64,
    pub format: Format,
    pub state: ImportState,
    /// Of a CSV, as guessed; `null` for other formats.
    pub columns: Option<Vec<ColumnView>>,
    /// Rows in the file, as far as they were counted.
    pub rows: u64,
    /// Rows that are dealt with.
    pub done: u64,
    pub counts: Option<Counts>,
    pub error: Option<String>,
    pub created_at: Timestamp,
    pub finished_at: Option<Timestamp>,
}

/// What to do with songs that are in the library already.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum OnMatch {
    Skip,
    /// Fill what they lack, and take over plays and favourites.
    #[default]
    Fill,
}

/// What a person says about one row.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = ImportDecision)]
pub enum Decision {
    /// It is a song of its own.
    New,
    /// It is the song that was proposed.
    Same,
    /// Leave it out.
    Skip,
}

/// How to take a file in.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(default, deny_unknown_fields)]
pub struct StartImport {
    /// Which field each column becomes; columns that are not named stay as guessed.
    pub mapping: Option<Mapping>,
    /// Keeps the mapping under this name for other files.
    pub save_mapping_as: Option<String>,
    pub matched: OnMatch,
    /// By row.
    pub decisions: BTreeMap<String, Decision>,
}

/// Most decisions of one import.
pub const MOST_DECISIONS: usize = 1_000;

/// How far a job is: rows and bytes of its files that are settled.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Checkpoint {
    pub row: u64,
    pub log: u64,
    pub report: u64,
}

/// An import as the table holds it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Job {
    pub import: Import,
    pub owner: CustomerId,
    #[serde(default)]
    pub how: StartImport,
    #[serde(default)]
    pub at: Checkpoint,
}

impl From<ReadError> for Error {
    fn from(error: ReadError) -> Self {
        match error {
            ReadError::Io(io) => Self::File(io),
            other => self::http::unreadable(other.to_string()).into(),
        }
    }
}
