//! Archives: counted before they are opened, measured while they are unpacked, never written to disk.

use std::{
    cell::Cell,
    io::{self, Read, Seek, SeekFrom},
    rc::Rc,
};

use zip::ZipArchive;

use super::{Format, ReadError, Result, Rows, read_plain};

const MAX_ENTRIES: usize = 10_000;
/// Of all entries together, unpacked.
const MAX_BYTES: u64 = 4 << 30;
/// Text of listening histories packs about twenty times; a bomb a thousand times.
const MAX_RATIO: u64 = 250;
/// Small entries may pack better than that without harm.
const RATIO_FROM: u64 = 16 << 20;

pub fn is_zip(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

fn open<R: Read + Seek>(mut source: R) -> Result<ZipArchive<R>> {
    count_entries(&mut source)?;
    source.rewind()?;
    ZipArchive::new(source).map_err(|error| {
        ReadError::unreadable(format!("The archive cannot be opened ({error}). It was probably cut: get it again."))
    })
}

/// The directory's own count, before memory is given to it.
fn count_entries(source: &mut (impl Read + Seek)) -> Result<()> {
    let length = source.seek(SeekFrom::End(0))?;
    source.seek(SeekFrom::Start(length.saturating_sub(66_000)))?;
    let mut tail = Vec::new();
    source.take(66_000).read_to_end(&mut tail)?;
    let too_many = tail.windows(12).filter(|w| w.starts_with(b"PK\x05\x06")).any(|w| {
        let count = u16::from_le_bytes([w[10], w[11]]);
        usize::from(count) > MAX_ENTRIES
    });
    let large = tail.windows(4).any(|w| w == b"PK\x06\x06");
    if too_many || large {
        return Err(ReadError::unreadable(format!(
            "The archive has more than {MAX_ENTRIES} files in it. Unpack it, and bring the files themselves."
        )));
    }
    Ok(())
}

/// The names in an archive that could be files of a listener's data, in order.
pub fn names(source: impl Read + Seek) -> Result<Vec<String>> {
    let archive = open(source)?;
    Ok(archive.file_names().filter(|name| !is_noise(name)).map(str::to_owned).collect())
}

fn is_noise(name: &str) -> bool {
    let file = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.ends_with('/') || name.starts_with("__MACOSX") || file.starts_with("._") || file == ".DS_Store"
}

fn is_traversal(name: &str) -> bool {
    name.starts_with(['/', '\\']) || name.contains(':') || name.split(['/', '\\']).any(|part| part == "..")
}

/// Whether an entry of this name holds what `format` reads.
fn wanted(format: Format, name: &str) -> bool {
    let lower = name.to_lowercase();
    let file = lower.rsplit('/').next().unwrap_or(&lower);
    let ends = |end: &str| file.ends_with(end);
    match format {
        Format::SpotifyHistory => ends(".json") && (file.contains("audio") || file.contains("endsong")),
        Format::SpotifyLibrary => {
            let music = file.starts_with("playlist") || file.starts_with("streaminghistory");
            ends(".json") && (file == "yourlibrary.json" || music) && !file.contains("podcast")
        }
        Format::Listenbrainz => {
            ends(".jsonl") && (lower.contains("listens/") || file == "feedback.jsonl" || file.contains("listens"))
        }
        Format::AppleActivity => ends("play activity.csv"),
        Format::Csv | Format::Exportify | Format::Discogs => ends(".csv"),
        Format::Itunes | Format::Rekordbox => ends(".xml"),
        Format::Lastfm => ends(".csv") || ends(".json"),
        Format::M3u => ends(".m3u") || ends(".m3u8"),
        Format::Xspf => ends(".xspf"),
        Format::Jspf => ends(".jspf") || ends(".json"),
        Format::Json => ends(".json"),
    }
}

/// Reads every entry that holds what `format` reads.
pub fn read(format: Format, source: impl Read + Seek, rows: &mut Rows<'_>) -> Result<()> {
    let mut archive = open(source)?;
    let mut left = MAX_BYTES;
    let mut order: Vec<(String, usize)> = (0..archive.len())
        .filter_map(|at| archive.name_for_index(at).map(|name| (name.to_owned(), at)))
        .filter(|(name, _)| !is_noise(name) && wanted(format, name))
        .collect();
    // Plays before the songs that they are plays of, the library before the playlists, years in their order.
    order.sort_by_key(|(name, _)| {
        let lower = name.to_lowercase();
        let plays = lower.contains("streaminghistory") || lower.contains("listens/");
        (!plays, !lower.contains("library"), name.clone())
    });
    if order.is_empty() {
        return Err(ReadError::unreadable("There is no file in this archive that can be imported."));
    }
    for (name, at) in order {
        if is_traversal(&name) {
            rows.bad("Its name in the archive leads outside of it. It was not read.", name)?;
            continue;
        }
        let entry = match archive.by_index(at) {
            Ok(entry) => entry,
            Err(error) => {
                rows.bad(format!("This file of the archive cannot be unpacked: {error}."), name)?;
                continue;
            }
        };
        let most = (entry.compressed_size().saturating_mul(MAX_RATIO)).max(RATIO_FROM).min(left);
        let used = Rc::new(Cell::new(0));
        let measured = Measured { inner: entry, used: used.clone(), most };
        match read_plain(format, &name, measured, None, rows) {
            Ok(()) => {}
            Err(ReadError::Unreadable(reason)) => rows.bad(reason, name)?,
            Err(other) => return Err(other),
        }
        left = left.saturating_sub(used.get());
    }
    Ok(())
}

/// Counts what is really unpacked: what the directory says may be a lie.
struct Measured<R> {
    inner: R,
    used: Rc<Cell<u64>>,
    most: u64,
}

impl<R: Read> Read for Measured<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = self.inner.read(into)?;
        self.used.set(self.used.get() + n as u64);
        if self.used.get() > self.most {
            return Err(io::Error::new(
                io::ErrorKind::InvalidData,
                "This file of the archive unpacks to far more than it should. It was not read on.",
            ));
        }
        Ok(n)
    }
}
