//! Names that are the same but for spelling, within one part of the index and across parts.

use super::segment::Texts;
use tantivy::Result;

/// The entries of a dictionary put together that differ only in spelling, in order.
pub(super) struct Names {
    /// For each entry the group it is in.
    groups: Vec<u32>,
    /// For each group its first entry, and at the end the number of entries.
    firsts: Vec<u32>,
}

impl Names {
    pub fn read(texts: &Texts) -> Result<Self> {
        let mut groups = Vec::with_capacity(texts.len());
        let mut firsts = Vec::new();
        let mut last: Vec<u8> = Vec::new();
        texts.each_term(|ord, term| {
            let fold = texts.comparable(term);
            if firsts.is_empty() || fold != last.as_slice() {
                firsts.push(ord);
                last.clear();
                last.extend_from_slice(fold);
            }
            groups.push(firsts.len() as u32 - 1);
        })?;
        firsts.push(groups.len() as u32);
        Ok(Self { groups, firsts })
    }

    /// Groups.
    pub fn len(&self) -> usize {
        self.firsts.len() - 1
    }

    /// The group of an entry.
    pub fn group(&self, ord: u32) -> u32 {
        self.groups[ord as usize]
    }

    /// The group that an entry begins or would come after: for one past the last, the number of groups.
    pub fn group_at(&self, ord: u32) -> u32 {
        self.groups.get(ord as usize).copied().unwrap_or(self.len() as u32)
    }

    /// The entries of a group.
    pub fn entries(&self, group: u32) -> std::ops::Range<u32> {
        self.firsts[group as usize]..self.firsts[group as usize + 1]
    }
}

/// Where the groups of a smaller part stand among those of a larger one.
pub(super) struct Link {
    /// For each group of the smaller part the same of the larger one, or where to find it in `extras`.
    pub to: Vec<Target>,
    /// Groups that the larger part does not have.
    pub extras: Vec<Extra>,
}

/// The same group elsewhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Target {
    Same(u32),
    Extra(u32),
}

/// A group that the larger part does not have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Extra {
    pub group: u32,
    /// The group of the larger part before which it stands.
    pub before: u32,
    /// The comparable form.
    pub fold: Vec<u8>,
}

impl Link {
    pub fn new(small: &Texts, large: &Texts) -> Result<Self> {
        let (names, large_names) = (small.names()?, large.names()?);
        let mut link = Self { to: Vec::with_capacity(names.len()), extras: Vec::new() };
        for group in 0..names.len() as u32 {
            let fold = small.comparable(&small.term(names.entries(group).start)?).to_vec();
            let place = large.place(&fold)?;
            let same = (place as usize) < large.len() && large.comparable(&large.term(place)?) == fold.as_slice();
            let at = large_names.group_at(place);
            if same {
                link.to.push(Target::Same(at));
            } else {
                link.to.push(Target::Extra(link.extras.len() as u32));
                link.extras.push(Extra { group, before: at, fold });
            }
        }
        Ok(link)
    }
}
