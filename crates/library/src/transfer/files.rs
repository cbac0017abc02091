//! Files of an import below the library's folder: what was brought, the report, and the log of what
//! was changed, from which it can be taken back.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write},
    path::PathBuf,
};

use kernel::{CustomerId, ImportId, SongId, SongListId};
use serde::{Deserialize, Serialize};

use super::formats::tabular::neutral;
use crate::{Library, songs::Fields};

/// Largest file that can be brought.
pub const LARGEST: u64 = 512 << 20;

/// Where the parts of an import lie. Names are made of its id alone.
pub struct Files {
    folder: PathBuf,
    id: ImportId,
}

impl Files {
    pub fn new(library: &Library, id: ImportId) -> Self {
        Self { folder: library.folder.as_ref().clone(), id }
    }

    fn path(&self, end: &str) -> PathBuf {
        self.folder.join(format!("{}.{end}", self.id))
    }

    pub fn data(&self) -> PathBuf {
        self.path("data")
    }

    pub fn report(&self) -> PathBuf {
        self.path("report.csv")
    }

    pub fn log(&self) -> PathBuf {
        self.path("log")
    }

    /// Says on the next start that the job was not done.
    pub fn mark(&self, owner: CustomerId) -> io::Result<()> {
        fs::create_dir_all(&self.folder)?;
        gone(fs::remove_file(self.path("stop")))?;
        fs::write(self.path("running"), owner.to_string())
    }

    pub fn unmark(&self) -> io::Result<()> {
        gone(fs::remove_file(self.path("stop")))?;
        gone(fs::remove_file(self.path("running")))
    }

    /// Asks the job to end before its next batch, be it in this process or in the one that starts next.
    pub fn ask_to_stop(&self) -> io::Result<()> {
        fs::write(self.path("stop"), [])
    }

    pub fn is_to_stop(&self) -> bool {
        self.path("stop").exists()
    }

    pub fn remove(&self) -> io::Result<()> {
        [self.data(), self.report(), self.log(), self.path("stop"), self.path("running")]
            .into_iter()
            .try_for_each(|path| gone(fs::remove_file(path)))
    }

    /// The jobs that were under way when the process ended.
    pub fn interrupted(library: &Library) -> io::Result<Vec<(CustomerId, ImportId)>> {
        let mut found = Vec::new();
        if !library.folder.exists() {
            return Ok(found);
        }
        for entry in fs::read_dir(library.folder.as_ref())? {
            let path = entry?.path();
            if path.extension().is_none_or(|end| end != "running") {
                continue;
            }
            let id = path.file_stem().and_then(|stem| stem.to_str()).and_then(|stem| stem.parse().ok());
            let owner = fs::read_to_string(&path)?.trim().parse().ok();
            found.extend(owner.zip(id));
        }
        Ok(found)
    }
}

fn gone(result: io::Result<()>) -> io::Result<()> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Appends to a file from a place on: what a batch that was not finished wrote is cut off.
fn append_from(path: &std::path::Path, at: u64) -> io::Result<BufWriter<File>> {
    let mut file = OpenOptions::new().create(true).truncate(false).write(true).open(path)?;
    file.set_len(at)?;
    file.seek(SeekFrom::Start(at))?;
    Ok(BufWriter::new(file))
}

/// What an import changed, in order.
#[derive(Debug, Serialize, Deserialize)]
pub enum Change {
    /// A song that was not there.
    #[serde(rename = "a")]
    Added(SongId),
    /// A song as it was before.
    #[serde(rename = "f")]
    Filled(SongId, Box<Fields>),
    #[serde(rename = "p")]
    Playlist(SongListId),
}

/// Written before the table is: whatever the table holds of an import is in its log.
pub struct Log {
    out: BufWriter<File>,
    length: u64,
}

impl Log {
    pub fn open(files: &Files, at: u64) -> io::Result<Self> {
        Ok(Self { out: append_from(&files.log(), at)?, length: at })
    }

    pub fn note(&mut self, change: &Change) -> io::Result<()> {
        let mut line = serde_json::to_vec(change)?;
        line.push(b'\n');
        self.length += line.len() as u64;
        self.out.write_all(&line)
    }

    /// Hands everything to the system; answers how long the log is.
    pub fn flush(&mut self) -> io::Result<u64> {
        self.out.flush()?;
        Ok(self.length)
    }
}

/// The changes from a place on; a line that was cut is the end.
pub fn changes(files: &Files, from: u64) -> io::Result<Box<dyn Iterator<Item = Change> + Send>> {
    let mut file = match File::open(files.log()) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Box::new(std::iter::empty())),
        Err(error) => return Err(error),
    };
    file.seek(SeekFrom::Start(from))?;
    let lines = BufReader::new(file).lines().map_while(io::Result::ok);
    Ok(Box::new(lines.map_while(|line| serde_json::from_str(&line).ok())))
}

/// `row,outcome,reason,title,artist` of every row.
pub struct Report {
    out: BufWriter<File>,
    length: u64,
    line: String,
}

impl Report {
    pub fn open(files: &Files, at: u64) -> io::Result<Self> {
        let mut report = Self { out: append_from(&files.report(), at)?, length: at, line: String::new() };
        if at == 0 {
            report.line.push_str("row,outcome,reason,title,artist\r\n");
            report.write()?;
        }
        Ok(report)
    }

    fn write(&mut self) -> io::Result<()> {
        self.length += self.line.len() as u64;
        self.out.write_all(self.line.as_bytes())
    }

    pub fn line(&mut self, row: u64, outcome: &str, reason: &str, title: &str, artist: &str) -> io::Result<()> {
        let line = &mut self.line;
        line.clear();
        line.push_str(&row.to_string());
        line.push(',');
        line.push_str(outcome);
        for text in [reason, title, artist] {
            line.push(',');
            let text = neutral(text);
            if text.contains([',', '"', '\n', '\r', ';']) {
                line.push('"');
                line.push_str(&text.replace('"', "\"\""));
                line.push('"');
            } else {
                line.push_str(&text);
            }
        }
        line.push_str("\r\n");
        self.write()
    }

    pub fn flush(&mut self) -> io::Result<u64> {
        self.out.flush()?;
        Ok(self.length)
    }
}
