//! CSV with every field of a song. Cells that a spreadsheet would run are made harmless.

use std::io::{self, Write};

use super::super::{tabular::neutral, values};
use crate::transfer::record::SongRecord;

/// The header; the reader guesses every column from it.
const COLUMNS: [&str; 24] = [
    "id",
    "title",
    "artist",
    "artists",
    "album",
    "album_artist",
    "year",
    "genres",
    "duration_ms",
    "disc",
    "position",
    "composer",
    "cover_url",
    "rating (1-10)",
    "favourite",
    "notes",
    "tags",
    "source",
    "play_count",
    "last_played_at",
    "added_at",
    "isrc",
    "mbid",
    "shop_track_id",
];

pub fn head(out: &mut impl Write) -> io::Result<()> {
    row(out, COLUMNS.map(str::to_owned))
}

pub fn song(song: &SongRecord, out: &mut impl Write) -> io::Result<()> {
    fn text(value: Option<&String>) -> String {
        value.map(|text| neutral(text).into_owned()).unwrap_or_default()
    }
    fn shown(value: Option<impl ToString>) -> String {
        value.map(|value| value.to_string()).unwrap_or_default()
    }
    let list = |values: &[String]| neutral(&values::join(values)).into_owned();
    row(
        out,
        [
            shown(song.id),
            neutral(&song.title).into_owned(),
            text(song.artist.as_ref()),
            list(&song.artists),
            text(song.album.as_ref()),
            text(song.album_artist.as_ref()),
            shown(song.year),
            list(&song.genres),
            shown(song.duration_ms),
            shown(song.disc),
            shown(song.position),
            text(song.composer.as_ref()),
            text(song.cover_url.as_ref()),
            shown(song.rating),
            if song.favourite { "yes" } else { "no" }.to_owned(),
            text(song.notes.as_ref()),
            list(&song.tags),
            text(song.source.as_ref()),
            song.play_count.to_string(),
            shown(song.last_played_at),
            shown(song.added_at),
            text(song.isrc.as_ref()),
            text(song.mbid.as_ref()),
            shown(song.track_id),
        ],
    )
}

fn row<const N: usize>(out: &mut impl Write, cells: [String; N]) -> io::Result<()> {
    for (n, cell) in cells.iter().enumerate() {
        if n > 0 {
            out.write_all(b",")?;
        }
        if cell.contains([',', '"', '\n', '\r', ';', '\t']) {
            write!(out, "\"{}\"", cell.replace('"', "\"\""))?;
        } else {
            out.write_all(cell.as_bytes())?;
        }
    }
    out.write_all(b"\r\n")
}
