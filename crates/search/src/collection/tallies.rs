//! What is counted of the artists and albums of one part of the index, and how that follows an edit.

use std::sync::Arc;

use tantivy::Result;

use super::bits::Bits;
use super::model::GroupKind;
use super::schema::{COVER, NumberColumn, TextColumn};
use super::segment::{Columns, Numbers, Pairs, Segment};
use super::snapshot::Caches;

/// What is counted of a group.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tally {
    pub number: u32,
    pub songs: u32,
    pub albums: u32,
    /// The earliest; `i32::MAX` for none.
    pub year: i32,
    pub duration_ms: i64,
    pub latest: i64,
    /// The song whose cover is shown: how well it suits, part and number.
    pub first: (u32, u32, u32),
}

impl Tally {
    pub const NONE: Self = Self {
        number: 0,
        songs: 0,
        albums: 0,
        year: i32::MAX,
        duration_ms: 0,
        latest: i64::MIN,
        first: (u32::MAX, 0, 0),
    };

    /// Adds what was counted in the part `part`.
    pub fn add(&mut self, other: &Self, part: u32) {
        self.songs += other.songs;
        self.duration_ms = self.duration_ms.saturating_add(other.duration_ms);
        self.latest = self.latest.max(other.latest);
        self.year = self.year.min(other.year);
        if other.first.0 < self.first.0 {
            self.first = (other.first.0, part, other.first.2);
        }
    }
}

impl GroupKind {
    /// Whose values are the groups.
    pub(super) fn column(self) -> TextColumn {
        match self {
            Self::Artists => TextColumn::Artists,
            Self::Albums => TextColumn::AlbumKey,
        }
    }
}

/// The groups of some songs of one part.
#[derive(Debug, Clone)]
pub(super) struct PartTally {
    songs: Bits,
    /// By the part's own names; empty where there are no songs.
    pub groups: Vec<Tally>,
    /// Songs of each pair of an artist and an album; only of artists.
    pub pairs: Vec<u32>,
}

impl PartTally {
    pub fn of(columns: &Columns, kind: GroupKind, songs: Bits) -> Result<Self> {
        let mut tally = Self { songs, groups: Vec::new(), pairs: Vec::new() };
        if tally.songs.is_none() {
            return Ok(tally);
        }
        tally.groups = vec![Tally::NONE; columns.texts(kind.column())?.names()?.len()];
        tally.count(columns, kind, |_| true)?;
        if kind == GroupKind::Artists {
            tally.pairs = vec![0; columns.pairs()?.keys.len()];
            let Self { songs, pairs, .. } = &mut tally;
            each_pair(columns, songs, |pair| pairs[pair as usize] += 1)?;
        }
        Ok(tally)
    }

    /// Of all songs of a part. An edit takes a few out of a large one: their groups alone are counted again.
    pub fn living(segment: &Segment, kind: GroupKind, caches: &Caches) -> Result<Arc<Self>> {
        let (key, songs) = ((segment.id(), kind), segment.living());
        let tally = match caches.parts.get(&key) {
            Some(known) if known.songs == songs => return Ok(known),
            Some(known) if songs.is_within(&known.songs) => known.left_with(&segment.columns, kind, songs)?,
            _ => Self::of(&segment.columns, kind, songs)?,
        };
        let tally = Arc::new(tally);
        caches.parts.insert(key, tally.clone());
        Ok(tally)
    }

    /// Of fewer songs.
    fn left_with(&self, columns: &Columns, kind: GroupKind, songs: Bits) -> Result<Self> {
        let mut gone = self.songs.clone();
        gone.and_not(&songs);
        let texts = columns.texts(kind.column())?;
        let names = texts.names()?;
        let mut stale = Bits::none(names.len() as u32);
        for ord in gone.iter().flat_map(|doc| texts.of(doc)) {
            stale.set(names.group(*ord));
        }
        let mut tally = Self { songs, ..self.clone() };
        stale.iter().for_each(|group| tally.groups[group as usize] = Tally::NONE);
        tally.count(columns, kind, |group| stale.has(group))?;
        if kind == GroupKind::Artists {
            each_pair(columns, &gone, |pair| tally.pairs[pair as usize] -= 1)?;
        }
        Ok(tally)
    }

    /// Counts the songs of those groups that are `wanted`.
    fn count(&mut self, columns: &Columns, kind: GroupKind, wanted: impl Fn(u32) -> bool) -> Result<()> {
        use NumberColumn as C;
        let texts = columns.texts(kind.column())?;
        let names = texts.names()?;
        let of = |column| columns.numbers(column);
        let (years, durations, added) = (of(C::Year)?, of(C::Duration)?, of(C::Added)?);
        let (flags, discs, tracks) = (of(C::Flags)?, of(C::Disc)?, of(C::Track)?);
        for doc in self.songs.iter() {
            for group in texts.of(doc).iter().map(|ord| names.group(*ord)).filter(|group| wanted(*group)) {
                let song = Tally {
                    songs: 1,
                    year: years.get(doc).map_or(i32::MAX, |year| i32::try_from(year).unwrap_or(i32::MAX)),
                    duration_ms: durations.get(doc).unwrap_or(0),
                    latest: added.get(doc).unwrap_or(i64::MIN),
                    first: (fit(doc, flags, discs, tracks), 0, doc),
                    ..Tally::NONE
                };
                self.groups[group as usize].add(&song, 0);
            }
        }
        Ok(())
    }

    /// Bytes of memory.
    pub fn size(&self) -> u64 {
        self.songs.size() + (size_of_val(self.groups.as_slice()) + size_of_val(self.pairs.as_slice())) as u64
    }
}

/// How well a song's cover stands for its album: less is better.
fn fit(doc: u32, flags: &Numbers, discs: &Numbers, tracks: &Numbers) -> u32 {
    let covered = flags.get(doc).is_some_and(|flags| flags & COVER != 0);
    let number = |numbers: &Numbers, most: i64| numbers.get(doc).unwrap_or(most).clamp(0, most) as u32;
    (u32::from(!covered) << 24) | (number(discs, 0xff) << 16) | number(tracks, 0xffff)
}

/// Each artist of each song with the song's album.
fn each_pair(columns: &Columns, songs: &Bits, mut each: impl FnMut(u32)) -> Result<()> {
    let texts = columns.texts(TextColumn::Artists)?;
    let pairs = columns.pairs()?;
    for doc in songs.iter() {
        let start = texts.start(doc);
        pairs.of[start..start + texts.of(doc).len()]
            .iter()
            .filter(|pair| **pair != Pairs::NONE)
            .for_each(|pair| each(*pair));
    }
    Ok(())
}
