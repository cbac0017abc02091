//! Last.fm: both CSV files that exporters write, and saved answers of its API.

use std::io::Read;

use kernel::Timestamp;
use serde_json::Value;

use super::{
    Result, Rows,
    json_stream::{integer, shown, stream, text},
    source::Charset,
    tabular::Table,
    values::{self, DateOrder},
};
use crate::transfer::record::SongRecord;

pub fn read(mut input: Box<dyn Read + '_>, charset: Charset, rows: &mut Rows<'_>) -> Result<()> {
    let mut first = Vec::new();
    while first.last().is_none_or(u8::is_ascii_whitespace) {
        let mut byte = [0];
        if input.read(&mut byte)? == 0 {
            break;
        }
        first.push(byte[0]);
    }
    let json = matches!(first.last(), Some(b'{' | b'['));
    let all = std::io::Cursor::new(first).chain(input);
    if json { stream(all, &mut |path, value| element(path, &value, rows)) } else { table(Box::new(all), charset, rows) }
}

fn element(path: &str, value: &Value, rows: &mut Rows<'_>) -> Result<()> {
    match value {
        // A list of saved pages, or of lists of plays.
        Value::Array(items) => items.iter().try_for_each(|item| element(path, item, rows)),
        Value::Object(page) if page.contains_key("recenttracks") => {
            let tracks = page["recenttracks"].get("track").and_then(Value::as_array);
            tracks.into_iter().flatten().try_for_each(|track| api_play(track, rows))
        }
        Value::Object(page) if page.get("track").is_some_and(Value::is_array) => {
            page["track"].as_array().into_iter().flatten().try_for_each(|track| api_play(track, rows))
        }
        Value::Object(_) if path.is_empty() || path.ends_with("track") => api_play(value, rows),
        _ => Ok(()),
    }
}

/// Text of a member that is either text or an object with `#text` or `name`.
fn named(value: &Value, name: &str) -> Option<String> {
    text(value, name).or_else(|| value.get(name).and_then(|inner| text(inner, "#text").or_else(|| text(inner, "name"))))
}

fn api_play(value: &Value, rows: &mut Rows<'_>) -> Result<()> {
    let playing = value.get("@attr").and_then(|attr| attr.get("nowplaying")).is_some();
    if playing {
        rows.skip();
        return Ok(());
    }
    let seconds = value.get("date").and_then(|date| integer(date, "uts")).or_else(|| integer(value, "uts"));
    let (Some(title), Some(seconds)) = (named(value, "name"), seconds) else {
        return rows.bad("It has no name or no moment (“uts”).", shown(value));
    };
    let song = SongRecord {
        title,
        artist: named(value, "artist"),
        album: named(value, "album"),
        mbid: text(value, "mbid"),
        ..Default::default()
    };
    rows.play(song, Timestamp::from_seconds(seconds), None)
}

fn table(input: Box<dyn Read + '_>, charset: Charset, rows: &mut Rows<'_>) -> Result<()> {
    let mut table = Table::open(input, charset)?;
    let headed = table.place("uts").is_some();
    if table.sheet.header && !headed {
        // Without a header the first play was taken for one: it is a play.
        let first = table.sheet.first.clone();
        headless_play(&first.iter().map(String::as_str).collect::<Vec<_>>(), rows)?;
    } else if headed {
        rows.skip();
    }
    while table.advance()?.is_some() {
        if headed {
            headed_play(&mut table, rows)?;
        } else {
            let cells: Vec<String> = (0..4).map(|at| table.cell(at)).collect();
            headless_play(&cells.iter().map(String::as_str).collect::<Vec<_>>(), rows)?;
        }
    }
    Ok(())
}

fn headed_play(table: &mut Table<'_>, rows: &mut Rows<'_>) -> Result<()> {
    let (title, uts) = (table.any(&["track"]), table.any(&["uts"]).and_then(|uts| uts.parse().ok()));
    let (Some(title), Some(seconds)) = (title, uts) else {
        let shown = table.shown();
        return rows.bad("It has no track or no moment (“uts”).", shown);
    };
    let song = SongRecord {
        title,
        artist: table.any(&["artist"]),
        album: table.any(&["album"]),
        mbid: table.any(&["track_mbid"]),
        ..Default::default()
    };
    rows.play(song, Timestamp::from_seconds(seconds), None)
}

/// `artist,album,track,"19 Aug 2026, 20:48"`.
fn headless_play(cells: &[&str], rows: &mut Rows<'_>) -> Result<()> {
    let [artist, album, title, when] = cells else {
        return rows.bad("It does not have four cells: artist, album, track, moment.", cells.join(", "));
    };
    let Some(at) = values::moment(when, DateOrder::DayFirst) else {
        return rows.bad(format!("“{when}” is not a moment such as 19 Aug 2026, 20:48."), cells.join(", "));
    };
    let text = |cell: &str| (!cell.is_empty()).then(|| cell.to_owned());
    let song =
        SongRecord { title: (*title).to_owned(), artist: text(artist), album: text(album), ..Default::default() };
    rows.play(song, at, None)
}

/// Whether the cells of a first row are a play without a header.
pub fn is_headless_play(cells: &[String]) -> bool {
    cells.len() == 4 && cells[3].contains(':') && values::moment(&cells[3], DateOrder::DayFirst).is_some()
}
