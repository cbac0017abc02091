//! XSPF: a playlist in XML.

use std::io::Read;

use super::{
    ReadError, Result, Rows, values,
    xml::{Node, Xml},
};
use crate::transfer::record::{EntryRef, PlaylistRecord, SongRecord};

pub fn read(input: impl Read, title: &str, rows: &mut Rows<'_>) -> Result<()> {
    let mut xml = Xml::new(input);
    match xml.next()? {
        Node::Start(root) if root.name == "playlist" => {}
        _ => return Err(ReadError::unreadable("This XML is no XSPF playlist.")),
    }
    let mut playlist = PlaylistRecord { name: title.to_owned(), ..Default::default() };
    let read = body(&mut xml, &mut playlist, rows);
    if !matches!(read, Err(ReadError::Stopped)) {
        rows.playlist(playlist)?;
    }
    read
}

fn body<R: Read>(xml: &mut Xml<R>, playlist: &mut PlaylistRecord, rows: &mut Rows<'_>) -> Result<()> {
    loop {
        match xml.next()? {
            Node::Start(e) => match e.name.as_str() {
                "title" => playlist.name = xml.text()?,
                "annotation" => playlist.description = Some(xml.text()?),
                "trackList" => {}
                "track" => track(xml, &mut playlist.entries, rows)?,
                _ => xml.skip()?,
            },
            Node::End => {}
            Node::Eof => return Ok(()),
        }
    }
}

fn track<R: Read>(xml: &mut Xml<R>, entries: &mut Vec<EntryRef>, rows: &mut Rows<'_>) -> Result<()> {
    let key = (entries.len() + 1).to_string();
    let mut song = SongRecord { key: Some(key.clone()), ..Default::default() };
    let mut location = String::new();
    while let Node::Start(e) = xml.next()? {
        let text = if e.name == "extension" { xml.skip().map(|()| String::new())? } else { xml.text()? };
        match e.name.as_str() {
            "title" => song.title = text,
            "creator" => song.artist = Some(text),
            "album" => song.album = Some(text),
            "trackNum" => song.position = values::whole(&text).and_then(|n| u32::try_from(n).ok()),
            "duration" => song.duration_ms = values::duration(&text, values::Unit::Milliseconds),
            "image" => song.cover_url = Some(text),
            "annotation" => song.notes = Some(text),
            "identifier" => identify(&mut song, &text),
            "location" => location = text,
            _ => {}
        }
    }
    if song.title.is_empty() && !location.is_empty() {
        song.title = super::stem(&percent_encoding::percent_decode_str(&location).decode_utf8_lossy());
    }
    entries.push(EntryRef::Song { song: key });
    rows.song(song, || location)
}

/// Reads what an identifier says: a recording at MusicBrainz or an ISRC.
pub fn identify(song: &mut SongRecord, identifier: &str) {
    if let Some((_, mbid)) = identifier.split_once("musicbrainz.org/recording/") {
        song.mbid = Some(mbid.trim_matches('/').to_owned());
    } else if let Some(isrc) = identifier.strip_prefix("urn:isrc:").or_else(|| identifier.strip_prefix("isrc:")) {
        song.isrc = Some(isrc.to_owned());
    }
}
