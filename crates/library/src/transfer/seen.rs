//! The rows of a file that were seen, so that one that comes again is known: the newest in memory, the others in an
//! unnamed file, for a file may have more rows than memory should hold.

use std::{
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom, Write},
    path::PathBuf,
    sync::Arc,
};

use super::record_song::same_length;

/// A row: fingerprint, number, milliseconds or 0.
pub type Row = (u64, u32, u32);

/// Bits of the sieve: two megabytes, of which a million rows fill a sixteenth.
const SIEVE: usize = 1 << 24;
/// Rows of a run that goes to the disk: a megabyte, and as much again while it is put together.
const LONGEST: usize = if cfg!(test) { 8 } else { 1 << 16 };
/// Rows that are read at once, and the bytes of one.
const PAGE: usize = if cfg!(test) { 2 } else { 256 };
const WIDTH: usize = 16;

pub struct Seen {
    folder: Arc<PathBuf>,
    /// Made when it is needed.
    file: Option<File>,
    kept: Vec<Kept>,
    /// Sorted, each shorter than the one before.
    runs: Vec<Vec<Row>>,
    /// Those of the batch that is being judged, in no order.
    fresh: Vec<Row>,
    /// A bit for each fingerprint: most rows are seen to be new without a look into the runs.
    sieve: Vec<u64>,
}

/// A sorted run in the file.
struct Kept {
    at: u64,
    rows: usize,
    /// The first fingerprint of each page.
    firsts: Vec<u64>,
}

fn place(fingerprint: u64) -> (usize, u64) {
    let place = fingerprint as usize % SIEVE;
    (place / 64, 1 << (place % 64))
}

impl Seen {
    /// `folder` is where its file may be.
    pub fn new(folder: Arc<PathBuf>) -> Self {
        let (kept, runs, fresh) = (Vec::new(), Vec::new(), Vec::new());
        Self { folder, file: None, kept, runs, fresh, sieve: vec![0; SIEVE / 64] }
    }

    pub fn note(&mut self, row: Row) {
        let (word, bit) = place(row.0);
        self.sieve[word] |= bit;
        self.fresh.push(row);
    }

    /// The batch is judged.
    pub fn settle(&mut self) -> io::Result<()> {
        let mut batch = std::mem::take(&mut self.fresh);
        batch.sort_unstable();
        while let Some(last) = self.runs.pop_if(|last| last.len() <= 2 * batch.len()) {
            batch = merged(last, &batch);
        }
        if batch.len() >= LONGEST {
            return self.keep(&batch);
        }
        self.runs.push(batch);
        Ok(())
    }

    fn keep(&mut self, run: &[Row]) -> io::Result<()> {
        let mut file = match self.file.take() {
            Some(file) => file,
            None => {
                fs::create_dir_all(self.folder.as_ref())?;
                tempfile::tempfile_in(self.folder.as_ref())?
            }
        };
        let at = file.seek(SeekFrom::End(0))?;
        let mut out = io::BufWriter::new(&file);
        for (fingerprint, row, ms) in run {
            out.write_all(&fingerprint.to_le_bytes())?;
            out.write_all(&row.to_le_bytes())?;
            out.write_all(&ms.to_le_bytes())?;
        }
        out.flush()?;
        drop(out);
        self.file = Some(file);
        self.kept.push(Kept { at, rows: run.len(), firsts: run.iter().step_by(PAGE).map(|row| row.0).collect() });
        Ok(())
    }

    /// The first row of the batch that is the same recording, else one of those before.
    pub fn find(&self, fingerprint: u64, duration_ms: Option<i64>) -> io::Result<Option<u64>> {
        let (word, bit) = place(fingerprint);
        if self.sieve[word] & bit == 0 {
            return Ok(None);
        }
        let is = |seen: &&Row| seen.0 == fingerprint && fits(seen, duration_ms);
        let fresh = self.fresh.iter().find(is);
        let before = || self.runs.iter().find_map(|run| with(run, fingerprint).find(is));
        if let Some(seen) = fresh.or_else(before) {
            return Ok(Some(seen.1.into()));
        }
        for (kept, file) in self.kept.iter().zip(self.file.iter().cycle()) {
            for page in kept.pages(fingerprint) {
                if let Some(seen) = kept.read(file, page)?.iter().find(is) {
                    return Ok(Some(seen.1.into()));
                }
            }
        }
        Ok(None)
    }
}

impl Kept {
    /// The pages that may have a fingerprint: few have more than one.
    fn pages(&self, fingerprint: u64) -> std::ops::Range<usize> {
        let from = self.firsts.partition_point(|first| *first < fingerprint).saturating_sub(1);
        from..self.firsts.partition_point(|first| *first <= fingerprint)
    }

    fn read(&self, mut file: &File, page: usize) -> io::Result<Vec<Row>> {
        let rows = PAGE.min(self.rows - page * PAGE);
        let mut bytes = [0; PAGE * WIDTH];
        let bytes = &mut bytes[..rows * WIDTH];
        file.seek(SeekFrom::Start(self.at + (page * PAGE * WIDTH) as u64))?;
        file.read_exact(bytes)?;
        let number = |bytes: &[u8]| bytes.iter().rev().fold(0, |number, byte| number << 8 | u64::from(*byte));
        let row = |bytes: &[u8]| (number(&bytes[..8]), number(&bytes[8..12]) as u32, number(&bytes[12..]) as u32);
        Ok(bytes.chunks_exact(WIDTH).map(row).collect())
    }
}

/// Two sorted runs as one, from the end on, in the place of the first.
fn merged<T: Copy + Ord>(mut one: Vec<T>, other: &[T]) -> Vec<T> {
    let (mut left, mut right) = (one.len(), other.len());
    one.reserve_exact(right);
    one.extend_from_slice(other);
    for at in (0..one.len()).rev() {
        if right == 0 {
            break;
        }
        if left > 0 && one[left - 1] > other[right - 1] {
            left -= 1;
            one[at] = one[left];
        } else {
            right -= 1;
            one[at] = other[right];
        }
    }
    one
}

fn with(run: &[Row], fingerprint: u64) -> impl Iterator<Item = &Row> {
    let from = run.partition_point(|seen| seen.0 < fingerprint);
    run[from..].iter().take_while(move |seen| seen.0 == fingerprint)
}

fn fits(seen: &Row, duration_ms: Option<i64>) -> bool {
    let known = (seen.2 > 0).then(|| i64::from(seen.2));
    same_length(known, duration_ms)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_was_seen_is_found_again_whatever_the_batches(
            batches in prop::collection::vec(prop::collection::vec(0..40_u64, 0..9), 0..12),
        ) {
            let mut seen = Seen::new(Arc::new(std::env::temp_dir()));
            // A length that no two rows share, so that a row is found by it alone.
            let length = |row: u32| row * 10_000;
            let rows: Vec<_> = batches.iter().flatten().zip(1..).map(|(of, row)| (*of, row, length(row))).collect();
            let mut rest = rows.as_slice();
            for batch in &batches {
                let (now, later) = rest.split_at(batch.len());
                now.iter().for_each(|row| seen.note(*row));
                seen.settle().unwrap();
                rest = later;
            }
            for fingerprint in 0..40 {
                let known = rows.iter().any(|row| row.0 == fingerprint);
                let found = seen.find(fingerprint, None).unwrap();
                prop_assert_eq!(found.is_some(), known);
                prop_assert!(found.is_none_or(|row| rows[row as usize - 1].0 == fingerprint));
            }
            for (fingerprint, row, ms) in &rows {
                prop_assert_eq!(seen.find(*fingerprint, Some(i64::from(*ms))).unwrap(), Some(u64::from(*row)));
                prop_assert_eq!(seen.find(*fingerprint, Some(5_000)).unwrap(), None);
            }
            prop_assert!(seen.runs.iter().all(|run| run.is_sorted() && run.len() < LONGEST));
            let kept = seen.kept.iter().map(|kept| kept.rows).sum::<usize>();
            prop_assert_eq!(seen.runs.iter().map(Vec::len).sum::<usize>() + kept, rows.len());
        }
    }
}
