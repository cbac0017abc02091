//! One part of the index, with its columns in memory. A part never changes but for songs that are
//! deleted from it, so that what is worked out about it once stays true.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use tantivy::SegmentReader;
use tantivy::columnar::{Cardinality, Column, StrColumn};
use tantivy::index::SegmentId;

use super::bits::Bits;
use super::names::{Link, Names};
use super::schema::{FAVOURITE, NumberColumn, SEPARATOR, TextColumn, column};

type Result<T> = tantivy::Result<T>;

/// Stands for a text that is missing.
const NONE: u32 = u32::MAX;

/// A part as one moment sees it.
pub(super) struct Segment {
    pub reader: SegmentReader,
    pub columns: Arc<Columns>,
    /// The songs that are not deleted; `None` when none is.
    pub alive: Option<Bits>,
}

impl Segment {
    pub fn new(reader: &SegmentReader, columns: Arc<Columns>) -> Self {
        let limit = reader.max_doc();
        let alive = reader.alive_bitset().map(|alive| Bits::those(limit, |doc| alive.is_alive(doc)));
        Self { reader: reader.clone(), columns, alive }
    }

    pub fn id(&self) -> SegmentId {
        self.reader.segment_id()
    }

    pub fn limit(&self) -> u32 {
        self.reader.max_doc()
    }

    /// The songs that are not deleted.
    pub fn living(&self) -> Bits {
        self.alive.clone().unwrap_or_else(|| Bits::all(self.limit()))
    }
}

/// The columns of a part, each read when it is first needed.
pub(super) struct Columns {
    reader: SegmentReader,
    texts: [OnceLock<Texts>; TextColumn::COUNT],
    numbers: [OnceLock<Numbers>; NumberColumn::COUNT],
    ids: (Column<u64>, Column<u64>),
    fingerprints: Column<u64>,
    favourites: OnceLock<Bits>,
    played: OnceLock<Bits>,
    /// Where the names of this part stand among those of a larger one.
    links: Mutex<HashMap<(TextColumn, SegmentId), Arc<Link>>>,
    pairs: OnceLock<Pairs>,
}

impl Columns {
    pub fn new(reader: &SegmentReader) -> Result<Self> {
        let fast = reader.fast_fields();
        Ok(Self {
            ids: (fast.u64(column::ID_HIGH)?, fast.u64(column::ID_LOW)?),
            fingerprints: fast.u64(column::FINGERPRINT)?,
            reader: reader.clone(),
            texts: Default::default(),
            numbers: Default::default(),
            favourites: OnceLock::new(),
            played: OnceLock::new(),
            links: Mutex::default(),
            pairs: OnceLock::new(),
        })
    }

    pub fn limit(&self) -> u32 {
        self.reader.max_doc()
    }

    pub fn id(&self, doc: u32) -> u128 {
        let high = self.ids.0.first(doc).unwrap_or_default();
        let low = self.ids.1.first(doc).unwrap_or_default();
        (u128::from(high) << 64) | u128::from(low)
    }

    pub fn fingerprint(&self, doc: u32) -> u64 {
        self.fingerprints.first(doc).unwrap_or_default()
    }

    /// The songs with a fingerprint, the deleted ones too.
    pub fn with_fingerprint(&self, fingerprint: u64) -> Vec<u32> {
        let mut found = Vec::new();
        self.fingerprints.get_docids_for_value_range(fingerprint..=fingerprint, 0..self.limit(), &mut found);
        found
    }

    pub fn texts(&self, column: TextColumn) -> Result<&Texts> {
        let cell = &self.texts[column.index()];
        if let Some(texts) = cell.get() {
            return Ok(texts);
        }
        let texts = Texts::read(&self.reader, column)?;
        Ok(cell.get_or_init(|| texts))
    }

    pub fn numbers(&self, column: NumberColumn) -> Result<&Numbers> {
        let cell = &self.numbers[column.index()];
        if let Some(numbers) = cell.get() {
            return Ok(numbers);
        }
        let read = self.reader.fast_fields().column_opt::<i64>(column.name())?;
        let numbers = Numbers::read(read, self.limit());
        Ok(cell.get_or_init(|| numbers))
    }

    /// The songs marked as favourites.
    pub fn favourites(&self) -> Result<&Bits> {
        let flags = self.numbers(NumberColumn::Flags)?;
        let has = |doc| flags.get(doc).is_some_and(|flags| flags & FAVOURITE != 0);
        Ok(self.favourites.get_or_init(|| Bits::those(self.limit(), has)))
    }

    /// The songs that were ever played.
    pub fn played(&self) -> Result<&Bits> {
        let played = self.numbers(NumberColumn::Played)?;
        Ok(self.played.get_or_init(|| Bits::those(self.limit(), |doc| played.get(doc).is_some())))
    }

    /// Where the names in `column` stand among those of `other`, which is the part `id`.
    pub fn link(&self, column: TextColumn, id: SegmentId, other: &Self) -> Result<Arc<Link>> {
        let known = self.links.lock().unwrap_or_else(PoisonError::into_inner).get(&(column, id)).cloned();
        if let Some(link) = known {
            return Ok(link);
        }
        let link = Arc::new(Link::new(self.texts(column)?, other.texts(column)?)?);
        let mut links = self.links.lock().unwrap_or_else(PoisonError::into_inner);
        // Other parts come and go; what is still of use is made again.
        if links.len() > 2 * TextColumn::COUNT {
            links.clear();
        }
        links.insert((column, id), link.clone());
        Ok(link)
    }

    /// Which artist has songs on which album.
    pub fn pairs(&self) -> Result<&Pairs> {
        if let Some(pairs) = self.pairs.get() {
            return Ok(pairs);
        }
        let pairs = Pairs::read(self)?;
        Ok(self.pairs.get_or_init(|| pairs))
    }
}

/// A column of texts: for each song the places of its values in the sorted dictionary.
pub(super) struct Texts {
    /// Where each song's values begin; `None` when each has at most one.
    starts: Option<Vec<u32>>,
    values: Vec<u32>,
    dictionary: Option<StrColumn>,
    names: OnceLock<Names>,
    totals: OnceLock<Vec<u32>>,
    column: TextColumn,
}

impl Texts {
    fn read(reader: &SegmentReader, column: TextColumn) -> Result<Self> {
        let limit = reader.max_doc();
        let dictionary = reader.fast_fields().str(column.name())?;
        let (starts, values) = match &dictionary {
            None => (None, vec![NONE; limit as usize]),
            Some(texts) if texts.ords().get_cardinality() == Cardinality::Multivalued => {
                let mut starts = Vec::with_capacity(limit as usize + 1);
                let mut values = Vec::new();
                for doc in 0..limit {
                    starts.push(values.len() as u32);
                    values.extend(texts.term_ords(doc).map(|ord| ord as u32));
                }
                starts.push(values.len() as u32);
                values.shrink_to_fit();
                (Some(starts), values)
            }
            Some(texts) => {
                let ords = texts.ords();
                (None, (0..limit).map(|doc| ords.first(doc).map_or(NONE, |ord| ord as u32)).collect())
            }
        };
        Ok(Self { starts, values, dictionary, names: OnceLock::new(), totals: OnceLock::new(), column })
    }

    /// The values of a song.
    pub fn of(&self, doc: u32) -> &[u32] {
        let doc = doc as usize;
        match &self.starts {
            Some(starts) => &self.values[starts[doc] as usize..starts[doc + 1] as usize],
            None if self.values[doc] == NONE => &[],
            None => &self.values[doc..=doc],
        }
    }

    /// Where the values of a song begin among all values.
    pub fn start(&self, doc: u32) -> usize {
        self.starts.as_ref().map_or(doc as usize, |starts| starts[doc as usize] as usize)
    }

    /// How many values there are, those missing counted when each song has one.
    pub fn places(&self) -> usize {
        self.values.len()
    }

    /// The value that comes first in the alphabet.
    pub fn first(&self, doc: u32) -> Option<u32> {
        self.of(doc).iter().min().copied()
    }

    /// Different values.
    pub fn len(&self) -> usize {
        self.dictionary.as_ref().map_or(0, |texts| texts.num_terms())
    }

    /// The songs one of whose values is in the range.
    pub fn within(&self, range: &Range<u32>, limit: u32) -> Bits {
        if range.is_empty() {
            return Bits::none(limit);
        }
        match &self.starts {
            None => Bits::those(limit, |doc| range.contains(&self.values[doc as usize])),
            Some(_) => Bits::those(limit, |doc| self.of(doc).iter().any(|ord| range.contains(ord))),
        }
    }

    /// The values that begin with some bytes.
    pub fn beginning(&self, bytes: &[u8]) -> Result<Range<u32>> {
        let mut end = bytes.to_vec();
        // No byte of a text is 255, so that the last one has a successor.
        match end.last_mut() {
            Some(last) => *last += 1,
            None => return Ok(0..self.len() as u32),
        }
        Ok(self.place(bytes)?..self.place(&end)?)
    }

    /// Where a text stands, or would stand, in the dictionary.
    pub fn place(&self, text: &[u8]) -> Result<u32> {
        let Some(texts) = &self.dictionary else { return Ok(0) };
        let dictionary = texts.dictionary();
        let (from, _) = dictionary.term_bounds_to_ord(std::ops::Bound::Included(text), std::ops::Bound::Unbounded)?;
        let place = match from {
            std::ops::Bound::Included(ord) => ord,
            std::ops::Bound::Excluded(ord) => ord + 1,
            std::ops::Bound::Unbounded => u64::MAX,
        };
        // Past the last text the dictionary answers with a number that no text has.
        Ok(place.min(self.len() as u64) as u32)
    }

    /// The values that are `text` but for spelling.
    pub fn equal(&self, fold: &str) -> Result<Range<u32>> {
        self.beginning(format!("{fold}{SEPARATOR}").as_bytes())
    }

    /// The entry of the dictionary: the comparable form, a zero, the written one.
    pub fn term(&self, ord: u32) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        if let Some(texts) = &self.dictionary {
            texts.ord_to_bytes(u64::from(ord), &mut bytes)?;
        }
        Ok(bytes)
    }

    /// The text as it is written.
    pub fn written(&self, ord: u32) -> Result<String> {
        let term = String::from_utf8_lossy(&self.term(ord)?).into_owned();
        Ok(term.split_once(SEPARATOR).map(|(_, written)| written.to_owned()).unwrap_or(term))
    }

    /// Calls `give` with each entry of the dictionary, in order.
    pub fn each_term(&self, mut give: impl FnMut(u32, &[u8])) -> Result<()> {
        let Some(texts) = &self.dictionary else { return Ok(()) };
        let mut stream = texts.dictionary().stream()?;
        let mut ord = 0;
        while stream.advance() {
            give(ord, stream.key());
            ord += 1;
        }
        Ok(())
    }

    /// The part of an entry that is compared.
    pub fn comparable<'a>(&self, term: &'a [u8]) -> &'a [u8] {
        if self.column == TextColumn::AlbumKey {
            return term;
        }
        term.split(|byte| *byte == SEPARATOR as u8).next().unwrap_or_default()
    }

    /// The entries put together that differ only in spelling.
    pub fn names(&self) -> Result<&Names> {
        if let Some(names) = self.names.get() {
            return Ok(names);
        }
        let names = Names::read(self)?;
        Ok(self.names.get_or_init(|| names))
    }

    /// How many songs have each value, the deleted ones counted.
    pub fn totals(&self) -> &[u32] {
        self.totals.get_or_init(|| {
            let mut totals = vec![0; self.len()];
            self.values.iter().filter(|ord| **ord != NONE).for_each(|ord| totals[*ord as usize] += 1);
            totals
        })
    }

    /// How many of `songs` have each value.
    pub fn count(&self, songs: &Bits) -> Vec<u32> {
        let mut counts;
        if songs.count() * 2 <= u64::from(songs.limit()) {
            counts = vec![0; self.len()];
            self.each_value(songs, |ord| counts[ord as usize] += 1);
        } else {
            // Quicker the other way round.
            counts = self.totals().to_vec();
            let mut others = songs.clone();
            others.negate();
            self.each_value(&others, |ord| counts[ord as usize] -= 1);
        }
        counts
    }

    fn each_value(&self, songs: &Bits, mut give: impl FnMut(u32)) {
        match &self.starts {
            None => songs.iter().map(|doc| self.values[doc as usize]).filter(|ord| *ord != NONE).for_each(give),
            Some(_) => songs.iter().for_each(|doc| self.of(doc).iter().for_each(|ord| give(*ord))),
        }
    }
}

/// A column of numbers, as narrow as they allow.
pub(super) enum Numbers {
    /// Each is so much above the base.
    Narrow {
        base: i64,
        values: Vec<u32>,
    },
    Wide(Vec<i64>),
}

/// Stands for a number that is missing.
const NO_NUMBER: i64 = i64::MIN;

impl Numbers {
    fn read(column: Option<Column<i64>>, limit: u32) -> Self {
        let Some(column) = column else {
            return Self::Narrow { base: 0, values: vec![NONE; limit as usize] };
        };
        let base = column.min_value();
        let narrow = column.max_value().checked_sub(base).is_some_and(|range| range < i64::from(NONE));
        if narrow {
            let values = (0..limit).map(|doc| column.first(doc).map_or(NONE, |value| (value - base) as u32));
            Self::Narrow { base, values: values.collect() }
        } else {
            Self::Wide((0..limit).map(|doc| column.first(doc).unwrap_or(NO_NUMBER)).collect())
        }
    }

    pub fn get(&self, doc: u32) -> Option<i64> {
        match self {
            Self::Narrow { base, values } => {
                let value = values[doc as usize];
                (value != NONE).then(|| base + i64::from(value))
            }
            Self::Wide(values) => Some(values[doc as usize]).filter(|value| *value != NO_NUMBER),
        }
    }

    /// The songs whose number is in the range, both ends included.
    pub fn within(&self, from: Option<i64>, to: Option<i64>, limit: u32) -> Bits {
        let from = from.unwrap_or(NO_NUMBER + 1).max(NO_NUMBER + 1);
        let to = to.unwrap_or(i64::MAX);
        match self {
            Self::Narrow { base, values } => {
                let offset = |bound: i64| bound.saturating_sub(*base);
                if offset(to) < 0 || from > to {
                    return Bits::none(limit);
                }
                let from = offset(from).clamp(0, i64::from(NONE)) as u32;
                let to = offset(to).min(i64::from(NONE - 1)) as u32;
                Bits::those(limit, |doc| (from..=to).contains(&values[doc as usize]))
            }
            Self::Wide(values) => Bits::those(limit, |doc| (from..=to).contains(&values[doc as usize])),
        }
    }
}

/// Each artist with each album they are on, so that albums can be counted.
pub(super) struct Pairs {
    /// Artist and album, as groups of this part's names, sorted.
    pub keys: Vec<u64>,
    /// For each value in the column of artists the pair it belongs to.
    pub of: Vec<u32>,
}

impl Pairs {
    pub const NONE: u32 = NONE;

    /// The key of a pair.
    pub fn key(artist: u32, album: u32) -> u64 {
        (u64::from(artist) << 32) | u64::from(album)
    }

    /// Artist and album of a key.
    pub fn parts(key: u64) -> (u32, u32) {
        ((key >> 32) as u32, key as u32)
    }

    fn read(columns: &Columns) -> Result<Self> {
        let artists = columns.texts(TextColumn::Artists)?;
        let albums = columns.texts(TextColumn::AlbumKey)?;
        let (artist_names, album_names) = (artists.names()?, albums.names()?);
        let mut found: Vec<(u64, u32)> = Vec::with_capacity(artists.places());
        for doc in 0..columns.limit() {
            let Some(album) = albums.first(doc) else { continue };
            let album = album_names.group(album);
            for (at, artist) in artists.of(doc).iter().enumerate() {
                found.push((Self::key(artist_names.group(*artist), album), (artists.start(doc) + at) as u32));
            }
        }
        found.sort_unstable();
        let mut pairs = Self { keys: Vec::new(), of: vec![NONE; artists.places()] };
        for (key, place) in found {
            if pairs.keys.last() != Some(&key) {
                pairs.keys.push(key);
            }
            pairs.of[place as usize] = pairs.keys.len() as u32 - 1;
        }
        Ok(pairs)
    }
}
