//! Songs that are probably the same.

use std::collections::HashSet;

use tantivy::Result;

use super::model::{Duplicate, DuplicateReason, Duplicates};
use super::schema::{NumberColumn, TextColumn};
use super::snapshot::Snapshot;

/// Recordings whose lengths differ by more than this, in milliseconds, are different ones.
const SAME_LENGTH: i64 = 7_000;

/// Every song's fingerprint and id, sorted.
pub(super) fn fingerprints(snapshot: &Snapshot) -> Vec<(u64, u128)> {
    let mut found = Vec::new();
    for segment in &snapshot.segments {
        let columns = &segment.columns;
        found.extend(segment.living().iter().map(|doc| (columns.fingerprint(doc), columns.id(doc))));
    }
    found.sort_unstable();
    found
}

/// The songs with a fingerprint, sorted.
pub(super) fn by_fingerprint(snapshot: &Snapshot, fingerprint: u64) -> Vec<u128> {
    let mut found = Vec::new();
    for segment in &snapshot.segments {
        let alive = |doc: &u32| segment.alive.as_ref().is_none_or(|alive| alive.has(*doc));
        let docs = segment.columns.with_fingerprint(fingerprint).into_iter();
        found.extend(docs.filter(alive).map(|doc| segment.columns.id(doc)));
    }
    found.sort_unstable();
    found
}

/// A song that may be one of several: what it is compared by, its length, when it was added, its id.
type Candidate = (u64, Option<i64>, i64, u128);

/// The groups, those with the same identifiers first.
pub(super) fn duplicates(snapshot: &Snapshot, limit: usize) -> Result<Duplicates> {
    let mut groups = Vec::new();
    for column in [TextColumn::Mbid, TextColumn::Isrc] {
        groups.extend(alike(identified(snapshot, column)?, false).map(|ids| (DuplicateReason::Identifier, ids)));
    }
    groups.extend(alike(recordings(snapshot)?, true).map(|ids| (DuplicateReason::Recording, ids)));
    let mut seen = HashSet::new();
    let mut found = Duplicates::default();
    for (reason, ids) in groups {
        let mut key = ids.clone();
        key.sort_unstable();
        if !seen.insert(key) {
            continue;
        }
        found.total += 1;
        if found.groups.len() < limit {
            found.groups.push(Duplicate { reason, ids });
        }
    }
    Ok(found)
}

fn recordings(snapshot: &Snapshot) -> Result<Vec<Candidate>> {
    let mut found = Vec::new();
    for segment in &snapshot.segments {
        let columns = &segment.columns;
        let (lengths, added) = (columns.numbers(NumberColumn::Duration)?, columns.numbers(NumberColumn::Added)?);
        for doc in segment.living().iter() {
            let fingerprint = columns.fingerprint(doc);
            if fingerprint != 0 {
                found.push((fingerprint, lengths.get(doc), added.get(doc).unwrap_or(0), columns.id(doc)));
            }
        }
    }
    Ok(found)
}

fn identified(snapshot: &Snapshot, column: TextColumn) -> Result<Vec<Candidate>> {
    let unified = snapshot.unified(column)?;
    let mut found = Vec::new();
    for (part, segment) in snapshot.segments.iter().enumerate() {
        let texts = segment.columns.texts(column)?;
        let (names, added) = (texts.names()?, segment.columns.numbers(NumberColumn::Added)?);
        for doc in segment.living().iter() {
            if let Some(ord) = texts.first(doc) {
                let number = u64::from(unified.number(part, names.group(ord)));
                found.push((number, None, added.get(doc).unwrap_or(0), segment.columns.id(doc)));
            }
        }
    }
    Ok(found)
}

/// Groups of at least two, each in the order the songs were added. A song of unknown length may be
/// any of its group.
fn alike(mut songs: Vec<Candidate>, by_length: bool) -> impl Iterator<Item = Vec<u128>> {
    songs.sort_unstable();
    let same = move |a: &Candidate, b: &Candidate| {
        let near = match (a.1, b.1) {
            (Some(a), Some(b)) if by_length => b - a <= SAME_LENGTH,
            _ => true,
        };
        a.0 == b.0 && near
    };
    let groups: Vec<Vec<u128>> = songs
        .chunk_by(same)
        .filter(|group| group.len() > 1)
        .map(|group| {
            let mut group = group.to_vec();
            group.sort_unstable_by_key(|(_, _, added, id)| (*added, *id));
            group.into_iter().map(|(_, _, _, id)| id).collect()
        })
        .collect();
    groups.into_iter()
}
