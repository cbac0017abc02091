//! JSPF.

use std::io::{self, Write};

use serde_json::{Map, Value};

use super::{credit, identifiers};
use crate::transfer::record::SongRecord;

pub fn head(title: &str, about: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    write!(out, "{{\"playlist\":{{\"title\":{},", Value::from(title))?;
    if let Some(about) = about {
        write!(out, "\"annotation\":{},", Value::from(about))?;
    }
    out.write_all(b"\"track\":[")
}

pub fn song(song: &SongRecord, first: bool, out: &mut impl Write) -> io::Result<()> {
    let mut track = Map::new();
    track.insert("title".into(), song.title.clone().into());
    let texts = [
        ("creator", credit(song)),
        ("album", song.album.clone()),
        ("image", song.cover_url.clone()),
        ("annotation", song.notes.clone()),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            track.insert(name.into(), value.into());
        }
    }
    if let Some(position) = song.position {
        track.insert("trackNum".into(), position.into());
    }
    if let Some(ms) = song.duration_ms {
        track.insert("duration".into(), ms.into());
    }
    let identifiers = identifiers(song);
    if !identifiers.is_empty() {
        track.insert("identifier".into(), identifiers.into());
    }
    out.write_all(if first { b"\n" } else { b",\n" })?;
    Ok(serde_json::to_writer(out, &track)?)
}

pub fn tail(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"]}}\n")
}
