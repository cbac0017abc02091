//! The job that takes a file in, a batch at a time.

mod lists;

use std::{
    collections::{HashMap, HashSet, VecDeque},
    time::{Duration, Instant},
};

use ::http::Problem;
use kernel::{CustomerId, ImportId, SongId};
use table::{BatchWrite, Condition};

use super::{
    Checkpoint, Counts, Import, ImportState, Job, MOST_DECISIONS, OnMatch, StartImport,
    files::{self, Change, Files, Log, Report},
    indexer::{Docs, Flight, Indexer, Settle},
    matching::{Judged, Matcher, Outcome},
    queries::{self, NamedMapping},
    reading::{self, Input, Step, holds_plays, is_history},
    record_song::{Prepared, PreparedRow, fill},
    undo::{busy, stopped, take_back},
};
use crate::{
    Error, Library, Result,
    collections::Writing,
    songs::{Fields, Song, doc},
};

/// Begins to take a file in, in the background.
///
/// 404 for an unknown import, 409 when it was begun already, 422 for a mapping that does not fit.
pub async fn start(library: &Library, owner: CustomerId, id: ImportId, how: StartImport) -> Result<Import> {
    let job = begin(library, owner, id, how).await?;
    let import = job.import.clone();
    let library = library.clone();
    tokio::spawn(async move { finish(&library, job).await });
    Ok(import)
}

/// Takes a file in and returns when it is done: for the command line.
pub async fn run(library: &Library, owner: CustomerId, id: ImportId, how: StartImport) -> Result<Import> {
    let job = begin(library, owner, id, how).await?;
    Ok(finish(library, job).await)
}

async fn begin(library: &Library, owner: CustomerId, id: ImportId, how: StartImport) -> Result<Job> {
    let Some((mut job, version)) = queries::job(library, owner, id).await? else {
        return Err(Problem::not_found("import", id).into());
    };
    if !matches!(job.import.state, ImportState::Ready | ImportState::Undone) {
        let detail = "This file was taken in already. Undo the import first, or bring the file again.";
        return Err(Problem::conflict("import-begun", "The import was begun already", detail).into());
    }
    if how.decisions.len() > MOST_DECISIONS {
        return Err(Problem::invalid("decisions", format!("take at most {MOST_DECISIONS} rows")).into());
    }
    super::preview::check_mapping(library, &job, how.mapping.as_ref()).await?;
    if let Some(name) = how.save_mapping_as.as_deref().map(str::trim).filter(|name| !name.is_empty()) {
        if name.chars().count() > 100 || name.contains(char::is_control) {
            return Err(Problem::invalid("save_mapping_as", "takes a name of up to 100 characters").into());
        }
        let mapping = how.mapping.clone().unwrap_or_default();
        queries::put_mapping(library, owner, &NamedMapping { name: name.to_owned(), mapping }).await?;
    }
    job.how = how;
    job.at = Checkpoint::default();
    let import = &mut job.import;
    (import.state, import.done, import.error, import.finished_at) = (ImportState::Running, 0, None, None);
    import.counts = Some(Counts::default());
    let files = Files::new(library, id);
    files.mark(owner)?;
    if !queries::put(library, &job, Condition::Version(version)).await? {
        return Err(busy().into());
    }
    Ok(job)
}

/// Takes up what was under way when the process ended. To be called once, at the start.
pub async fn resume(library: &Library) -> Result<usize> {
    let mut resumed = 0;
    for (owner, id) in Files::interrupted(library)? {
        match queries::job(library, owner, id).await? {
            Some((job, _)) if matches!(job.import.state, ImportState::Running | ImportState::Undoing) => {
                resumed += 1;
                let library = library.clone();
                tokio::spawn(async move { finish(&library, job).await });
            }
            _ => Files::new(library, id).unmark()?,
        }
    }
    Ok(resumed)
}

/// Brings a job to its end, and says how it ended.
pub async fn finish(library: &Library, mut job: Job) -> Import {
    let files = Files::new(library, job.import.id);
    let ended = match job.import.state {
        ImportState::Undoing => take_back(library, job.owner, &files, Checkpoint::default()).await,
        _ => Box::pin(work(library, &files, &mut job)).await,
    };
    job.import.finished_at = Some(library.clock.now());
    job.import.state = match (&ended, job.import.state) {
        (Ok(()), ImportState::Undoing) => ImportState::Undone,
        (Ok(()), _) => ImportState::Done,
        (Err(_), _) => ImportState::Failed,
    };
    job.import.error = ended.err().map(|error| reason(&error));
    if let Err(error) = queries::put(library, &job, Condition::Any).await {
        // The mark stays: the next start tries again.
        tracing::error!(import = %job.import.id, %error, "how an import ended could not be noted");
        return job.import;
    }
    if let Err(error) = files.unmark() {
        tracing::warn!(import = %job.import.id, %error, "the mark of an import that ended could not be removed");
    }
    job.import
}

fn reason(error: &Error) -> String {
    match error {
        Error::Refused(problem) => problem.to_json()["detail"].as_str().unwrap_or_default().to_owned(),
        fault => {
            tracing::error!(error = %fault, "an import stopped");
            "It stopped by a fault of ours. What came before is in your library; undo it, or bring the file again."
                .to_owned()
        }
    }
}

/// What the job holds while it works.
struct Worker<'a> {
    library: &'a Library,
    job: &'a mut Job,
    matcher: Matcher,
    log: Log,
    report: Report,
    indexer: Indexer,
    turn: Turn,
    /// What playlists of the file call songs, and which song each row became; empty for files
    /// without playlists.
    keys: HashMap<String, SongId>,
    rows: HashMap<u64, SongId>,
    settled: u64,
}

async fn work(library: &Library, files: &Files, job: &mut Job) -> Result<()> {
    take_back(library, job.owner, files, job.at).await?;
    let ours = added_before(files, job.at)?;
    let (owner, id) = (job.owner, job.import.id);
    let matcher = Matcher::new(library, owner, id, job.how.decisions.clone(), &ours).await?;
    let input = Input {
        path: files.data(),
        name: job.import.name.clone(),
        format: job.import.format,
        mapping: job.how.mapping.clone(),
        now: job.import.created_at,
    };
    if job.import.rows == 0 {
        job.import.rows = super::preview::count_rows(input.clone()).await?;
    }
    let rows = job.import.rows;
    let mut worker = Worker {
        library,
        matcher,
        log: Log::open(files, job.at.log)?,
        report: Report::open(files, job.at.report)?,
        indexer: Indexer::begin(library, owner).await?,
        turn: Turn::default(),
        keys: HashMap::new(),
        rows: HashMap::new(),
        settled: job.at.row,
        job,
    };
    // The table may put its indexes together once, at the end.
    let load = library.table.begin_load(usize::try_from(rows).unwrap_or(usize::MAX)).await?;
    let mut reading = reading::begin(input);
    let taken_in = async {
        while let Some(batch) = reading.batches.recv().await {
            if files.is_to_stop() {
                return Err(stopped().into());
            }
            worker.batch(batch).await?;
        }
        Ok(reading.reader.await??)
    }
    .await;
    // The table's indexes are built while the last songs go into the search index.
    let (built, ended) = tokio::join!(load.finish(), worker.end(taken_in));
    built?;
    ended.map(drop)
}

/// After so long others get their turn to write the library, and how far the import is has been noted: what they change
/// must not be taken back with rows of which nobody knows. Noting it with each batch would cost as much as the batch,
/// for either has to be on the disk.
const TURN: Duration = Duration::from_millis(300);

/// Batches on their way to table and index while the next is compared: a second one, so that nobody waits while a
/// batch waits for the disk.
const FLIGHTS: usize = 2;

/// The right to write the library, and the batches on their way, oldest first.
#[derive(Default)]
struct Turn {
    writing: Option<(Writing, Instant)>,
    flights: VecDeque<Flight>,
    /// The import as it is with all that was sent, where it is not noted yet.
    unnoted: Option<Job>,
}

impl Turn {
    fn is_over(&self) -> bool {
        self.writing.as_ref().is_none_or(|(_, begun)| begun.elapsed() >= TURN)
    }
}

/// The songs that the settled part of an import added.
fn added_before(files: &Files, at: Checkpoint) -> Result<HashSet<u128>> {
    if at.log == 0 {
        return Ok(HashSet::new());
    }
    let added = |change| if let Change::Added(id) = change { Some(id.get().as_u128()) } else { None };
    Ok(files::changes(files, 0)?.filter_map(added).collect())
}

async fn note(library: &Library, job: Option<Job>) -> Result<()> {
    match job {
        Some(job) => queries::put(library, &job, Condition::Any).await.map(drop),
        None => Ok(()),
    }
}

impl Worker<'_> {
    async fn batch(&mut self, batch: Vec<Step>) -> Result<()> {
        let (mut songs, mut lists, mut bad, mut last) = (Vec::new(), Vec::new(), Vec::new(), 0);
        for step in batch {
            match step {
                Step::Song(song) => {
                    last = last.max(song.row);
                    songs.push(song);
                }
                Step::Bad(row) => {
                    last = last.max(row.row);
                    bad.push(row);
                }
                Step::Playlist(row, list) => {
                    last = last.max(row);
                    lists.push((row, list));
                }
            }
        }
        let fresh = songs.iter().position(|song| song.row > self.settled).unwrap_or(songs.len());
        let rest = songs.split_off(fresh);
        self.again(songs).await?;
        let (writes, docs) = self.songs(rest).await?;
        let settled = self.settled;
        for row in bad.iter().filter(|row| row.row > settled) {
            self.counts().bad += 1;
            self.report.line(row.row, "bad", &row.reason, &row.text, "")?;
        }
        lists.retain(|(row, _)| *row > settled);
        if lists.is_empty() {
            self.checkpoint(last)?;
            let now = self.job.clone();
            return self.fly(writes, docs, Some(now)).await;
        }
        // Playlists are made of songs that are there.
        self.fly(writes, docs, None).await?;
        self.landed().await?;
        for (row, list) in lists {
            self.playlist(row, list).await?;
        }
        self.checkpoint(last)?;
        queries::put(self.library, self.job, Condition::Any).await.map(drop)
    }

    fn counts(&mut self) -> &mut Counts {
        self.job.import.counts.get_or_insert_default()
    }

    /// Rows that were dealt with before the import was interrupted.
    async fn again(&mut self, songs: Vec<PreparedRow>) -> Result<()> {
        if songs.iter().all(|song| song.key.is_none()) {
            return self.matcher.pass(&songs);
        }
        // Playlists need to know what became of each.
        for judged in self.matcher.judge(self.library, songs).await? {
            self.remember(&judged);
        }
        Ok(())
    }

    fn remember(&mut self, judged: &Judged) {
        let Some(key) = &judged.song.key else { return };
        let id = match &judged.outcome {
            Outcome::New(id) => Some(*id),
            Outcome::Matched(song) => Some(song.id),
            Outcome::Duplicate { of } => self.rows.get(of).copied(),
            Outcome::Skipped => None,
        };
        if let Some(id) = id {
            self.rows.insert(judged.song.row, id);
            self.keys.insert(key.clone(), id);
        }
    }

    /// What is to be written for some rows. From here on nobody else writes the library, until the
    /// batch has [`landed`](Self::landed).
    async fn songs(&mut self, songs: Vec<PreparedRow>) -> Result<(Vec<BatchWrite>, Docs)> {
        let (mut writes, mut docs) = (Vec::with_capacity(songs.len()), Docs::default());
        if songs.is_empty() {
            return Ok((writes, docs));
        }
        let changes = self.turn.flights.iter().any(|flight| flight.changes);
        if changes || self.turn.is_over() {
            self.landed().await?;
        }
        if self.turn.writing.is_none() {
            let writing = self.library.writing(self.job.owner).await?;
            writing.begin()?;
            self.turn.writing = Some((writing, Instant::now()));
        }
        for judged in self.matcher.judge(self.library, songs).await? {
            self.remember(&judged);
            self.settle(judged, &mut writes, &mut docs)?;
        }
        Ok((writes, docs))
    }

    /// Sends a batch on its way when few are; with it, the import is as in `now`.
    async fn fly(&mut self, writes: Vec<BatchWrite>, docs: Docs, now: Option<Job>) -> Result<()> {
        self.arrived(FLIGHTS - 1).await?;
        self.turn.unnoted = now.or(self.turn.unnoted.take());
        let mut noted = None;
        if self.turn.is_over() {
            // All before it is there when it is noted.
            self.arrived(0).await?;
            noted = self.turn.unnoted.take();
        }
        self.log.flush()?;
        let changes = !docs.puts.is_empty();
        let Ok(indexed) = self.indexer.send(docs).await else {
            return Err(self.failed().await);
        };
        let library = self.library.clone();
        let written = tokio::spawn(async move {
            library.table.batch_write(writes).await?;
            note(&library, noted).await
        });
        self.turn.flights.push_back(Flight { written, indexed, changes });
        Ok(())
    }

    /// Waits until no more than `most` batches are on their way; after a failure, for all of them.
    async fn arrived(&mut self, most: usize) -> Result<()> {
        let mut ended = Ok(());
        while self.turn.flights.len() > if ended.is_ok() { most } else { 0 } {
            let Some(flight) = self.turn.flights.pop_front() else { break };
            ended = ended.and(self.arrival(flight).await);
        }
        ended
    }

    async fn arrival(&mut self, flight: Flight) -> Result<()> {
        match (flight.written.await.map_err(Error::from).flatten(), flight.indexed.await) {
            (Ok(()), Ok(())) => Ok(()),
            (Ok(()), Err(_)) => Err(self.failed().await),
            (Err(error), _) => {
                self.doubt().await;
                Err(error)
            }
        }
    }

    /// Waits likewise, and lets others write the library.
    async fn landed(&mut self) -> Result<()> {
        let arrived = self.arrived(0).await;
        let turn = std::mem::take(&mut self.turn);
        arrived?;
        note(self.library, turn.unnoted).await
    }

    /// The index is behind the table: it is filled again when it is next opened. Nor is noted what may not be there.
    async fn doubt(&mut self) {
        self.turn.unnoted = None;
        if let Some((writing, _)) = self.turn.writing.take() {
            writing.doubt().await;
        }
    }

    /// Why the index takes nothing more.
    async fn failed(&mut self) -> Error {
        self.doubt().await;
        self.indexer.failure().await
    }

    /// What a known song becomes, if the row has what it lacks.
    fn filled(&self, known: &Song, song: &Prepared) -> Option<Fields> {
        let mut fields = known.fields.clone();
        let wanted = self.job.how.matched == OnMatch::Fill;
        (wanted && fill(&mut fields, &song.fields, is_history(self.job.import.format))).then_some(fields)
    }

    fn settle(&mut self, judged: Judged, writes: &mut Vec<BatchWrite>, docs: &mut Docs) -> Result<()> {
        let Judged { song, outcome } = judged;
        let owner = self.job.owner;
        let fields = if let Outcome::Matched(known) = &outcome { self.filled(known, &song) } else { None };
        let (name, reason) = match &outcome {
            Outcome::New(_) => ("new", String::new()),
            Outcome::Matched(_) if fields.is_some() => ("matched", "in the library; it was filled up".to_owned()),
            Outcome::Matched(_) => ("matched", "in the library".to_owned()),
            Outcome::Duplicate { of } => ("duplicate", format!("the same as row {of}")),
            Outcome::Skipped => ("skipped", "left out as decided".to_owned()),
        };
        self.report.line(song.row, name, &reason, &song.fields.title, &song.fields.credit())?;
        match outcome {
            Outcome::New(id) => {
                self.counts().new += 1;
                self.log.note(&Change::Added(id))?;
                writes.push(queries::put_song(owner, id, &song.fields)?);
                docs.adds.push(doc(id, song.fields, song.fingerprint));
            }
            Outcome::Matched(known) => {
                self.counts().matched += 1;
                let Some(fields) = fields else { return Ok(()) };
                let Song { id, fields: before, .. } = *known;
                self.log.note(&Change::Filled(id, Box::new(before)))?;
                writes.push(queries::put_song(owner, id, &fields)?);
                docs.puts.push(Song { id, version: 0, fields }.doc());
            }
            Outcome::Duplicate { .. } => self.counts().duplicate += 1,
            Outcome::Skipped => {}
        }
        Ok(())
    }

    /// Notes how far the import is.
    fn checkpoint(&mut self, row: u64) -> Result<()> {
        let (log, report) = (self.log.flush()?, self.report.flush()?);
        // A folded history comes in no order of rows: it is taken in whole, or again from the start.
        let history = holds_plays(self.job.import.format);
        self.job.at = if history { Checkpoint::default() } else { Checkpoint { row, log, report } };
        self.job.import.done = row;
        self.job.import.rows = self.job.import.rows.max(row);
        Ok(())
    }

    /// Makes the index whole. A batch that is still on its way, because something failed beside it, is waited for: it
    /// would note an import that goes on after its end was noted.
    async fn end(mut self, taken_in: Result<()>) -> Result<Settle> {
        let arrived = self.landed().await;
        let Self { library, job, matcher, indexer, .. } = self;
        // Nobody asks it any more.
        drop(matcher);
        if let Err(error) = taken_in.and(arrived) {
            // What the index was given is in the table too.
            let stayed = |fault| tracing::warn!(%fault, "an index stayed behind its import");
            indexer.end().await.map_or_else(stayed, drop);
            return Err(error);
        }
        let writing = library.writing(job.owner).await?;
        job.import.done = job.import.rows;
        match indexer.end().await {
            Ok(settle) => writing.end().map(|()| settle),
            Err(error) => {
                writing.doubt().await;
                Err(error)
            }
        }
    }
}
