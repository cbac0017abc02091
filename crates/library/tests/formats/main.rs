//! Files as people bring them, what is read from them, and what is written back.
#![allow(clippy::unwrap_used, reason = "helpers of tests may unwrap like tests")]

mod files;
mod hostile;
mod roundtrip;

use std::{io::Cursor, ops::ControlFlow};

use chinook_library::transfer::{
    formats::{self, Format, Mapping, ReadError},
    record::{BadRow, PlaylistRecord, Record, Row, SongRecord},
};

/// Everything a reader told.
#[derive(Default)]
pub struct Told {
    pub rows: Vec<Row>,
    pub bad: Vec<BadRow>,
    pub end: Option<String>,
}

impl Told {
    pub fn songs(&self) -> Vec<&SongRecord> {
        self.rows
            .iter()
            .filter_map(|row| if let Record::Song(song) = &row.record { Some(song) } else { None })
            .collect()
    }

    pub fn playlists(&self) -> Vec<&PlaylistRecord> {
        let list = |row| if let &Row { record: Record::Playlist(ref list), .. } = row { Some(list) } else { None };
        self.rows.iter().filter_map(list).collect()
    }

    /// Title, moment in seconds.
    pub fn plays(&self) -> Vec<(&str, i64)> {
        let play = |row| match row {
            &Row { record: Record::Play { ref song, at, .. }, .. } => Some((song.title.as_str(), at.seconds())),
            _ => None,
        };
        self.rows.iter().filter_map(play).collect()
    }
}

pub fn read_as(format: Format, name: &str, bytes: &[u8], mapping: Option<&Mapping>) -> Told {
    let mut told = Told::default();
    let read = formats::read(format, name, Cursor::new(bytes), mapping, &mut |row| {
        match row {
            Ok(row) => told.rows.push(row),
            Err(bad) => told.bad.push(bad),
        }
        ControlFlow::Continue(())
    });
    told.end = read.err().map(|error| match error {
        ReadError::Unreadable(reason) => reason,
        other => panic!("{other}"),
    });
    told
}

pub fn file(name: &str) -> Vec<u8> {
    std::fs::read(format!("{}/tests/files/{name}", env!("CARGO_MANIFEST_DIR"))).unwrap()
}

/// Reads a file of the folder as what it is found to be.
pub fn read(name: &str, expected: Format) -> Told {
    let bytes = file(name);
    assert_eq!(formats::detect(name, Cursor::new(&bytes)).unwrap(), expected, "{name}");
    // What is in it says what it is, whatever its name.
    assert_eq!(formats::detect("upload", Cursor::new(&bytes)).unwrap(), expected, "{name} without its name");
    read_as(expected, name, &bytes, None)
}
