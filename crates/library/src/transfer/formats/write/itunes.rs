//! iTunes XML: songs and playlists as `Library.xml` has them.

use std::{
    collections::BTreeSet,
    io::{self, Write},
};

use kernel::Timestamp;
use sha2::{Digest, Sha256};

use super::{credit, key, xml_text};
use crate::transfer::record::{EntryRef, PlaylistRecord, SongRecord};

pub fn head(now: Timestamp, out: &mut impl Write) -> io::Result<()> {
    out.write_all(
        b"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
          <!DOCTYPE plist PUBLIC \"-//Apple Computer//DTD PLIST 1.0//EN\" \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
          <plist version=\"1.0\">\n<dict>\n",
    )?;
    number(out, "Major Version", 1)?;
    number(out, "Minor Version", 1)?;
    moment(out, "Date", now)?;
    text(out, "Application Version", "12.12")?;
    out.write_all(b"<key>Tracks</key>\n<dict>\n")
}

/// The number a song has in the file: made from its key, so that nothing needs to be remembered.
fn track_number(key: &str) -> u64 {
    let digest = Sha256::digest(key.as_bytes());
    let bytes = digest.first_chunk::<8>().copied().unwrap_or_default();
    // 53 bits: some readers keep numbers as floats.
    u64::from_be_bytes(bytes) >> 11
}

pub fn song(song: &SongRecord, out: &mut impl Write) -> io::Result<()> {
    let id = track_number(&key(song).unwrap_or_else(|| song.title.clone()));
    write!(out, "<key>{id}</key><dict>")?;
    number(out, "Track ID", id)?;
    text(out, "Persistent ID", &format!("{id:016X}"))?;
    text(out, "Track Type", "File")?;
    text(out, "Name", &song.title)?;
    let genre = song.genres.first().cloned();
    let texts = [
        ("Artist", credit(song)),
        ("Album", song.album.clone()),
        ("Album Artist", song.album_artist.clone()),
        ("Composer", song.composer.clone()),
        ("Genre", genre),
        ("Comments", song.notes.clone()),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            text(out, name, &value)?;
        }
    }
    let numbers = [
        ("Total Time", song.duration_ms.and_then(|ms| u64::try_from(ms).ok())),
        ("Disc Number", song.disc.map(u64::from)),
        ("Track Number", song.position.map(u64::from)),
        ("Year", song.year.and_then(|year| u64::try_from(year).ok())),
        ("Play Count", (song.play_count > 0).then_some(song.play_count)),
        ("Rating", song.rating.map(|rating| u64::from(rating) * 10)),
    ];
    for (name, value) in numbers {
        if let Some(value) = value {
            number(out, name, value)?;
        }
    }
    if let Some(at) = song.last_played_at {
        moment(out, "Play Date UTC", at)?;
    }
    if let Some(at) = song.added_at {
        moment(out, "Date Added", at)?;
    }
    if song.favourite {
        out.write_all(b"<key>Loved</key><true/>")?;
    }
    out.write_all(b"</dict>\n")
}

pub fn between(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"</dict>\n<key>Playlists</key>\n<array>\n")
}

/// A playlist, and before it the folders around it that are not in `written` yet.
pub fn playlist(
    playlist: &PlaylistRecord,
    n: u64,
    written: &mut BTreeSet<String>,
    out: &mut impl Write,
) -> io::Result<()> {
    let parent = match &playlist.folder {
        Some(path) => folders(path, written, out)?,
        None => None,
    };
    out.write_all(b"<dict>")?;
    if let Some(parent) = parent {
        text(out, "Parent Persistent ID", &parent)?;
    }
    text(out, "Name", &playlist.name)?;
    if let Some(description) = &playlist.description {
        text(out, "Description", description)?;
    }
    number(out, "Playlist ID", n + 1)?;
    out.write_all(b"<key>Playlist Items</key><array>")?;
    for entry in &playlist.entries {
        if let EntryRef::Song { song } = entry {
            out.write_all(b"<dict>")?;
            number(out, "Track ID", track_number(song))?;
            out.write_all(b"</dict>")?;
        }
    }
    out.write_all(b"</array></dict>\n")
}

/// Writes each folder of a path once; answers the id of the innermost.
fn folders(path: &str, written: &mut BTreeSet<String>, out: &mut impl Write) -> io::Result<Option<String>> {
    let (mut whole, mut parent) = (String::new(), None::<String>);
    for name in path.split('/').map(str::trim).filter(|name| !name.is_empty()) {
        whole = if whole.is_empty() { name.to_owned() } else { format!("{whole}/{name}") };
        let id = format!("{:016X}", track_number(&format!("folder {whole}")));
        if written.insert(whole.clone()) {
            out.write_all(b"<dict>")?;
            text(out, "Name", name)?;
            text(out, "Playlist Persistent ID", &id)?;
            if let Some(parent) = &parent {
                text(out, "Parent Persistent ID", parent)?;
            }
            out.write_all(b"<key>Folder</key><true/></dict>\n")?;
        }
        parent = Some(id);
    }
    Ok(parent)
}

pub fn tail(out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"</array>\n</dict>\n</plist>\n")
}

fn text(out: &mut impl Write, key: &str, value: &str) -> io::Result<()> {
    write!(out, "<key>{key}</key><string>{}</string>", xml_text(value))
}

fn number(out: &mut impl Write, key: &str, value: u64) -> io::Result<()> {
    write!(out, "<key>{key}</key><integer>{value}</integer>")
}

/// Whole seconds: property lists know no fractions.
fn moment(out: &mut impl Write, key: &str, at: Timestamp) -> io::Result<()> {
    write!(out, "<key>{key}</key><date>{}</date>", Timestamp::from_seconds(at.seconds()))
}
