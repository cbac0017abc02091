//! Artists and albums.

use std::cmp::Reverse;
use std::collections::HashSet;
use std::sync::Arc;

use tantivy::Result;

use super::bits::Bits;
use super::filter::Filter;
use super::model::{Group, GroupKind, GroupSort, Groups};
use super::schema::TextColumn;
use super::segment::{Pairs, Segment};
use super::select::select;
use super::snapshot::Snapshot;
use super::tallies::{PartTally, Tally};
use super::unified::Unified;

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
    let parts = parts(snapshot, kind, filter)?;
    let unified = snapshot.unified(kind.column())?;
    let mut all = vec![Tally::NONE; unified.len()];
    for (part, tally) in parts.iter().enumerate() {
        for (group, tally) in tally.groups.iter().enumerate().filter(|(_, tally)| tally.songs > 0) {
            all[unified.number(part, group as u32) as usize].add(tally, part as u32);
        }
    }
    match kind {
        GroupKind::Artists => count_albums(snapshot, &parts, unified, &mut all)?,
        GroupKind::Albums => all.iter_mut().for_each(|tally| tally.albums = 1),
    }
    all.iter_mut().enumerate().for_each(|(number, tally)| tally.number = number as u32);
    all.retain(|tally| tally.songs > 0);
    put_in_order(snapshot, kind, sort, unified, &mut all)?;
    let all = Arc::new(all);
    snapshot.caches.groups.insert(key, all.clone());
    Ok(all)
}

/// What is counted in each part.
fn parts(snapshot: &Snapshot, kind: GroupKind, filter: &Filter) -> Result<Vec<Arc<PartTally>>> {
    if *filter == Filter::All {
        return snapshot.segments.iter().map(|segment| PartTally::living(segment, kind, &snapshot.caches)).collect();
    }
    let set = select(snapshot, filter)?;
    let of = |(segment, songs): (&Segment, &Bits)| Ok(Arc::new(PartTally::of(&segment.columns, kind, songs.clone())?));
    snapshot.segments.iter().zip(&set.parts).map(of).collect()
}

/// Counts the different albums of each artist.
fn count_albums(snapshot: &Snapshot, parts: &[Arc<PartTally>], artists: &Unified, all: &mut [Tally]) -> Result<()> {
    let Some((large, in_large)) = snapshot.segments.first().zip(parts.first()) else { return Ok(()) };
    let large_keys = &large.columns.pairs()?.keys;
    let albums = snapshot.unified(TextColumn::AlbumKey)?;
    let mut others: HashSet<(u32, u32)> = HashSet::new();
    for (part, (segment, tally)) in snapshot.segments.iter().zip(parts).enumerate() {
        for (key, _) in segment.columns.pairs()?.keys.iter().zip(&tally.pairs).filter(|(_, songs)| **songs > 0) {
            let (artist, album) = Pairs::parts(*key);
            let (artist, album) = (artists.number(part, artist), albums.number(part, album));
            let in_large = || {
                let found = large_keys.binary_search(&Pairs::key(artist, album));
                found.is_ok_and(|pair| in_large.pairs.get(pair).is_some_and(|songs| *songs > 0))
            };
            let new = part == 0 || !in_large() && others.insert((artist, album));
            all[artist as usize].albums += u32::from(new);
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
