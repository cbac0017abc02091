//! Writers: a head, each song, each playlist, a tail. What is written can be read again by the
//! reader of the same format; how much of a song it carries is the format's own bound.

mod csv;
mod itunes;
mod json;
mod jspf;
mod m3u;
mod xspf;

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use kernel::Timestamp;
use serde::{Deserialize, Serialize};

use crate::transfer::record::{PlaylistRecord, SongRecord};

/// A format that can be exported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
pub enum ExportFormat {
    /// Songs with every field; opens in spreadsheets.
    Csv,
    /// Songs and playlists with everything.
    Json,
    M3u8,
    Xspf,
    Jspf,
    Itunes,
}

impl ExportFormat {
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8",
            Self::Json => "application/json",
            Self::M3u8 => "audio/x-mpegurl; charset=utf-8",
            Self::Xspf => "application/xspf+xml",
            Self::Jspf => "application/jspf+json",
            Self::Itunes => "application/xml",
        }
    }

    pub fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Json => "json",
            Self::M3u8 => "m3u8",
            Self::Xspf => "xspf",
            Self::Jspf => "jspf",
            Self::Itunes => "xml",
        }
    }

    /// Whether a file of this format holds playlists beside the songs.
    pub fn has_playlists(self) -> bool {
        matches!(self, Self::Json | Self::Itunes)
    }
}

/// Writes one file: [`Exporter::begin`], then songs, then playlists, then [`Exporter::finish`].
/// Playlists name songs by their [`SongRecord::key`], or else their id.
pub struct Exporter<W> {
    format: ExportFormat,
    out: W,
    songs: u64,
    playlists: u64,
    /// Folders of playlists that were written, by their whole path.
    folders: BTreeSet<String>,
}

impl<W: Write> Exporter<W> {
    /// Writes the head. `title` names the playlist in formats that hold one, `about` describes it.
    pub fn begin(
        format: ExportFormat,
        title: &str,
        about: Option<&str>,
        now: Timestamp,
        mut out: W,
    ) -> io::Result<Self> {
        match format {
            ExportFormat::Csv => csv::head(&mut out)?,
            ExportFormat::Json => json::head(now, &mut out)?,
            ExportFormat::M3u8 => m3u::head(title, &mut out)?,
            ExportFormat::Xspf => xspf::head(title, about, &mut out)?,
            ExportFormat::Jspf => jspf::head(title, about, &mut out)?,
            ExportFormat::Itunes => itunes::head(now, &mut out)?,
        }
        Ok(Self { format, out, songs: 0, playlists: 0, folders: BTreeSet::new() })
    }

    pub fn song(&mut self, song: &SongRecord) -> io::Result<()> {
        let (first, out) = (self.songs == 0, &mut self.out);
        match self.format {
            ExportFormat::Csv => csv::song(song, out)?,
            ExportFormat::Json => json::element(song, first, out)?,
            ExportFormat::M3u8 => m3u::song(song, out)?,
            ExportFormat::Xspf => xspf::song(song, out)?,
            ExportFormat::Jspf => jspf::song(song, first, out)?,
            ExportFormat::Itunes => itunes::song(song, out)?,
        }
        self.songs += 1;
        Ok(())
    }

    /// After the last song; passed over by formats that hold none.
    pub fn playlist(&mut self, playlist: &PlaylistRecord) -> io::Result<()> {
        let first = self.playlists == 0;
        match self.format {
            ExportFormat::Json => {
                if first {
                    json::between(&mut self.out)?;
                }
                json::element(playlist, first, &mut self.out)?;
            }
            ExportFormat::Itunes => {
                if first {
                    itunes::between(&mut self.out)?;
                }
                itunes::playlist(playlist, self.playlists, &mut self.folders, &mut self.out)?;
            }
            _ => return Ok(()),
        }
        self.playlists += 1;
        Ok(())
    }

    /// Writes the tail and gives the writer back.
    pub fn finish(mut self) -> io::Result<W> {
        let out = &mut self.out;
        match self.format {
            ExportFormat::Csv | ExportFormat::M3u8 => {}
            ExportFormat::Json => {
                if self.playlists == 0 {
                    json::between(out)?;
                }
                json::tail(out)?;
            }
            ExportFormat::Xspf => xspf::tail(out)?,
            ExportFormat::Jspf => jspf::tail(out)?,
            ExportFormat::Itunes => {
                if self.playlists == 0 {
                    itunes::between(out)?;
                }
                itunes::tail(out)?;
            }
        }
        Ok(self.out)
    }

    /// What has been written so far, to be sent on.
    pub fn out(&mut self) -> &mut W {
        &mut self.out
    }
}

/// The credit as it is shown: the joined one, else the artists one after the other.
fn credit(song: &SongRecord) -> Option<String> {
    song.artist.clone().or_else(|| (!song.artists.is_empty()).then(|| song.artists.join(", ")))
}

/// What playlists of the same file call a song.
fn key(song: &SongRecord) -> Option<String> {
    song.id.map(|id| id.to_string()).or_else(|| song.key.clone())
}

/// Text of XML: the five entities, and nothing that XML 1.0 cannot hold.
fn xml_text(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' | '\t' => out.push(c),
            c if c.is_control() || matches!(c, '\u{FFFE}' | '\u{FFFF}') => {}
            c => out.push(c),
        }
    }
    out
}

/// The shop's own address of a recording at MusicBrainz, as playlists identify songs.
fn identifiers(song: &SongRecord) -> Vec<String> {
    let mbid = song.mbid.as_ref().map(|mbid| format!("https://musicbrainz.org/recording/{mbid}"));
    let isrc = song.isrc.as_ref().map(|isrc| format!("urn:isrc:{isrc}"));
    mbid.into_iter().chain(isrc).collect()
}
