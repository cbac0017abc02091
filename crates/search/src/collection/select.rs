//! Which songs of each part a filter means.

use std::ops::Range;
use std::sync::Arc;

use tantivy::Result;

use super::bits::Bits;
use super::filter::{Compare, Field, Filter, Flag, TextField};
use super::schema::{COVER, NOTES, NumberColumn, TextColumn};
use super::segment::Segment;
use super::snapshot::{Set, Snapshot};
use super::terms::{self, Places, Tolerance, Wanted};
use super::text;

/// The songs that a filter means. Typos are forgiven in words that stand nowhere, and in all words
/// where nothing is found otherwise.
pub(super) fn select(snapshot: &Snapshot, filter: &Filter) -> Result<Arc<Set>> {
    let key = (snapshot.generation(), filter.clone());
    if let Some(set) = snapshot.caches.sets.get(&key) {
        return Ok(set);
    }
    let mut set = select_with(snapshot, filter, Tolerance::Unknown)?;
    if set.total == 0 && filter.has_words() {
        set = select_with(snapshot, filter, Tolerance::All)?;
    }
    let set = Arc::new(set);
    snapshot.caches.sets.insert(key, set.clone());
    Ok(set)
}

fn select_with(snapshot: &Snapshot, filter: &Filter, tolerance: Tolerance) -> Result<Set> {
    let plan = Plan::new(snapshot, filter, tolerance)?;
    let mut parts = Vec::with_capacity(snapshot.segments.len());
    for segment in &snapshot.segments {
        let mut songs = plan.songs(snapshot, segment)?;
        if let Some(alive) = &segment.alive {
            songs.and(alive);
        }
        parts.push(songs);
    }
    Ok(Set::new(parts))
}

/// A filter whose words have been looked up in the whole collection.
enum Plan {
    All,
    And(Vec<Plan>),
    Or(Vec<Plan>),
    Not(Box<Plan>),
    Words(Places, Vec<Wanted>),
    Phrase(Places, Vec<String>),
    Text { field: TextField, compare: Compare, fold: String },
    Number { column: NumberColumn, from: Option<i64>, to: Option<i64> },
    Missing(Field),
    Flag(Flag),
}

impl Plan {
    fn new(snapshot: &Snapshot, filter: &Filter, tolerance: Tolerance) -> Result<Self> {
        let each = |parts: &[Filter]| {
            parts.iter().map(|part| Self::new(snapshot, part, tolerance)).collect::<Result<Vec<Self>>>()
        };
        Ok(match filter {
            Filter::All => Self::All,
            Filter::And(parts) => Self::And(each(parts)?),
            Filter::Or(parts) => Self::Or(each(parts)?),
            // What must not match is meant as it is written.
            Filter::Not(inner) => Self::Not(Box::new(Self::new(snapshot, inner, Tolerance::None)?)),
            Filter::Words { field, text, unfinished } => {
                let places = Places::of(snapshot, *field);
                let wanted = terms::wanted(snapshot, &places, text, *unfinished, tolerance)?;
                if wanted.is_empty() { Self::signs(*field, text) } else { Self::Words(places, wanted) }
            }
            Filter::Phrase { field, text } => {
                let units = text::phrase(text);
                if units.is_empty() {
                    Self::signs(*field, text)
                } else {
                    Self::Phrase(Places::of(snapshot, *field), units)
                }
            }
            Filter::Text { field: TextField::Notes, value, .. } => {
                Self::Phrase(Places::of(snapshot, Some(TextField::Notes)), text::phrase(value))
            }
            Filter::Text { field, compare, value } => {
                Self::Text { field: *field, compare: *compare, fold: text::fold(value) }
            }
            Filter::Number { field, from, to } => {
                Self::Number { column: NumberColumn::of(*field), from: *from, to: *to }
            }
            Filter::Missing(field) => Self::Missing(*field),
            Filter::Flag(flag) => Self::Flag(*flag),
        })
    }

    /// A text of signs alone ("!!!") has no words: it can only be a whole name.
    fn signs(field: Option<TextField>, text: &str) -> Self {
        let fields =
            field.map_or_else(|| vec![TextField::Title, TextField::Artist, TextField::Album], |field| vec![field]);
        let fold = text::fold(text);
        if fold.is_empty() {
            return Self::All;
        }
        let whole = |field| Self::Text { field, compare: Compare::Is, fold: fold.clone() };
        Self::Or(fields.into_iter().map(whole).collect())
    }

    /// The songs of a part; the deleted ones may be among them.
    fn songs(&self, snapshot: &Snapshot, segment: &Segment) -> Result<Bits> {
        let limit = segment.limit();
        let columns = &segment.columns;
        Ok(match self {
            Self::All => Bits::all(limit),
            Self::And(parts) => {
                let mut found = Bits::all(limit);
                for part in parts {
                    found.and(&part.songs(snapshot, segment)?);
                }
                found
            }
            Self::Or(parts) => {
                let mut found = Bits::none(limit);
                for part in parts {
                    found.or(&part.songs(snapshot, segment)?);
                }
                found
            }
            Self::Not(inner) => {
                let mut found = inner.songs(snapshot, segment)?;
                found.negate();
                found
            }
            Self::Words(places, wanted) => words(snapshot, segment, places, wanted)?,
            Self::Phrase(places, units) => {
                let mut found = Bits::none(limit);
                terms::add_phrase(segment, places, units, &mut found)?;
                found
            }
            Self::Text { field, compare, fold } => text_songs(segment, *field, *compare, fold)?,
            Self::Number { column, from, to } => columns.numbers(*column)?.within(*from, *to, limit),
            Self::Missing(field) => missing(segment, *field)?,
            Self::Flag(Flag::Favourite) => columns.favourites()?.clone(),
            Self::Flag(Flag::Cover) => flagged(segment, COVER)?,
        })
    }
}

/// The songs that have all the words.
pub(super) fn words(snapshot: &Snapshot, segment: &Segment, places: &Places, wanted: &[Wanted]) -> Result<Bits> {
    let mut found = Bits::all(segment.limit());
    for word in wanted {
        found.and(&terms::songs(snapshot, segment, places, word)?);
    }
    Ok(found)
}

fn text_songs(segment: &Segment, field: TextField, compare: Compare, fold: &str) -> Result<Bits> {
    let mut found = Bits::none(segment.limit());
    if fold.is_empty() {
        return Ok(found);
    }
    for column in TextColumn::of(field) {
        let texts = segment.columns.texts(*column)?;
        let range: Range<u32> = match compare {
            Compare::Is => texts.equal(fold)?,
            Compare::Begins => texts.beginning(fold.as_bytes())?,
        };
        found.or(&texts.within(&range, segment.limit()));
    }
    Ok(found)
}

fn missing(segment: &Segment, field: Field) -> Result<Bits> {
    let mut found = match field {
        Field::Text(TextField::Notes) => flagged(segment, NOTES)?,
        Field::Text(field) => {
            let mut has = Bits::none(segment.limit());
            for column in TextColumn::of(field) {
                let texts = segment.columns.texts(*column)?;
                has.or(&texts.within(&(0..texts.len() as u32), segment.limit()));
            }
            has
        }
        Field::Number(field) => segment.columns.numbers(NumberColumn::of(field))?.within(None, None, segment.limit()),
    };
    found.negate();
    Ok(found)
}

fn flagged(segment: &Segment, flag: i64) -> Result<Bits> {
    let flags = segment.columns.numbers(NumberColumn::Flags)?;
    Ok(Bits::those(segment.limit(), |doc| flags.get(doc).is_some_and(|flags| flags & flag != 0)))
}
