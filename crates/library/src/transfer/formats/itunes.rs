//! iTunes and Apple Music: `Library.xml`, an XML property list.

use std::{collections::HashMap, io::Read};

use kernel::Timestamp;

use super::{
    ReadError, Result, Rows,
    values::{self, DateOrder},
    xml::{Node, Xml},
};
use crate::transfer::record::{EntryRef, PlaylistRecord, SongRecord};

/// A dictionary of plain values as text; lists and dictionaries within are handled where they matter.
type Dict = HashMap<String, String>;

pub fn read(input: impl Read, rows: &mut Rows<'_>) -> Result<()> {
    let mut xml = Xml::new(input);
    open_root(&mut xml)?;
    let mut known = false;
    while let Some((key, kind)) = member(&mut xml)? {
        match (key.as_str(), kind.as_str()) {
            ("Tracks", "dict") => {
                known = true;
                tracks(&mut xml, rows)?;
            }
            ("Playlists", "array") => {
                known = true;
                playlists(&mut xml, rows)?;
            }
            _ => xml.skip()?,
        }
    }
    if known { Ok(()) } else { Err(ReadError::unreadable("This property list is no music library: it has no tracks.")) }
}

fn open_root<R: Read>(xml: &mut Xml<R>) -> Result<()> {
    for expected in ["plist", "dict"] {
        match xml.next()? {
            Node::Start(element) if element.name == expected => {}
            _ => return Err(ReadError::unreadable("This XML is no property list of iTunes or Apple Music.")),
        }
    }
    Ok(())
}

/// The next key of the open dictionary, its value opened; `None` at the dictionary's end.
fn member<R: Read>(xml: &mut Xml<R>) -> Result<Option<(String, String)>> {
    match xml.next()? {
        Node::Start(element) if element.name == "key" => {
            let key = xml.text()?;
            match xml.next()? {
                Node::Start(value) => Ok(Some((key, value.name))),
                _ => Err(ReadError::unreadable(format!("The key “{key}” of this property list has no value."))),
            }
        }
        Node::Start(element) => {
            Err(ReadError::unreadable(format!("A property list has <{}> where a key belongs.", element.name)))
        }
        Node::End | Node::Eof => Ok(None),
    }
}

/// The value that was just opened, as text.
fn scalar<R: Read>(xml: &mut Xml<R>, kind: &str) -> Result<Option<String>> {
    match kind {
        "dict" | "array" | "data" => xml.skip().map(|()| None),
        "true" | "false" => xml.skip().map(|()| Some(kind.to_owned())),
        _ => xml.text().map(Some),
    }
}

fn tracks<R: Read>(xml: &mut Xml<R>, rows: &mut Rows<'_>) -> Result<()> {
    while let Some((key, kind)) = member(xml)? {
        if kind != "dict" {
            xml.skip()?;
            rows.bad("It is not a dictionary.", key)?;
            continue;
        }
        let mut fields = Dict::new();
        while let Some((name, kind)) = member(xml)? {
            if let Some(value) = scalar(xml, &kind)? {
                fields.insert(name, value);
            }
        }
        let video = fields.get("Has Video").is_some_and(|has| has == "true");
        let podcast = fields.get("Podcast").is_some_and(|is| is == "true");
        if video || podcast {
            rows.skip();
            continue;
        }
        let key = fields.get("Track ID").cloned().unwrap_or(key);
        rows.song(song(key, &fields), || {
            ["Name", "Artist", "Album"].iter().filter_map(|f| fields.get(*f).cloned()).collect::<Vec<_>>().join(" · ")
        })?;
    }
    Ok(())
}

fn song(key: String, fields: &Dict) -> SongRecord {
    let text = |name: &str| fields.get(name).cloned();
    // Types drift: a year may be text, a number may be real.
    let whole = |name: &str| fields.get(name).and_then(|value| values::whole(value));
    let small = |name: &str| whole(name).and_then(|n| u32::try_from(n).ok());
    let yes = |name: &str| fields.get(name).is_some_and(|value| value == "true" || value == "1");
    let moment = |name: &str| fields.get(name).and_then(|value| values::moment(value, DateOrder::DayFirst));
    // A rating that was computed from the album's is not the listener's.
    let rating = whole("Rating").filter(|_| !yes("Rating Computed"));
    SongRecord {
        key: Some(key),
        title: text("Name").unwrap_or_default(),
        artist: text("Artist"),
        album: text("Album"),
        album_artist: text("Album Artist"),
        year: fields.get("Year").and_then(|value| values::year(value)),
        genres: fields.get("Genre").map(|genre| vec![genre.clone()]).unwrap_or_default(),
        duration_ms: whole("Total Time").and_then(|ms| i64::try_from(ms).ok()),
        disc: small("Disc Number"),
        position: small("Track Number"),
        composer: text("Composer"),
        rating: rating.and_then(|n| u8::try_from((n + 5) / 10).ok()).filter(|n| *n > 0),
        favourite: yes("Loved") || yes("Favorited"),
        notes: text("Comments"),
        play_count: whole("Play Count").unwrap_or(0),
        last_played_at: moment("Play Date UTC").or_else(|| whole("Play Date").and_then(since_1904)),
        added_at: moment("Date Added"),
        ..Default::default()
    }
}

/// Seconds since 1904, in the listener's own time, which the file does not name: taken as UTC.
fn since_1904(seconds: u64) -> Option<Timestamp> {
    const TO_1970: i64 = 2_082_844_800;
    i64::try_from(seconds).ok().map(|seconds| Timestamp::from_seconds(seconds - TO_1970))
}

fn playlists<R: Read>(xml: &mut Xml<R>, rows: &mut Rows<'_>) -> Result<()> {
    // Persistent id of a folder to its name and the folder it stands in.
    let mut folders: HashMap<String, (String, Option<String>)> = HashMap::new();
    loop {
        match xml.next()? {
            Node::Start(element) if element.name == "dict" => playlist(xml, &mut folders, rows)?,
            Node::Start(_) => xml.skip()?,
            Node::End | Node::Eof => return Ok(()),
        }
    }
}

fn playlist<R: Read>(
    xml: &mut Xml<R>,
    folders: &mut HashMap<String, (String, Option<String>)>,
    rows: &mut Rows<'_>,
) -> Result<()> {
    let mut fields = Dict::new();
    let mut entries = Vec::new();
    let mut smart = false;
    while let Some((name, kind)) = member(xml)? {
        match (name.as_str(), kind.as_str()) {
            ("Playlist Items", "array") => items(xml, &mut entries)?,
            ("Smart Criteria", _) => {
                smart = true;
                xml.skip()?;
            }
            _ => {
                if let Some(value) = scalar(xml, &kind)? {
                    fields.insert(name, value);
                }
            }
        }
    }
    let yes = |name: &str| fields.get(name).is_some_and(|value| value == "true");
    let name = fields.get("Name").cloned().unwrap_or_default();
    let parent = fields.get("Parent Persistent ID").cloned();
    if yes("Folder") {
        if let Some(id) = fields.get("Playlist Persistent ID") {
            folders.insert(id.clone(), (name, parent));
        }
        return Ok(());
    }
    // The whole library and the built-in lists are no playlists of the listener.
    if yes("Master") || fields.contains_key("Distinguished Kind") {
        return Ok(());
    }
    let note = "It was a smart playlist: these are the songs it held.".to_owned();
    let description = fields.get("Description").cloned().or_else(|| smart.then_some(note));
    rows.playlist(PlaylistRecord {
        name,
        description,
        folder: path(folders, parent),
        entries,
        ..PlaylistRecord::default()
    })
}

fn path(folders: &HashMap<String, (String, Option<String>)>, parent: Option<String>) -> Option<String> {
    let mut names = Vec::new();
    let mut at = parent;
    // A file can say that a folder stands within itself.
    while let Some((name, parent)) = at.and_then(|id| folders.get(&id)).filter(|_| names.len() < 16) {
        names.push(name.clone());
        at = parent.clone();
    }
    names.reverse();
    (!names.is_empty()).then(|| names.join("/"))
}

fn items<R: Read>(xml: &mut Xml<R>, entries: &mut Vec<EntryRef>) -> Result<()> {
    loop {
        match xml.next()? {
            Node::Start(element) if element.name == "dict" => {
                while let Some((name, kind)) = member(xml)? {
                    match scalar(xml, &kind)? {
                        Some(id) if name == "Track ID" => entries.push(EntryRef::Song { song: id }),
                        _ => {}
                    }
                }
            }
            Node::Start(_) => xml.skip()?,
            Node::End | Node::Eof => return Ok(()),
        }
    }
}
