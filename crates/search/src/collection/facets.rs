//! What a list could be narrowed to, with counts.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use tantivy::Result;

use super::filter::{Compare, FacetField, Field, Filter, Flag, NumberField};
use super::model::{FacetValue, Facets};
use super::schema::{NumberColumn, TextColumn};
use super::segment::Numbers;
use super::select::select;
use super::snapshot::{Set, Snapshot};
use super::text;

/// Numbers this close together are counted in a list rather than a map.
const DENSE: usize = 1 << 16;

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Question {
    pub words: Filter,
    pub chosen: Filter,
    pub per_field: usize,
}

/// Counts the values of every field.
pub(super) fn facets(snapshot: &Snapshot, question: &Question) -> Result<Arc<Facets>> {
    let key = (snapshot.generation(), question.clone());
    if let Some(facets) = snapshot.caches.facets.get(&key) {
        return Ok(facets);
    }
    let set = select(snapshot, &Filter::all([question.words.clone(), question.chosen.clone()]))?;
    let mut facets = Facets { total: set.total, duration_ms: duration(snapshot, &set)?, fields: Vec::new() };
    for field in FacetField::ALL {
        let (own, others): (Vec<Filter>, Vec<Filter>) =
            question.chosen.conjuncts().iter().cloned().partition(|part| part.is_about(field));
        let others = if own.is_empty() {
            set.clone()
        } else {
            select(snapshot, &Filter::all(std::iter::once(question.words.clone()).chain(others)))?
        };
        facets.fields.push((field, values(snapshot, field, &others, &own, question.per_field)?));
    }
    let facets = Arc::new(facets);
    snapshot.caches.facets.insert(key, facets.clone());
    Ok(facets)
}

/// How long songs last together, in milliseconds.
fn duration(snapshot: &Snapshot, set: &Set) -> Result<i64> {
    let mut sum = 0_i64;
    for (segment, songs) in snapshot.segments.iter().zip(&set.parts) {
        let durations = segment.columns.numbers(NumberColumn::Duration)?;
        sum = songs.iter().filter_map(|doc| durations.get(doc)).fold(sum, i64::saturating_add);
    }
    Ok(sum)
}

fn values(snapshot: &Snapshot, field: FacetField, set: &Set, own: &[Filter], limit: usize) -> Result<Vec<FacetValue>> {
    let numbers = |column| count_numbers(snapshot, column, set);
    let value = |value: String, count, selected| FacetValue { value, count, selected };
    let listed = |counts: BTreeMap<i64, u64>, column: NumberField, span: i64, show: fn(i64) -> String| {
        let counted = counts.into_iter().rev().take(limit);
        let selected = |number| own.iter().any(|part| covers(part, column, number, number + span - 1));
        counted.map(|(number, count)| value(show(number), count, selected(number))).collect()
    };
    Ok(match field {
        FacetField::Artist => names(snapshot, field, TextColumn::Artists, set, own, limit)?,
        FacetField::Album => names(snapshot, field, TextColumn::Album, set, own, limit)?,
        FacetField::Genre => names(snapshot, field, TextColumn::Genres, set, own, limit)?,
        FacetField::Tag => names(snapshot, field, TextColumn::Tags, set, own, limit)?,
        FacetField::Source => names(snapshot, field, TextColumn::Source, set, own, limit)?,
        FacetField::Year => listed(numbers(NumberColumn::Year)?, NumberField::Year, 1, |year| year.to_string()),
        FacetField::Decade => {
            let mut decades = BTreeMap::new();
            for (year, count) in numbers(NumberColumn::Year)? {
                *decades.entry(year - year.rem_euclid(10)).or_default() += count;
            }
            listed(decades, NumberField::Year, 10, |decade| format!("{decade}s"))
        }
        FacetField::Rating => listed(numbers(NumberColumn::Rating)?, NumberField::Rating, 1, stars),
        FacetField::Favourite => {
            let mut yes = 0;
            for (segment, songs) in snapshot.segments.iter().zip(&set.parts) {
                yes += songs.count_both(segment.columns.favourites()?);
            }
            let selected = |want: bool| own.iter().any(|part| chooses(part, &Filter::Flag(Flag::Favourite), want));
            yes_no(set.total, yes, ["yes", "no"], selected)
        }
        FacetField::Played => {
            let mut yes = 0;
            for (segment, songs) in snapshot.segments.iter().zip(&set.parts) {
                yes += songs.count_both(segment.columns.played()?);
            }
            let never = Filter::Missing(Field::Number(NumberField::Played));
            let selected = |want: bool| own.iter().any(|part| chooses(part, &never, !want));
            yes_no(set.total, yes, ["yes", "never"], selected)
        }
    })
}

fn stars(halves: i64) -> String {
    let half = if halves % 2 == 0 { "" } else { ".5" };
    format!("{}{half}", halves / 2)
}

fn yes_no(total: u64, yes: u64, names: [&str; 2], selected: impl Fn(bool) -> bool) -> Vec<FacetValue> {
    let counts = [(true, yes), (false, total - yes)];
    let mut found: Vec<FacetValue> = counts
        .into_iter()
        .zip(names)
        .map(|((is, count), name)| FacetValue { value: name.to_owned(), count, selected: selected(is) })
        .filter(|value| value.count > 0 || value.selected)
        .collect();
    found.sort_by_key(|value| Reverse(value.count));
    found
}

/// Whether a choice asks for `wanted`, or for its opposite.
fn chooses(choice: &Filter, wanted: &Filter, straight: bool) -> bool {
    match choice {
        Filter::Not(inner) => chooses(inner, wanted, !straight),
        Filter::Or(parts) | Filter::And(parts) => parts.iter().any(|part| chooses(part, wanted, straight)),
        other => straight && other == wanted,
    }
}

/// Whether a choice asks for all of a range.
fn covers(choice: &Filter, column: NumberField, first: i64, last: i64) -> bool {
    match choice {
        Filter::Or(parts) | Filter::And(parts) => parts.iter().any(|part| covers(part, column, first, last)),
        Filter::Number { field, from, to } => {
            *field == column && from.is_none_or(|from| from <= first) && to.is_none_or(|to| to >= last)
        }
        _ => false,
    }
}

/// The names that choices ask for, folded.
fn asked<'a>(choices: impl IntoIterator<Item = &'a Filter>, found: &mut Vec<String>) {
    for choice in choices {
        match choice {
            Filter::Or(parts) | Filter::And(parts) => asked(parts, found),
            Filter::Text { compare: Compare::Is, value, .. } => found.push(text::fold(value)),
            _ => {}
        }
    }
}

/// The names of a column with the most songs, and those chosen.
fn names(
    snapshot: &Snapshot,
    field: FacetField,
    column: TextColumn,
    set: &Set,
    own: &[Filter],
    limit: usize,
) -> Result<Vec<FacetValue>> {
    let unified = snapshot.unified(column)?;
    let mut counts = vec![0_u64; unified.len()];
    for (part, (segment, songs)) in snapshot.segments.iter().zip(&set.parts).enumerate() {
        if songs.is_none() {
            continue;
        }
        let texts = segment.columns.texts(column)?;
        let names = texts.names()?;
        for (ord, count) in texts.count(songs).into_iter().enumerate().filter(|(_, count)| *count > 0) {
            counts[unified.number(part, names.group(ord as u32)) as usize] += u64::from(count);
        }
    }
    let mut most: Vec<u32> = (0..counts.len() as u32).filter(|number| counts[*number as usize] > 0).collect();
    let rank = |number: &u32| (Reverse(counts[*number as usize]), unified.place(*number));
    if most.len() > limit && limit > 0 {
        most.select_nth_unstable_by(limit - 1, |a, b| rank(a).cmp(&rank(b)));
    }
    most.truncate(limit);
    let mut wanted = Vec::new();
    asked(own.iter().filter(|part| part.is_about(field)), &mut wanted);
    let mut chosen = Vec::new();
    for fold in &wanted {
        chosen.extend(unified.find(&snapshot.segments, fold)?);
    }
    most.extend(chosen.iter().filter(|number| !most.contains(number)).copied().collect::<Vec<_>>());
    most.sort_unstable_by(|a, b| rank(a).cmp(&rank(b)));
    most.dedup();
    let value = |number: u32| {
        let value = unified.written(&snapshot.segments, number)?;
        Ok(FacetValue { value, count: counts[number as usize], selected: chosen.contains(&number) })
    };
    most.into_iter().map(value).collect()
}

fn count_numbers(snapshot: &Snapshot, column: NumberColumn, set: &Set) -> Result<BTreeMap<i64, u64>> {
    let mut counts: BTreeMap<i64, u64> = BTreeMap::new();
    for (segment, songs) in snapshot.segments.iter().zip(&set.parts) {
        let numbers = segment.columns.numbers(column)?;
        let base = match numbers {
            Numbers::Narrow { base, .. } => *base,
            Numbers::Wide(_) => 0,
        };
        let mut dense: Vec<u64> = Vec::new();
        for number in songs.iter().filter_map(|doc| numbers.get(doc)) {
            match usize::try_from(number.saturating_sub(base)) {
                Ok(at) if at < DENSE => {
                    if at >= dense.len() {
                        dense.resize(at + 1, 0);
                    }
                    dense[at] += 1;
                }
                _ => *counts.entry(number).or_default() += 1,
            }
        }
        for (at, count) in dense.into_iter().enumerate().filter(|(_, count)| *count > 0) {
            *counts.entry(base + at as i64).or_default() += count;
        }
    }
    Ok(counts)
}
