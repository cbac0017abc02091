//! The names of a column across all parts of the index, numbered once.

use std::collections::HashMap;
use std::sync::Arc;

use tantivy::Result;

use super::names::{Link, Target};
use super::schema::{SEPARATOR, TextColumn};
use super::segment::Segment;

/// Numbers for the names of a column: those of the largest part first, in order, then others.
pub(super) struct Unified {
    column: TextColumn,
    /// Names of the largest part.
    base: u32,
    others: Vec<Other>,
    /// For each part but the largest, where its names went.
    links: Vec<(Arc<Link>, Vec<u32>)>,
}

/// A name that the largest part does not have.
struct Other {
    /// The name of the largest part before which it stands.
    before: u32,
    fold: Vec<u8>,
    /// Where it is found: part and group.
    found: (usize, u32),
}

/// Compares names in the order of the alphabet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Place<'a> {
    at: u32,
    own: bool,
    fold: &'a [u8],
}

impl Unified {
    pub fn new(segments: &[Segment], column: TextColumn) -> Result<Self> {
        let mut unified = Self { column, base: 0, others: Vec::new(), links: Vec::new() };
        let Some((large, small)) = segments.split_first() else { return Ok(unified) };
        unified.base = large.columns.texts(column)?.names()?.len() as u32;
        let mut known: HashMap<Vec<u8>, u32> = HashMap::new();
        for (at, segment) in small.iter().enumerate() {
            let link = segment.columns.link(column, large.id(), &large.columns)?;
            let mut numbers = Vec::with_capacity(link.extras.len());
            for extra in &link.extras {
                let next = unified.base + unified.others.len() as u32;
                let number = *known.entry(extra.fold.clone()).or_insert(next);
                if number == next {
                    let found = (at + 1, extra.group);
                    unified.others.push(Other { before: extra.before, fold: extra.fold.clone(), found });
                }
                numbers.push(number);
            }
            unified.links.push((link, numbers));
        }
        Ok(unified)
    }

    /// Names altogether.
    pub fn len(&self) -> usize {
        self.base as usize + self.others.len()
    }

    /// The number of a group of the part `part`.
    pub fn number(&self, part: usize, group: u32) -> u32 {
        if part == 0 {
            return group;
        }
        let (link, numbers) = &self.links[part - 1];
        match link.to[group as usize] {
            Target::Same(group) => group,
            Target::Extra(at) => numbers[at as usize],
        }
    }

    /// Where a name stands in the order of the alphabet.
    pub fn place(&self, number: u32) -> Place<'_> {
        match number.checked_sub(self.base) {
            None => Place { at: number, own: true, fold: &[] },
            Some(other) => {
                let other = &self.others[other as usize];
                Place { at: other.before, own: false, fold: &other.fold }
            }
        }
    }

    /// The number of a name that is `fold` but for spelling.
    pub fn find(&self, segments: &[Segment], fold: &str) -> Result<Option<u32>> {
        for (part, segment) in segments.iter().enumerate() {
            let texts = segment.columns.texts(self.column)?;
            let found = texts.equal(fold)?;
            if !found.is_empty() {
                return Ok(Some(self.number(part, texts.names()?.group(found.start))));
            }
        }
        Ok(None)
    }

    /// What stands after the separator in the comparable form: the artist of an album.
    pub fn second(&self, segments: &[Segment], number: u32) -> Result<Vec<u8>> {
        let (part, group) = self.found(number);
        let texts = segments[part].columns.texts(self.column)?;
        let term = texts.term(texts.names()?.entries(group).start)?;
        Ok(term.split(|byte| *byte == SEPARATOR as u8).nth(1).unwrap_or_default().to_vec())
    }

    /// A part that has the name, and its group there.
    fn found(&self, number: u32) -> (usize, u32) {
        match number.checked_sub(self.base) {
            None => (0, number),
            Some(other) => self.others[other as usize].found,
        }
    }

    /// The name as it is written most often in the largest part that has it.
    pub fn written(&self, segments: &[Segment], number: u32) -> Result<String> {
        let (part, group) = self.found(number);
        let texts = segments[part].columns.texts(self.column)?;
        let totals = texts.totals();
        let mut best = None;
        for ord in texts.names()?.entries(group) {
            if best.is_none_or(|best: u32| totals[ord as usize] > totals[best as usize]) {
                best = Some(ord);
            }
        }
        best.map_or_else(|| Ok(String::new()), |ord| texts.written(ord))
    }
}
