//! Songs in order: each part's songs are put in order once, a view walks them, and any place of the
//! whole is found by halving.

use std::cmp::Ordering;
use std::sync::Arc;

use tantivy::Result;

use super::filter::Filter;
use super::model::{Sort, SortField, View};
use super::relevance;
use super::schema::{NumberColumn, TextColumn};
use super::segment::{Columns, Numbers, Segment, Texts};
use super::select::select;
use super::snapshot::Snapshot;

/// Bits sorted by at a time.
const DIGIT: u32 = 11;
/// A disc has fewer tracks.
const DISC: u32 = 20;

/// Something songs are compared by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Key {
    Text(TextColumn),
    Number(NumberColumn),
    /// Disc and track.
    Position,
    Id,
}

/// Among equals.
const TIES: [Key; 3] = [Key::Text(TextColumn::Title), Key::Number(NumberColumn::Added), Key::Id];

/// What a column is sorted by, before [`TIES`].
fn chain(field: SortField) -> &'static [Key] {
    use Key::{Number, Position, Text};
    match field {
        SortField::Relevance => &[],
        SortField::Title => &[Text(TextColumn::Title)],
        SortField::Artist => &[Text(TextColumn::Credit), Text(TextColumn::AlbumKey), Position],
        SortField::Album => &[Text(TextColumn::AlbumKey), Position],
        SortField::AlbumArtist => &[Text(TextColumn::AlbumArtist), Text(TextColumn::AlbumKey), Position],
        SortField::Year => &[Number(NumberColumn::Year), Text(TextColumn::AlbumKey), Position],
        SortField::Genre => &[Text(TextColumn::Genres)],
        SortField::Added => &[Number(NumberColumn::Added)],
        SortField::Duration => &[Number(NumberColumn::Duration)],
        SortField::Rating => &[Number(NumberColumn::Rating)],
        SortField::Plays => &[Number(NumberColumn::Plays)],
        SortField::Played => &[Number(NumberColumn::Played)],
        SortField::Position => &[Position],
    }
}

/// The songs of a view, in order within each part.
pub(super) struct Ordered {
    parts: Vec<Part>,
    sort: Sort,
    pub total: u64,
}

struct Part {
    docs: Arc<Vec<u32>>,
    /// Where the songs of each rank end, when songs are ranked.
    ends: Vec<usize>,
    /// Whether the songs are those of the whole part, kept elsewhere.
    shared: bool,
}

impl Part {
    fn rank(&self, at: usize) -> usize {
        self.ends.partition_point(|end| *end <= at)
    }
}

impl Ordered {
    /// Bytes that it alone takes.
    pub fn size(&self) -> u64 {
        self.parts.iter().filter(|part| !part.shared).map(|part| part.docs.len() as u64 * 4).sum()
    }
}

/// Puts the songs of a view in order.
pub(super) fn ordered(snapshot: &Snapshot, view: &View) -> Result<Arc<Ordered>> {
    let key = (snapshot.generation(), view.clone());
    if let Some(ordered) = snapshot.caches.views.get(&key) {
        return Ok(ordered);
    }
    let set = select(snapshot, &view.filter)?;
    let mut parts = Vec::with_capacity(snapshot.segments.len());
    for (segment, songs) in snapshot.segments.iter().zip(&set.parts) {
        let order = order(snapshot, segment, view.sort)?;
        parts.push(if view.sort.field == SortField::Relevance && view.filter.has_words() {
            let (docs, ends) = relevance::ranked(snapshot, segment, &view.filter, &order, songs)?;
            Part { docs: Arc::new(docs), ends, shared: false }
        } else if view.filter == Filter::All && segment.alive.is_none() {
            Part { docs: order, ends: Vec::new(), shared: true }
        } else {
            let docs = order.iter().copied().filter(|doc| songs.has(*doc)).collect();
            Part { docs: Arc::new(docs), ends: Vec::new(), shared: false }
        });
    }
    let ordered = Arc::new(Ordered { parts, sort: view.sort, total: set.total });
    snapshot.caches.views.insert(key, ordered.clone());
    Ok(ordered)
}

/// All songs of a part in order.
pub(super) fn order(snapshot: &Snapshot, segment: &Segment, sort: Sort) -> Result<Arc<Vec<u32>>> {
    let by_title = Sort::up(SortField::Title);
    let sort = if sort.field == SortField::Relevance { by_title } else { sort };
    let key = (segment.id(), sort);
    if let Some(order) = snapshot.caches.orders.get(&key) {
        return Ok(order);
    }
    let columns = &segment.columns;
    let found = if sort == by_title {
        titles_in_order(columns)?
    } else {
        let mut found = order(snapshot, segment, by_title)?.to_vec();
        for (at, key) in chain(sort.field).iter().enumerate().rev() {
            let column = KeyColumn::new(columns, *key)?;
            restack(&mut found, |doc| column.number(doc), sort.descending && at == 0);
        }
        found
    };
    let found = Arc::new(found);
    snapshot.caches.orders.insert(key, found.clone());
    Ok(found)
}

/// All songs by title, moment added and id.
fn titles_in_order(columns: &Columns) -> Result<Vec<u32>> {
    let titles = columns.texts(TextColumn::Title)?;
    let added = columns.numbers(NumberColumn::Added)?;
    let key = |doc: u32| (titles.first(doc).unwrap_or(u32::MAX), added.get(doc).unwrap_or(i64::MAX), doc);
    let mut found: Vec<(u32, i64, u32)> = (0..columns.limit()).map(key).collect();
    found.sort_unstable_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then_with(|| columns.id(a.2).cmp(&columns.id(b.2))));
    Ok(found.into_iter().map(|(_, _, doc)| doc).collect())
}

/// Sorts by a key and leaves equals as they stand; songs without a key come last either way.
fn restack(order: &mut [u32], key: impl Fn(u32) -> Option<u64>, descending: bool) {
    let keys: Vec<Option<u64>> = order.iter().map(|doc| key(*doc)).collect();
    let (Some(least), Some(most)) = (keys.iter().flatten().min(), keys.iter().flatten().max()) else { return };
    let (least, most) = (*least, *most);
    let last = (most - least).saturating_add(1);
    let place = |key: &Option<u64>| match key {
        None => last,
        Some(key) if descending => most - key,
        Some(key) => key - least,
    };
    let mut pairs: Vec<(u64, u32)> = keys.iter().map(place).zip(order.iter().copied()).collect();
    drop(keys);
    let mut sorted = vec![(0, 0); pairs.len()];
    let bits = u64::BITS - last.leading_zeros();
    for shift in (0..bits).step_by(DIGIT as usize) {
        let digit = |key: u64| (key >> shift) as usize & ((1 << DIGIT) - 1);
        let mut starts = vec![0_usize; (1 << DIGIT) + 1];
        pairs.iter().for_each(|(key, _)| starts[digit(*key) + 1] += 1);
        for at in 1..starts.len() {
            starts[at] += starts[at - 1];
        }
        for pair in &pairs {
            let start = &mut starts[digit(pair.0)];
            sorted[*start] = *pair;
            *start += 1;
        }
        std::mem::swap(&mut pairs, &mut sorted);
    }
    order.iter_mut().zip(pairs).for_each(|(place, (_, doc))| *place = doc);
}

/// A column of one part by which songs are compared.
enum KeyColumn<'a> {
    Text(&'a Texts),
    Number(&'a Numbers),
    Position(&'a Numbers, &'a Numbers),
    Id(&'a Columns),
}

/// What is compared across parts. What is missing comes last.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Text(Vec<u8>),
    Number(i64),
    Id(u128),
    Missing,
}

impl<'a> KeyColumn<'a> {
    fn new(columns: &'a Columns, key: Key) -> Result<Self> {
        Ok(match key {
            Key::Text(column) => Self::Text(columns.texts(column)?),
            Key::Number(column) => Self::Number(columns.numbers(column)?),
            Key::Position => {
                Self::Position(columns.numbers(NumberColumn::Disc)?, columns.numbers(NumberColumn::Track)?)
            }
            Key::Id => Self::Id(columns),
        })
    }

    /// A number in the order of this part.
    fn number(&self, doc: u32) -> Option<u64> {
        match self {
            Self::Text(texts) => texts.first(doc).map(u64::from),
            // Turns the order of signed numbers into that of unsigned ones.
            Self::Number(_) | Self::Position(..) => self.signed(doc).map(|number| (number ^ i64::MIN) as u64),
            Self::Id(_) => None,
        }
    }

    fn signed(&self, doc: u32) -> Option<i64> {
        match self {
            Self::Number(numbers) => numbers.get(doc),
            Self::Position(discs, tracks) => match (discs.get(doc), tracks.get(doc)) {
                (None, None) => None,
                (disc, track) => Some((disc.unwrap_or(1) << DISC) + track.unwrap_or(0)),
            },
            Self::Text(_) | Self::Id(_) => None,
        }
    }

    fn value(&self, doc: u32) -> Value {
        match self {
            Self::Text(texts) => match texts.first(doc).map(|ord| texts.term(ord)) {
                Some(Ok(term)) => Value::Text(term),
                // A dictionary that cannot be read costs a song its place, not the caller the answer.
                Some(Err(_)) | None => Value::Missing,
            },
            Self::Number(_) | Self::Position(..) => self.signed(doc).map_or(Value::Missing, Value::Number),
            Self::Id(columns) => Value::Id(columns.id(doc)),
        }
    }
}

/// Compares the songs of a view across parts.
struct Comparing<'a> {
    ordered: &'a Ordered,
    /// For each part the columns in the order in which they count.
    columns: Vec<Vec<KeyColumn<'a>>>,
}

/// One song, with as many of its values as were ever asked for.
struct Song {
    part: usize,
    at: usize,
    values: Vec<Value>,
}

impl Song {
    fn new(part: usize, at: usize) -> Self {
        Self { part, at, values: Vec::new() }
    }
}

impl<'a> Comparing<'a> {
    fn new(snapshot: &'a Snapshot, ordered: &'a Ordered) -> Result<Self> {
        let keys = || chain(ordered.sort.field).iter().chain(&TIES);
        let columns = snapshot
            .segments
            .iter()
            .map(|segment| keys().map(|key| KeyColumn::new(&segment.columns, *key)).collect::<Result<Vec<_>>>());
        Ok(Self { ordered, columns: columns.collect::<Result<_>>()? })
    }

    fn doc(&self, song: &Song) -> u32 {
        self.ordered.parts[song.part].docs[song.at]
    }

    fn compare(&self, a: &mut Song, b: &mut Song) -> Ordering {
        if a.part == b.part {
            return a.at.cmp(&b.at);
        }
        let rank = |song: &Song| self.ordered.parts[song.part].rank(song.at);
        let ranks = rank(a).cmp(&rank(b));
        if ranks != Ordering::Equal {
            return ranks;
        }
        for at in 0..self.columns[a.part].len() {
            self.know(a, at);
            self.know(b, at);
            let order = match (&a.values[at], &b.values[at]) {
                (Value::Missing, _) | (_, Value::Missing) => a.values[at].cmp(&b.values[at]),
                (a, b) if self.ordered.sort.descending && at == 0 && self.is_chained() => b.cmp(a),
                (a, b) => a.cmp(b),
            };
            if order != Ordering::Equal {
                return order;
            }
        }
        Ordering::Equal
    }

    /// Relevance has no column of its own: what comes first is a tie.
    fn is_chained(&self) -> bool {
        !chain(self.ordered.sort.field).is_empty()
    }

    fn know(&self, song: &mut Song, at: usize) {
        while song.values.len() <= at {
            let value = self.columns[song.part][song.values.len()].value(self.doc(song));
            song.values.push(value);
        }
    }

    /// How many songs of `part`, between two places, come before `song`.
    fn before(&self, song: &mut Song, part: usize, from: usize, to: usize) -> usize {
        let (mut low, mut high) = (from, to);
        while low < high {
            let middle = low + (high - low) / 2;
            if self.compare(&mut Song::new(part, middle), song) == Ordering::Less {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        low
    }

    /// How many songs of each part are among the first `offset` of all.
    fn cut(&self, offset: usize) -> Vec<usize> {
        let parts = &self.ordered.parts;
        let mut low = vec![0; parts.len()];
        let mut high: Vec<usize> = parts.iter().map(|part| part.docs.len()).collect();
        if offset >= high.iter().sum() {
            return high;
        }
        while low.iter().sum::<usize>() < offset {
            let Some(part) = (0..parts.len()).max_by_key(|part| high[*part] - low[*part]) else { break };
            let middle = low[part] + (high[part] - low[part]) / 2;
            let mut pivot = Song::new(part, middle);
            let mut places = Vec::with_capacity(parts.len());
            for other in 0..parts.len() {
                let place =
                    if other == part { middle } else { self.before(&mut pivot, other, low[other], high[other]) };
                places.push(place);
            }
            match places.iter().sum::<usize>().cmp(&offset) {
                Ordering::Equal => return places,
                Ordering::Less => {
                    low = places;
                    low[part] = middle + 1;
                }
                Ordering::Greater => high = places,
            }
        }
        low
    }

    /// The songs between two cuts, as part and number in it.
    fn between(&self, from: &[usize], to: &[usize]) -> Vec<(usize, u32)> {
        let Some(large) = (0..from.len()).max_by_key(|part| to[*part] - from[*part]) else { return Vec::new() };
        let mut others: Vec<Song> = Vec::new();
        for part in (0..from.len()).filter(|part| *part != large) {
            others.extend((from[part]..to[part]).map(|at| Song::new(part, at)));
        }
        let mut others: Vec<std::cell::RefCell<Song>> = others.into_iter().map(std::cell::RefCell::new).collect();
        others.sort_by(|a, b| self.compare(&mut a.borrow_mut(), &mut b.borrow_mut()));
        let mut found = Vec::new();
        let mut at = from[large];
        let push_large = |found: &mut Vec<(usize, u32)>, range: std::ops::Range<usize>| {
            found.extend(self.ordered.parts[large].docs[range].iter().map(|doc| (large, *doc)));
        };
        for other in others {
            let mut other = other.into_inner();
            let place = self.before(&mut other, large, at, to[large]);
            push_large(&mut found, at..place);
            at = place;
            found.push((other.part, self.doc(&other)));
        }
        push_large(&mut found, at..to[large]);
        found
    }
}

/// Songs `offset..offset + limit` of a view: the part each is in, and its number there.
pub(super) fn songs(snapshot: &Snapshot, ordered: &Ordered, offset: u64, limit: usize) -> Result<Vec<(usize, u32)>> {
    let total = usize::try_from(ordered.total).unwrap_or(usize::MAX);
    let from = usize::try_from(offset).unwrap_or(usize::MAX).min(total);
    let to = from.saturating_add(limit).min(total);
    if from == to {
        return Ok(Vec::new());
    }
    if let [only] = ordered.parts.as_slice() {
        return Ok(only.docs[from..to].iter().map(|doc| (0, *doc)).collect());
    }
    let comparing = Comparing::new(snapshot, ordered)?;
    Ok(comparing.between(&comparing.cut(from), &comparing.cut(to)))
}
