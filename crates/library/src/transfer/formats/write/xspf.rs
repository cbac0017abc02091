//! XSPF.

use std::io::{self, Write};

use super::{credit, identifiers, xml_text};
use crate::transfer::record::SongRecord;

pub fn head(title: &str, about: Option<&str>, out: &mut impl Write) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<playlist version=\"1\" xmlns=\"http://xspf.org/ns/0/\">\n",
    )?;
    element(out, "title", title)?;
    if let Some(about) = about {
        element(out, "annotation", about)?;
    }
    out.write_all(b"\n<trackList>\n")
}

pub fn song(song: &SongRecord, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"<track>")?;
    for identifier in identifiers(song) {
        element(out, "identifier", &identifier)?;
    }
    element(out, "title", &song.title)?;
    let texts = [("creator", credit(song)), ("annotation", song.notes.clone()), ("image", song.cover_url.clone())];
    for (name, value) in texts.into_iter().chain([("album", song.album.clone())]) {
        if let Some(value) = value {
            element(out, name, &value)?;
        }
    }
    if let Some(position) = song.position {
        element(out, "trackNum", &position.to_string())?;
    }
    if let Some(ms) = song.duration_ms {
        element(out, "duration", &ms.to_string())?;
    }
    out.write_all(b"</track>\n")
}

fn element(out: &mut impl Write, name: &str, text: &str) -> io::Result<()> {
    write!(out, "<{name}>{}</{name}>", xml_text(text))
}

pub fn tail(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"</trackList>\n</playlist>\n")
}
