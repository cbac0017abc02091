//! What an import would do, before it does it.

use std::{collections::HashSet, fs::File};

use ::http::Problem;
use kernel::{CustomerId, ImportId};
use serde::Serialize;
use table::Condition;

use super::{
    ColumnView, Counts, ImportState, Job,
    files::Files,
    formats::{
        self, Format, Mapping,
        source::{self, Charset},
        tabular::Sheet,
    },
    matching::{Judged, Matcher, Outcome, alike},
    queries,
    reading::{self, Input, Step},
    record::BadRow,
};
use crate::{Library, Result, songs::Song};

/// Rows of each kind that are shown.
const SHOWN: usize = 100;
const SAMPLES: usize = 20;
/// Rows for which something alike is looked for: the search is dear, and a person reads a hundred.
const LOOKED_UP: usize = 2_000;

/// A row that is new, and a song that is much like it.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct UnsureRow {
    pub row: u64,
    pub incoming: Incoming,
    pub candidate: Song,
    /// 0 to 1.
    pub score: f64,
}

#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = IncomingSong)]
pub struct Incoming {
    pub title: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    /// Milliseconds.
    pub duration_ms: Option<i64>,
}

#[derive(Debug, Clone, Copy, Serialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SampleOutcome)]
pub enum SampleOutcome {
    New,
    Matched,
    Duplicate,
}

#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
#[schema(as = ImportSample)]
pub struct Sample {
    pub row: u64,
    pub title: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub year: Option<i32>,
    /// Milliseconds.
    pub duration_ms: Option<i64>,
    pub outcome: SampleOutcome,
}

/// What an import would do.
#[derive(Debug, Clone, Default, Serialize, utoipa::ToSchema)]
#[schema(as = ImportPreview)]
pub struct Preview {
    pub counts: Counts,
    /// At most 100.
    pub bad: Vec<BadRow>,
    /// At most 100, to be decided by a person.
    pub unsure: Vec<UnsureRow>,
    /// The first 20 songs.
    pub sample: Vec<Sample>,
    /// Names of the playlists it would make; at most 1,000.
    pub playlists: Vec<String>,
}

/// Reads the whole file and compares every row with the library; writes nothing but the count of
/// rows. 404, 409 when the import was begun, 422 for a mapping that does not fit.
pub async fn preview(library: &Library, owner: CustomerId, id: ImportId, mapping: Option<Mapping>) -> Result<Preview> {
    let Some((mut job, version)) = queries::job(library, owner, id).await? else {
        return Err(Problem::not_found("import", id).into());
    };
    if !matches!(job.import.state, ImportState::Ready | ImportState::Undone) {
        let detail = "This file was taken in already; its report says what became of each row.";
        return Err(Problem::conflict("import-begun", "The import was begun already", detail).into());
    }
    let files = Files::new(library, id);
    let input = Input {
        path: files.data(),
        name: job.import.name.clone(),
        format: job.import.format,
        mapping,
        now: job.import.created_at,
    };
    let mut matcher = Matcher::new(library, owner, id, Default::default(), &HashSet::new()).await?;
    let empty = library.collection(owner).await?.is_empty();
    let mut look = Look { library, owner, preview: Preview::default(), looked_up: if empty { LOOKED_UP } else { 0 } };
    let mut last = 0;
    let mut reading = reading::begin(input);
    while let Some(batch) = reading.batches.recv().await {
        let mut songs = Vec::with_capacity(batch.len());
        for step in batch {
            match step {
                Step::Song(song) => {
                    last = last.max(song.row);
                    songs.push(song);
                }
                Step::Bad(row) => {
                    last = last.max(row.row);
                    look.bad(row);
                }
                Step::Playlist(row, list) => {
                    last = last.max(row);
                    look.playlist(list.name);
                }
            }
        }
        for judged in matcher.judge(library, songs).await? {
            look.song(judged).await?;
        }
    }
    reading.reader.await??;
    job.import.rows = last;
    // Somebody who began it meanwhile counts for themselves.
    queries::put(library, &job, Condition::Version(version)).await?;
    Ok(look.preview)
}

struct Look<'a> {
    library: &'a Library,
    owner: CustomerId,
    preview: Preview,
    looked_up: usize,
}

impl Look<'_> {
    fn bad(&mut self, row: BadRow) {
        self.preview.counts.bad += 1;
        if self.preview.bad.len() < SHOWN {
            self.preview.bad.push(row);
        }
    }

    fn playlist(&mut self, name: String) {
        self.preview.counts.playlists += 1;
        if self.preview.playlists.len() < 1_000 {
            self.preview.playlists.push(name);
        }
    }

    async fn song(&mut self, judged: Judged) -> Result<()> {
        let counts = &mut self.preview.counts;
        let outcome = match judged.outcome {
            Outcome::New(_) => {
                counts.new += 1;
                SampleOutcome::New
            }
            Outcome::Matched(_) => {
                counts.matched += 1;
                SampleOutcome::Matched
            }
            Outcome::Duplicate { .. } | Outcome::Skipped => {
                counts.duplicate += 1;
                SampleOutcome::Duplicate
            }
        };
        let fields = &judged.song.fields;
        if self.preview.sample.len() < SAMPLES {
            self.preview.sample.push(Sample {
                row: judged.song.row,
                title: fields.title.clone(),
                artist: fields.artist.clone(),
                album: fields.album.clone(),
                year: fields.year,
                duration_ms: fields.duration_ms,
                outcome,
            });
        }
        let look_up =
            matches!(outcome, SampleOutcome::New) && self.looked_up < LOOKED_UP && self.preview.unsure.len() < SHOWN;
        if !look_up {
            return Ok(());
        }
        self.looked_up += 1;
        if let Some((candidate, score)) = alike(self.library, self.owner, &judged.song).await? {
            self.preview.counts.unsure += 1;
            let incoming = Incoming {
                title: fields.title.clone(),
                artist: fields.artist.clone(),
                album: fields.album.clone(),
                duration_ms: fields.duration_ms,
            };
            self.preview.unsure.push(UnsureRow { row: judged.song.row, incoming, candidate, score });
        }
        Ok(())
    }
}

/// How many rows a file has, as far as it can be read.
pub async fn count_rows(input: Input) -> Result<u64> {
    let counted = tokio::task::spawn_blocking(move || -> Result<u64> {
        let mut last = 0;
        let file = File::open(&input.path)?;
        let read = formats::read(input.format, &input.name, file, input.mapping.as_ref(), &mut |row| {
            last = match row {
                Ok(row) => row.row,
                Err(bad) => bad.row,
            };
            std::ops::ControlFlow::Continue(())
        });
        match read {
            Err(error) if last == 0 => Err(error.into()),
            _ => Ok(last),
        }
    });
    counted.await?
}

/// What a table looks like; `None` for other formats. `Err` when nothing can be read.
pub fn columns(path: &std::path::Path, format: Format) -> Result<Option<Vec<ColumnView>>> {
    if format != Format::Csv {
        return Ok(None);
    }
    let sheet = sheet(path)?;
    let view = |(at, name): (usize, &String)| ColumnView {
        name: name.clone(),
        samples: sheet.shown(at),
        field: sheet.guessed[at].map(|field| field.name().to_owned()),
    };
    Ok(Some(sheet.names.iter().enumerate().map(view).collect()))
}

fn sheet(path: &std::path::Path) -> Result<Sheet> {
    let head = source::head(&mut File::open(path)?)?;
    if formats::archive::is_zip(&head) {
        return Err(super::http::unreadable("Unpack the archive, and bring the table itself.").into());
    }
    let mut charset = Charset::of(&head);
    let mut text = Vec::new();
    std::io::Read::read_to_end(&mut source::as_utf8(head, std::io::empty()), &mut text)?;
    Ok(Sheet::look(&text, &mut charset)?)
}

/// 422 when a mapping names a column or a field that is not there, or gives no title.
pub async fn check_mapping(library: &Library, job: &Job, mapping: Option<&Mapping>) -> Result<()> {
    if job.import.format != Format::Csv {
        return Ok(());
    }
    let (path, mapping) = (Files::new(library, job.import.id).data(), mapping.cloned());
    let checked = tokio::task::spawn_blocking(move || -> Result<()> {
        let plan = sheet(&path)?.plan(mapping.as_ref())?;
        let titled = plan.iter().flatten().any(|column| column.field == formats::columns::Field::Title);
        if titled {
            return Ok(());
        }
        Err(Problem::invalid("mapping", "gives no title: choose the column that holds the titles of the songs").into())
    });
    checked.await?
}
