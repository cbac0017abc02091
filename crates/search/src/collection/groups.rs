//! Artists and albums.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use tantivy::Result;

use super::bits::Bits;
use super::filter::Filter;
use super::model::{Group, GroupKind, GroupSort, Groups};
use super::schema::{COVER, NumberColumn, TextColumn};
use super::segment::{Numbers, Pairs, Segment};
use super::select::select;
use super::snapshot::{Set, Snapshot};
use super::unified::Unified;

/// What is counted of a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tally {
    number: u32,
    songs: u32,
    albums: u32,
    /// The earliest; `i32::MAX` for none.
    year: i32,
    duration_ms: i64,
    latest: i64,
    /// The song whose cover is shown: how well it suits, part and number.
    first: (u32, u32, u32),
}

const NONE: Tally =
    Tally { number: 0, songs: 0, albums: 0, year: i32::MAX, duration_ms: 0, latest: i64::MIN, first: (u32::MAX, 0, 0) };

/// Some of the groups of a filter's songs.
pub(super) fn groups(
    snapshot: &Snapshot,
    kind: GroupKind,
    filter: &Filter,
    sort: GroupSort,
    offset: u64,
    limit: usize,
) -> Result<Groups> {
    let all = tallies(snapshot, kind, filter, sort)?;
    let from = usize::try_from(offset).unwrap_or(usize::MAX).min(all.len());
    let to = from.saturating_add(limit).min(all.len());
    let items = all[from..to].iter().map(|tally| group(snapshot, kind, tally)).collect::<Result<_>>()?;
    Ok(Groups { total: all.len() as u64, items })
}

fn tallies(snapshot: &Snapshot, kind: GroupKind, filter: &Filter, sort: GroupSort) -> Result<Arc<Vec<Tally>>> {
    let key = (snapshot.generation(), kind, filter.clone(), sort);
    if let Some(known) = snapshot.caches.groups.get(&key) {
        return Ok(known);
    }
    let set = select(snapshot, filter)?;
    let column = match kind {
        GroupKind::Artists => TextColumn::Artists,
        GroupKind::Albums => TextColumn::AlbumKey,
    };
    let unified = snapshot.unified(column)?;
    let mut all = vec![NONE; unified.len()];
    for (part, (segment, songs)) in snapshot.segments.iter().zip(&set.parts).enumerate() {
        if !songs.is_none() {
            count(&mut all, part, segment, column, unified, songs)?;
        }
    }
    match kind {
        GroupKind::Artists => count_albums(snapshot, &set, unified, &mut all)?,
        GroupKind::Albums => all.iter_mut().for_each(|tally| tally.albums = 1),
    }
    all.iter_mut().enumerate().for_each(|(number, tally)| tally.number = number as u32);
    all.retain(|tally| tally.songs > 0);
    put_in_order(snapshot, kind, sort, unified, &mut all)?;
    let all = Arc::new(all);
    snapshot.caches.groups.insert(key, all.clone());
    Ok(all)
}

fn count(
    all: &mut [Tally],
    part: usize,
    segment: &Segment,
    column: TextColumn,
    unified: &Unified,
    songs: &Bits,
) -> Result<()> {
    let columns = &segment.columns;
    let texts = columns.texts(column)?;
    let names = texts.names()?;
    let [years, durations, added, flags, discs, tracks] = [
        NumberColumn::Year,
        NumberColumn::Duration,
        NumberColumn::Added,
        NumberColumn::Flags,
        NumberColumn::Disc,
        NumberColumn::Track,
    ]
    .map(|column| columns.numbers(column));
    let (years, durations, added, flags) = (years?, durations?, added?, flags?);
    let (discs, tracks) = (discs?, tracks?);
    for doc in songs.iter() {
        let fit = fit(doc, flags, discs, tracks);
        for ord in texts.of(doc) {
            let tally = &mut all[unified.number(part, names.group(*ord)) as usize];
            tally.songs += 1;
            tally.duration_ms = tally.duration_ms.saturating_add(durations.get(doc).unwrap_or(0));
            tally.latest = tally.latest.max(added.get(doc).unwrap_or(i64::MIN));
            if let Some(year) = years.get(doc) {
                tally.year = tally.year.min(i32::try_from(year).unwrap_or(i32::MAX));
            }
            if fit < tally.first.0 {
                tally.first = (fit, part as u32, doc);
            }
        }
    }
    Ok(())
}

/// How well a song's cover stands for its album: less is better.
fn fit(doc: u32, flags: &Numbers, discs: &Numbers, tracks: &Numbers) -> u32 {
    let covered = flags.get(doc).is_some_and(|flags| flags & COVER != 0);
    let number = |numbers: &Numbers, most: i64| numbers.get(doc).unwrap_or(most).clamp(0, most) as u32;
    (u32::from(!covered) << 24) | (number(discs, 0xff) << 16) | number(tracks, 0xffff)
}

/// Counts the different albums of each artist.
fn count_albums(snapshot: &Snapshot, set: &Set, artists: &Unified, all: &mut [Tally]) -> Result<()> {
    let Some(large) = snapshot.segments.first() else { return Ok(()) };
    let large_pairs = large.columns.pairs()?;
    let albums = snapshot.unified(TextColumn::AlbumKey)?;
    let mut seen = Bits::none(large_pairs.keys.len() as u32);
    let mut others: HashSet<(u32, u32)> = HashSet::new();
    for (part, (segment, songs)) in snapshot.segments.iter().zip(&set.parts).enumerate() {
        let texts = segment.columns.texts(TextColumn::Artists)?;
        let pairs = segment.columns.pairs()?;
        for doc in songs.iter() {
            let start = texts.start(doc);
            for pair in pairs.of[start..start + texts.of(doc).len()].iter().filter(|pair| **pair != Pairs::NONE) {
                let (artist, album) = Pairs::parts(pairs.keys[*pair as usize]);
                let (artist, album) = (artists.number(part, artist), albums.number(part, album));
                let known = if part == 0 {
                    Some(*pair)
                } else {
                    large_pairs.keys.binary_search(&Pairs::key(artist, album)).ok().map(|pair| pair as u32)
                };
                let new = match known {
                    Some(pair) if seen.has(pair) => false,
                    Some(pair) => {
                        seen.set(pair);
                        true
                    }
                    None => others.insert((artist, album)),
                };
                all[artist as usize].albums += u32::from(new);
            }
        }
    }
    Ok(())
}

fn put_in_order(
    snapshot: &Snapshot,
    kind: GroupKind,
    sort: GroupSort,
    unified: &Unified,
    all: &mut [Tally],
) -> Result<()> {
    // Groups come in the order of the alphabet but for a few, and stable sorting is quick about that.
    all.sort_by(|a, b| unified.place(a.number).cmp(&unified.place(b.number)));
    match sort {
        GroupSort::Name => {}
        GroupSort::MostSongs => all.sort_by_key(|tally| Reverse(tally.songs)),
        GroupSort::LatestAdded => all.sort_by_key(|tally| Reverse(tally.latest)),
        GroupSort::NewestYear => {
            all.sort_by_key(|tally| (tally.year == i32::MAX, Reverse(tally.year)));
        }
        GroupSort::Artist if kind == GroupKind::Albums => {
            let mut keyed = Vec::with_capacity(all.len());
            for tally in all.iter() {
                keyed.push((unified.second(&snapshot.segments, tally.number)?, *tally));
            }
            keyed.sort_by(|(a, _), (b, _)| (a.is_empty(), a).cmp(&(b.is_empty(), b)));
            all.iter_mut().zip(keyed).for_each(|(place, (_, tally))| *place = tally);
        }
        GroupSort::Artist => {}
    }
    Ok(())
}

fn group(snapshot: &Snapshot, kind: GroupKind, tally: &Tally) -> Result<Group> {
    let (_, part, doc) = tally.first;
    let columns = &snapshot.segments[part as usize].columns;
    let written = |column| -> Result<Option<String>> {
        let texts = columns.texts(column)?;
        texts.first(doc).map(|ord| texts.written(ord)).transpose()
    };
    let (name, artist) = match kind {
        GroupKind::Artists => (snapshot.unified(TextColumn::Artists)?.written(&snapshot.segments, tally.number)?, None),
        GroupKind::Albums => {
            let artist = match written(TextColumn::AlbumArtist)? {
                Some(artist) => Some(artist),
                None => written(TextColumn::Credit)?,
            };
            (written(TextColumn::Album)?.unwrap_or_default(), artist)
        }
    };
    Ok(Group {
        name,
        artist,
        year: (tally.year != i32::MAX).then_some(tally.year),
        songs: u64::from(tally.songs),
        albums: u64::from(tally.albums),
        duration_ms: tally.duration_ms,
        first: columns.id(doc),
    })
}
