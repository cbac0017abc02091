//! JSPF: XSPF in JSON. Locations and identifiers are lists, though some write one alone.

use std::io::Read;

use serde_json::Value;

use super::{
    ReadError, Result, Rows,
    json_stream::{integer, shown, stream, text},
    xspf::identify,
};
use crate::transfer::record::{EntryRef, PlaylistRecord, SongRecord};

pub fn read(input: impl Read, title: &str, rows: &mut Rows<'_>) -> Result<()> {
    let mut playlist = PlaylistRecord { name: title.to_owned(), ..Default::default() };
    let mut known = false;
    let read = stream(input, &mut |path, value| match (path, value) {
        ("playlist/title", Value::String(name)) => {
            known = true;
            playlist.name = name;
            Ok(())
        }
        ("playlist/annotation", Value::String(annotation)) => {
            playlist.description = Some(annotation);
            Ok(())
        }
        ("playlist/track", value) => {
            known = true;
            track(&value, &mut playlist.entries, rows)
        }
        _ => Ok(()),
    });
    if read.is_ok() && !known {
        return Err(ReadError::unreadable("There is no playlist in this JSON file."));
    }
    if !matches!(read, Err(ReadError::Stopped)) && known {
        rows.playlist(playlist)?;
    }
    read
}

fn track(value: &Value, entries: &mut Vec<EntryRef>, rows: &mut Rows<'_>) -> Result<()> {
    let key = (entries.len() + 1).to_string();
    let mut song = SongRecord {
        key: Some(key.clone()),
        title: text(value, "title").unwrap_or_default(),
        artist: text(value, "creator"),
        album: text(value, "album"),
        position: integer(value, "trackNum").and_then(|n| u32::try_from(n).ok()),
        duration_ms: integer(value, "duration"),
        cover_url: text(value, "image"),
        notes: text(value, "annotation"),
        ..Default::default()
    };
    let one = text(value, "identifier");
    let several = value.get("identifier").and_then(Value::as_array).into_iter().flatten();
    for identifier in several.filter_map(Value::as_str).map(str::to_owned).chain(one) {
        identify(&mut song, &identifier);
    }
    if song.title.is_empty() {
        let locations = value.get("location");
        let first = locations.and_then(|l| l.as_str().or_else(|| l.get(0)?.as_str())).unwrap_or_default();
        song.title = super::stem(&percent_encoding::percent_decode_str(first).decode_utf8_lossy());
    }
    entries.push(EntryRef::Song { song: key });
    rows.song(song, || shown(value))
}
