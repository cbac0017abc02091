//! Discogs: a collection of releases, not of tracks. Each becomes one entry that bears the name of
//! the release, is tagged `release`, and keeps label, number, format and condition in its notes.

use std::io::Read;

use super::{
    Result, Rows,
    source::Charset,
    tabular::Table,
    values::{self, DateOrder},
};
use crate::transfer::record::SongRecord;

pub fn read(input: Box<dyn Read + '_>, charset: Charset, rows: &mut Rows<'_>) -> Result<()> {
    let mut table = Table::open(input, charset)?;
    rows.skip();
    while table.advance()?.is_some() {
        let song = song(&mut table);
        let shown = table.shown();
        rows.song(song, || shown)?;
    }
    Ok(())
}

fn song(table: &mut Table<'_>) -> SongRecord {
    let title = table.any(&["Title"]).unwrap_or_default();
    let artist = table.any(&["Artist"]).map(|artist| without_number(&artist));
    let folder = table.any(&["CollectionFolder"]).filter(|folder| folder != "Uncategorized" && folder != "All");
    SongRecord {
        album: Some(title.clone()),
        album_artist: artist.clone(),
        title,
        artist,
        // 0 stands for unknown.
        year: table.any(&["Released"]).and_then(|year| values::year(&year)).filter(|year| *year > 0),
        rating: table.any(&["Rating"]).and_then(|rating| values::rating(&rating, 5)).filter(|rating| *rating > 0),
        notes: notes(table),
        tags: std::iter::once("release".to_owned()).chain(folder).collect(),
        added_at: table.any(&["Date Added"]).and_then(|date| values::moment(&date, DateOrder::DayFirst)),
        ..Default::default()
    }
}

/// Discogs tells artists of one name apart by a number: `Nirvana (2)`.
fn without_number(artist: &str) -> String {
    let one = |name: &str| {
        let name = name.trim();
        match name.rsplit_once(" (") {
            Some((base, end)) if end.strip_suffix(')').is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit())) => {
                base.to_owned()
            }
            _ => name.to_owned(),
        }
    };
    artist.split(',').map(one).collect::<Vec<_>>().join(", ")
}

fn notes(table: &mut Table<'_>) -> Option<String> {
    let names = table.sheet.names.clone();
    let mut lines = Vec::new();
    for (at, name) in names.iter().enumerate() {
        let own = name.strip_prefix("Collection ");
        if own.is_none() && !matches!(name.as_str(), "Catalog#" | "Label" | "Format") {
            continue;
        }
        let cell = table.cell(at);
        if !cell.is_empty() {
            lines.push(format!("{}: {cell}", own.unwrap_or(name)));
        }
    }
    (!lines.is_empty()).then(|| lines.join("\n"))
}
