//! How well a song matches what was typed.

use tantivy::Result;

use super::bits::Bits;
use super::filter::Filter;
use super::schema::TextColumn;
use super::segment::Segment;
use super::select;
use super::snapshot::Snapshot;
use super::terms::{self, Places, Tolerance};
use super::text;

/// How many fields, best first, all the words stand in: the title; title and artist; album too.
const STEPS: [usize; 3] = [1, 2, 4];

/// The songs with the best first, and where each rank ends. Within a rank they keep their order.
pub(super) fn ranked(
    snapshot: &Snapshot,
    segment: &Segment,
    filter: &Filter,
    order: &[u32],
    songs: &Bits,
) -> Result<(Vec<u32>, Vec<usize>)> {
    let ranks = ranks(snapshot, segment, filter)?;
    let mut by_rank: Vec<Vec<u32>> = vec![Vec::new(); ranks.len() + 1];
    for doc in order.iter().copied().filter(|doc| songs.has(*doc)) {
        let rank = ranks.iter().position(|rank| rank.has(doc)).unwrap_or(ranks.len());
        by_rank[rank].push(doc);
    }
    let mut docs = Vec::new();
    let mut ends = Vec::with_capacity(by_rank.len());
    for of_rank in by_rank {
        docs.extend(of_rank);
        ends.push(docs.len());
    }
    Ok((docs, ends))
}

/// The exact title, titles that begin so, all words in better and better places, all as typed.
fn ranks(snapshot: &Snapshot, segment: &Segment, filter: &Filter) -> Result<Vec<Bits>> {
    let typed = typed(filter);
    let fold = text::fold(&typed);
    let titles = segment.columns.texts(TextColumn::Title)?;
    let mut ranks = vec![
        titles.within(&titles.equal(&fold)?, segment.limit()),
        titles.within(&titles.beginning(fold.as_bytes())?, segment.limit()),
    ];
    let all = STEPS.iter().map(|count| Places::best(snapshot, *count)).chain([Places::of(snapshot, None)]);
    for places in all {
        let wanted = terms::wanted(snapshot, &places, &typed, true, Tolerance::None)?;
        ranks.push(select::words(snapshot, segment, &places, &wanted)?);
    }
    Ok(ranks)
}

/// All that was typed and must match.
fn typed(filter: &Filter) -> String {
    let mut found = String::new();
    for part in filter.conjuncts() {
        let text = match part {
            Filter::Words { text, .. } | Filter::Phrase { text, .. } => text.clone(),
            Filter::And(_) => typed(part),
            _ => continue,
        };
        if !found.is_empty() {
            found.push(' ');
        }
        found.push_str(&text);
    }
    found
}
