//! Readers and writers of every format listeners bring: pure, streaming, bounded. A reader takes
//! the bytes and calls back for each row; a writer takes records and gives bytes. Nothing here
//! knows a table, an owner or a runtime.

mod apple;
pub mod archive;
pub mod columns;
mod detect;
mod discogs;
mod exportify;
mod itunes;
mod json;
mod json_stream;
mod jspf;
mod lastfm;
mod listenbrainz;
mod m3u;
mod rekordbox;
pub mod source;
mod spotify;
pub mod tabular;
pub mod values;
mod write;
mod xml;
mod xspf;

use std::{
    io::{self, Read, Seek},
    ops::ControlFlow,
};

use serde::{Deserialize, Serialize};

pub use self::{
    detect::detect,
    tabular::{Mapping, Sheet},
    write::{ExportFormat, Exporter},
};
use super::record::{BadRow, PlaylistRecord, Record, Row, SongRecord};

/// A format that can be imported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum Format {
    Csv,
    /// Our own, or a list of objects with the same names as columns of a CSV would have.
    Json,
    SpotifyLibrary,
    SpotifyHistory,
    Exportify,
    Itunes,
    Lastfm,
    Listenbrainz,
    Discogs,
    Rekordbox,
    M3u,
    Xspf,
    Jspf,
    AppleActivity,
}

/// Why a file could not be read to its end. Rows that came before stay good.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Nothing, or nothing more, can be read: what is wrong and what to do.
    #[error("{0}")]
    Unreadable(String),
    /// The callback wanted no more.
    #[error("Reading was stopped.")]
    Stopped,
    /// The bytes themselves could not be had.
    #[error("The file could not be read: {0}")]
    Io(io::Error),
}

impl ReadError {
    pub fn unreadable(reason: impl Into<String>) -> Self {
        Self::Unreadable(reason.into())
    }
}

impl From<io::Error> for ReadError {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Self::Unreadable(error.to_string()),
            io::ErrorKind::UnexpectedEof => {
                Self::unreadable("The file ends in the middle. Get it again: it was probably cut while it was copied.")
            }
            _ => Self::Io(error),
        }
    }
}

pub type Result<T> = std::result::Result<T, ReadError>;

/// What a reader tells its caller for each row.
pub type Sink<'a> = dyn FnMut(std::result::Result<Row, BadRow>) -> ControlFlow<()> + 'a;

/// Where a reader puts its rows: counts them, tidies songs, turns faults into bad rows.
pub struct Rows<'a> {
    row: u64,
    sink: &'a mut Sink<'a>,
}

impl<'a> Rows<'a> {
    pub fn new(sink: &'a mut Sink<'a>) -> Self {
        Self { row: 0, sink }
    }

    /// The number of the row that was given last.
    pub fn row(&self) -> u64 {
        self.row
    }

    /// A row that is no music of the listener: counted, not told.
    pub fn skip(&mut self) {
        self.row += 1;
    }

    pub fn song(&mut self, song: SongRecord, text: impl FnOnce() -> String) -> Result<()> {
        match song.tidy() {
            Ok(song) => self.give(Record::Song(song)),
            Err(reason) => self.bad(reason, text()),
        }
    }

    pub fn play(&mut self, song: SongRecord, at: kernel::Timestamp, ms_played: Option<i64>) -> Result<()> {
        let text = format!("{at} {}", song.title);
        match song.tidy() {
            Ok(song) => self.give(Record::Play { song, at, ms_played }),
            Err(reason) => self.bad(reason, text),
        }
    }

    pub fn playlist(&mut self, mut playlist: PlaylistRecord) -> Result<()> {
        playlist.name = playlist.name.trim().chars().filter(|c| !c.is_control()).take(200).collect();
        if playlist.name.is_empty() {
            playlist.name = "Imported playlist".to_owned();
        }
        self.give(Record::Playlist(playlist))
    }

    pub fn bad(&mut self, reason: impl Into<String>, text: impl Into<String>) -> Result<()> {
        self.row += 1;
        let text: String = text.into();
        let text = text.chars().filter(|c| !c.is_control()).take(200).collect();
        self.tell(Err(BadRow { row: self.row, reason: reason.into(), text }))
    }

    fn give(&mut self, record: Record) -> Result<()> {
        self.row += 1;
        self.tell(Ok(Row { row: self.row, record }))
    }

    fn tell(&mut self, row: std::result::Result<Row, BadRow>) -> Result<()> {
        match (self.sink)(row) {
            ControlFlow::Continue(()) => Ok(()),
            ControlFlow::Break(()) => Err(ReadError::Stopped),
        }
    }
}

/// Reads `source`, which is in `format`, and calls `sink` for every row. `mapping` says what the
/// columns of a CSV hold; without it they are guessed. `name` names a playlist whose file does not.
///
/// `Err(Unreadable)` says why nothing (more) could be read; what was told before is good.
pub fn read<'a>(
    format: Format,
    name: &str,
    mut source: impl Read + Seek,
    mapping: Option<&Mapping>,
    sink: &'a mut Sink<'a>,
) -> Result<()> {
    let mut rows = Rows::new(sink);
    source.rewind()?;
    let head = source::head(&mut source)?;
    source.rewind()?;
    if archive::is_zip(&head) {
        return archive::read(format, source, &mut rows);
    }
    read_plain(format, name, source, mapping, &mut rows)
}

/// Reads one file that is no archive.
pub(crate) fn read_plain(
    format: Format,
    name: &str,
    mut source: impl Read,
    mapping: Option<&Mapping>,
    rows: &mut Rows<'_>,
) -> Result<()> {
    let head = source::head(&mut source)?;
    let legacy = source::Charset::of(&head);
    let input = source::as_utf8(head, source);
    let title = stem(name);
    match format {
        Format::Csv => tabular::read(input, legacy, mapping, rows),
        Format::Json => json::read(input, mapping, rows),
        Format::SpotifyLibrary => spotify::library(input, name, rows),
        Format::SpotifyHistory => spotify::history(input, rows),
        Format::Exportify => exportify::read(input, legacy, &title, rows),
        Format::Itunes => itunes::read(input, rows),
        Format::Lastfm => lastfm::read(input, legacy, rows),
        Format::Listenbrainz => listenbrainz::read(input, name, rows),
        Format::Discogs => discogs::read(input, legacy, rows),
        Format::Rekordbox => rekordbox::read(input, rows),
        Format::M3u => m3u::read(input, legacy, &title, rows),
        Format::Xspf => xspf::read(input, &title, rows),
        Format::Jspf => jspf::read(input, &title, rows),
        Format::AppleActivity => apple::read(input, legacy, rows),
    }
}

/// A file's name without folders and its last extension.
pub fn stem(name: &str) -> String {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).replace('_', " ").trim().to_owned()
}
