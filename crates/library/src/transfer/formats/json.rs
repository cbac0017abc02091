//! Our own JSON, which carries everything, and lists of objects whose members are named as the
//! columns of a CSV would be.

use std::io::Read;

use serde_json::Value;

use super::{
    ReadError, Result, Rows,
    columns::{self, Column, Field},
    json_stream::{self, shown},
    tabular::Mapping,
    values,
};
use crate::transfer::record::{PlaylistRecord, SongRecord};

/// What the first member of our own files says.
pub const MARK: &str = "chinook-library";

pub fn read(input: impl Read, mapping: Option<&Mapping>, rows: &mut Rows<'_>) -> Result<()> {
    let mut ours = false;
    let mut any = false;
    json_stream::stream(input, &mut |path, value| match (path, &value) {
        ("format", Value::String(mark)) => {
            ours = mark == MARK;
            Ok(())
        }
        (_, Value::Object(_)) if ours => {
            any = true;
            our_element(path, value, rows)
        }
        ("" | "songs" | "tracks" | "items" | "library", Value::Object(_)) => {
            any = true;
            foreign(&value, mapping, rows)
        }
        _ => Ok(()),
    })?;
    if any || ours {
        return Ok(());
    }
    Err(ReadError::unreadable("There is no list of songs in this JSON file. Expected a list, or a member “songs”."))
}

fn our_element(path: &str, value: Value, rows: &mut Rows<'_>) -> Result<()> {
    let text = shown(&value);
    let wrong = |error: serde_json::Error| format!("It is not as an export writes it: {error}.");
    match path {
        "songs" => match serde_json::from_value::<SongRecord>(value) {
            Ok(mut song) => {
                song.key = song.id.map(|id| id.to_string());
                rows.song(song, || text)
            }
            Err(error) => rows.bad(wrong(error), text),
        },
        "playlists" => match serde_json::from_value::<PlaylistRecord>(value) {
            Ok(playlist) => rows.playlist(playlist),
            Err(error) => rows.bad(wrong(error), text),
        },
        _ => Ok(()),
    }
}

fn foreign(value: &Value, mapping: Option<&Mapping>, rows: &mut Rows<'_>) -> Result<()> {
    match foreign_song(value, mapping) {
        Ok(song) => rows.song(song, || shown(value)),
        Err(reason) => rows.bad(reason, shown(value)),
    }
}

fn foreign_song(value: &Value, mapping: Option<&Mapping>) -> std::result::Result<SongRecord, String> {
    let members: Vec<(&String, &Value)> = value.as_object().into_iter().flatten().collect();
    let names: Vec<String> = members.iter().map(|(name, _)| (*name).clone()).collect();
    let mut song = SongRecord::default();
    for ((name, value), guessed) in members.into_iter().zip(columns::guess(&names)) {
        let field = match mapping.and_then(|mapping| mapping.get(name)) {
            Some(chosen) => chosen.as_deref().and_then(Field::named),
            None => guessed,
        };
        let (Some(field), Some(cell)) = (field, cell(value)) else { continue };
        Column::new(field, name, std::slice::from_ref(&cell)).put(&mut song, &cell)?;
    }
    Ok(song)
}

/// A member as a cell would hold it.
fn cell(value: &Value) -> Option<String> {
    match value {
        Value::Null => None,
        Value::String(text) => Some(text.clone()),
        Value::Bool(flag) => Some(if *flag { "yes" } else { "no" }.to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let name = |item: &Value| cell(item).or_else(|| json_stream::text(item, "name"));
            Some(values::join(&items.iter().filter_map(name).collect::<Vec<_>>()))
        }
        Value::Object(_) => json_stream::text(value, "name").or_else(|| json_stream::text(value, "title")),
    }
}
