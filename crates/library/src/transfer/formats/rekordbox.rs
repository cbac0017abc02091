//! Rekordbox: `DJ_PLAYLISTS`, a collection and a tree of playlists that name tracks by id or place.

use std::{collections::HashMap, io::Read};

use super::{
    ReadError, Result, Rows,
    values::{self, DateOrder, Unit},
    xml::{Element, Node, Xml},
};
use crate::transfer::record::{EntryRef, PlaylistRecord, SongRecord};

pub fn read(input: impl Read, rows: &mut Rows<'_>) -> Result<()> {
    let mut xml = Xml::new(input);
    match xml.next()? {
        Node::Start(root) if root.name == "DJ_PLAYLISTS" => {}
        _ => return Err(ReadError::unreadable("This XML is no collection of Rekordbox.")),
    }
    let mut places = HashMap::new();
    let mut folders: Vec<String> = Vec::new();
    loop {
        match xml.next()? {
            Node::Start(e) if e.name == "TRACK" => {
                track(&e, &mut places, rows)?;
                xml.skip()?;
            }
            Node::Start(e) if e.name == "COLLECTION" || e.name == "PLAYLISTS" => {}
            Node::Start(e) if e.name == "NODE" && e.attribute("Type") == Some("1") => {
                playlist(&mut xml, &e, &folders, &places, rows)?;
            }
            Node::Start(e) if e.name == "NODE" => folders.push(e.attribute("Name").unwrap_or_default().to_owned()),
            Node::Start(_) => xml.skip()?,
            // Folders stand within DJ_PLAYLISTS and PLAYLISTS.
            Node::End => folders.truncate(xml.depth().saturating_sub(2)),
            Node::Eof => return Ok(()),
        }
    }
}

fn track(e: &Element, places: &mut HashMap<String, String>, rows: &mut Rows<'_>) -> Result<()> {
    let text = |name: &str| e.attribute(name).map(str::to_owned);
    let small = |name: &str| e.attribute(name).and_then(values::whole).and_then(|n| u32::try_from(n).ok());
    let key = text("TrackID");
    if let (Some(key), Some(place)) = (&key, text("Location")) {
        places.insert(place, key.clone());
    }
    let song = SongRecord {
        key,
        title: text("Name").unwrap_or_default(),
        artist: text("Artist"),
        album: text("Album"),
        composer: text("Composer"),
        year: e.attribute("Year").and_then(values::year),
        genres: e.attribute("Genre").map(values::list).unwrap_or_default(),
        duration_ms: e.attribute("TotalTime").and_then(|t| values::duration(t, Unit::Seconds)),
        disc: small("DiscNumber"),
        position: small("TrackNumber"),
        rating: e.attribute("Rating").and_then(|r| values::rating(r, 255)),
        notes: text("Comments"),
        play_count: e.attribute("PlayCount").and_then(values::whole).unwrap_or(0),
        last_played_at: e.attribute("LastPlayed").and_then(|d| values::moment(d, DateOrder::DayFirst)),
        added_at: e.attribute("DateAdded").and_then(|d| values::moment(d, DateOrder::DayFirst)),
        ..Default::default()
    };
    rows.song(song, || e.attribute("Location").unwrap_or_default().to_owned())
}

fn playlist<R: Read>(
    xml: &mut Xml<R>,
    e: &Element,
    folders: &[String],
    places: &HashMap<String, String>,
    rows: &mut Rows<'_>,
) -> Result<()> {
    let by_place = e.attribute("KeyType") == Some("1");
    let mut entries = Vec::new();
    while let Node::Start(track) = xml.next()? {
        let key = track.attribute("Key").map(str::to_owned);
        let key = if by_place { key.and_then(|place| places.get(&place).cloned()) } else { key };
        entries.extend(key.map(|song| EntryRef::Song { song }));
        xml.skip()?;
    }
    // The outermost node is called ROOT and is nobody's folder.
    let names: Vec<&str> = folders.iter().skip(1).map(String::as_str).filter(|name| !name.is_empty()).collect();
    let folder = (!names.is_empty()).then(|| names.join("/"));
    let name = e.attribute("Name").unwrap_or_default().to_owned();
    rows.playlist(PlaylistRecord { name, folder, entries, ..Default::default() })
}
