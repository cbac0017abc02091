//! What a text being typed may become.

use std::cmp::Reverse;
use std::collections::{HashMap, HashSet};

use tantivy::Result;

use super::filter::{Filter, TextField};
use super::model::{Sort, SortField, Suggestion, SuggestionKind, View};
use super::order;
use super::schema::{NumberColumn, TextColumn};
use super::select::select;
use super::snapshot::Snapshot;
use super::text;
use crate::question::Question;
use crate::spelling::{distance, typos_allowed};

const MAX_LIMIT: usize = 50;
/// Songs whose titles begin so that are looked at for those played most.
const MAX_TITLES: usize = 2_000;
/// Names looked at for each one wanted, because some do not fit or have no song any more.
const SPARE: usize = 4;
/// Words inside of names are looked for from so many characters on.
const MIN_INSIDE: usize = 3;

/// The kinds of names, with where they stand.
const NAMES: [(SuggestionKind, TextField, TextColumn); 4] = [
    (SuggestionKind::Artist, TextField::Artist, TextColumn::Artists),
    (SuggestionKind::Album, TextField::Album, TextColumn::Album),
    (SuggestionKind::Genre, TextField::Genre, TextColumn::Genres),
    (SuggestionKind::Tag, TextField::Tag, TextColumn::Tags),
];

/// The order in which kinds get places, one after another.
const TURNS: [SuggestionKind; 5] =
    [SuggestionKind::Artist, SuggestionKind::Album, SuggestionKind::Song, SuggestionKind::Genre, SuggestionKind::Tag];

/// At most `limit` proposals: the kinds share the places, and stand together.
pub(super) fn suggest(snapshot: &Snapshot, text: &str, limit: usize) -> Result<Vec<Suggestion>> {
    let limit = limit.min(MAX_LIMIT);
    let fold = text::fold(text);
    if fold.is_empty() || limit == 0 {
        return Ok(Vec::new());
    }
    let mut kinds: Vec<(SuggestionKind, Vec<Suggestion>)> = Vec::new();
    for (kind, field, column) in NAMES {
        kinds.push((kind, names(snapshot, kind, field, column, text, &fold, limit)?));
    }
    kinds.push((SuggestionKind::Song, songs(snapshot, text, &fold, limit)?));
    Ok(deal(kinds, limit))
}

/// Deals the places out to the kinds in turn, as long as they have something to put there.
fn deal(mut kinds: Vec<(SuggestionKind, Vec<Suggestion>)>, limit: usize) -> Vec<Suggestion> {
    kinds.sort_by_key(|(kind, _)| TURNS.iter().position(|turn| turn == kind));
    let mut shares = vec![0; kinds.len()];
    let mut left = limit;
    while left > 0 {
        let before = left;
        for (share, (_, of_kind)) in shares.iter_mut().zip(&kinds) {
            if left > 0 && *share < of_kind.len() {
                *share += 1;
                left -= 1;
            }
        }
        if left == before {
            break;
        }
    }
    kinds.into_iter().zip(shares).flat_map(|((_, of_kind), share)| of_kind.into_iter().take(share)).collect()
}

/// Names that begin so, then names with the words in them; those of most songs first.
fn names(
    snapshot: &Snapshot,
    kind: SuggestionKind,
    field: TextField,
    column: TextColumn,
    text: &str,
    fold: &str,
    limit: usize,
) -> Result<Vec<Suggestion>> {
    let mut numbers = most(beginning(snapshot, column, fold)?, limit * SPARE);
    if numbers.len() < limit && fold.chars().count() >= MIN_INSIDE {
        let inside = inside(snapshot, field, column, text)?;
        let known: HashSet<u32> = numbers.iter().copied().collect();
        numbers.extend(most(inside, limit * SPARE).into_iter().filter(|number| !known.contains(number)));
    }
    let unified = snapshot.unified(column)?;
    let mut found = Vec::new();
    for number in numbers {
        if found.len() == limit {
            break;
        }
        let label = unified.written(&snapshot.segments, number)?;
        let Some((part, doc)) = example(snapshot, column, &text::fold(&label))? else { continue };
        if !resembles(&label, text) {
            continue;
        }
        let columns = &snapshot.segments[part].columns;
        let detail = if kind == SuggestionKind::Album {
            match written(snapshot, part, doc, TextColumn::AlbumArtist)? {
                Some(artist) => Some(artist),
                None => written(snapshot, part, doc, TextColumn::Credit)?,
            }
        } else {
            None
        };
        found.push(Suggestion { kind, label, detail, id: columns.id(doc) });
    }
    Ok(found)
}

/// Names that begin so, with the number of their songs.
fn beginning(snapshot: &Snapshot, column: TextColumn, fold: &str) -> Result<HashMap<u32, u64>> {
    let unified = snapshot.unified(column)?;
    let mut found: HashMap<u32, u64> = HashMap::new();
    for (part, segment) in snapshot.segments.iter().enumerate() {
        let texts = segment.columns.texts(column)?;
        let range = texts.beginning(fold.as_bytes())?;
        if range.is_empty() {
            continue;
        }
        let (names, totals) = (texts.names()?, texts.totals());
        for ord in range {
            *found.entry(unified.number(part, names.group(ord))).or_default() += u64::from(totals[ord as usize]);
        }
    }
    Ok(found)
}

/// Names of songs that have the words in this field, with how many such songs they have.
fn inside(snapshot: &Snapshot, field: TextField, column: TextColumn, text: &str) -> Result<HashMap<u32, u64>> {
    let filter = Filter::Words { field: Some(field), text: text.to_owned(), unfinished: true };
    let set = select(snapshot, &filter)?;
    let unified = snapshot.unified(column)?;
    let mut found: HashMap<u32, u64> = HashMap::new();
    for (part, (segment, songs)) in snapshot.segments.iter().zip(&set.parts).enumerate() {
        if songs.is_none() {
            continue;
        }
        let texts = segment.columns.texts(column)?;
        let names = texts.names()?;
        for (ord, count) in texts.count(songs).into_iter().enumerate().filter(|(_, count)| *count > 0) {
            *found.entry(unified.number(part, names.group(ord as u32))).or_default() += u64::from(count);
        }
    }
    Ok(found)
}

fn most(counts: HashMap<u32, u64>, limit: usize) -> Vec<u32> {
    let mut found: Vec<(u64, u32)> = counts.into_iter().map(|(number, count)| (count, number)).collect();
    let rank = |entry: &(u64, u32)| (Reverse(entry.0), entry.1);
    if found.len() > limit {
        found.select_nth_unstable_by_key(limit, rank);
        found.truncate(limit);
    }
    found.sort_unstable_by_key(rank);
    found.into_iter().map(|(_, number)| number).collect()
}

/// A song that carries the name and is not deleted.
fn example(snapshot: &Snapshot, column: TextColumn, fold: &str) -> Result<Option<(usize, u32)>> {
    for (part, segment) in snapshot.segments.iter().enumerate() {
        let texts = segment.columns.texts(column)?;
        let range = texts.equal(fold)?;
        if range.is_empty() {
            continue;
        }
        let alive = |doc: u32| segment.alive.as_ref().is_none_or(|alive| alive.has(doc));
        let fits = |doc: &u32| texts.of(*doc).iter().any(|ord| range.contains(ord)) && alive(*doc);
        if let Some(doc) = (0..segment.limit()).find(fits) {
            return Ok(Some((part, doc)));
        }
    }
    Ok(None)
}

/// Whether each word typed is one of the name's, or nearly: a song's other artist is not meant.
fn resembles(label: &str, text: &str) -> bool {
    let prepared = text::prepare(label);
    let words: Vec<&str> = prepared.words().split([' ', '\t']).chain(prepared.joined.as_deref()).collect();
    Question::new(text).words.iter().filter(|word| !word.optional).all(|word| {
        let forms = std::iter::once(&word.text).chain(word.joined.iter().map(|joined| &joined.text));
        let typos = usize::from(typos_allowed(&word.text));
        let mut near = forms.flat_map(|form| words.iter().map(move |other| distance(form, other, word.unfinished)));
        near.any(|distance| distance <= typos)
    })
}

/// Songs whose titles begin so, those played most first, then songs that match otherwise.
fn songs(snapshot: &Snapshot, text: &str, fold: &str, limit: usize) -> Result<Vec<Suggestion>> {
    let mut found: Vec<(Reverse<bool>, Reverse<i64>, usize, u32)> = Vec::new();
    for (part, segment) in snapshot.segments.iter().enumerate() {
        let titles = segment.columns.texts(TextColumn::Title)?;
        let (range, exact) = (titles.beginning(fold.as_bytes())?, titles.equal(fold)?);
        let order = order::order(snapshot, segment, Sort::up(SortField::Title))?;
        let place = |ord: u32| order.partition_point(|doc| titles.first(*doc).is_some_and(|title| title < ord));
        let plays = segment.columns.numbers(NumberColumn::Plays)?;
        let alive = |doc: &&u32| segment.alive.as_ref().is_none_or(|alive| alive.has(**doc));
        for doc in order[place(range.start)..place(range.end)].iter().filter(alive).take(MAX_TITLES) {
            let is_exact = titles.first(*doc).is_some_and(|title| exact.contains(&title));
            found.push((Reverse(is_exact), Reverse(plays.get(*doc).unwrap_or(0)), part, *doc));
        }
    }
    found.sort_unstable();
    let mut docs: Vec<(usize, u32)> =
        found.into_iter().map(|(_, _, part, doc)| (part, doc)).take(limit * SPARE).collect();
    if docs.len() < limit {
        let filter = Filter::Words { field: None, text: text.to_owned(), unfinished: true };
        let view = View { filter, sort: Sort::up(SortField::Relevance) };
        docs.extend(order::songs(snapshot, &*order::ordered(snapshot, &view)?, 0, limit * SPARE)?);
    }
    let mut seen = HashSet::new();
    let mut songs = Vec::new();
    for (part, doc) in docs {
        if songs.len() == limit {
            break;
        }
        let label = written(snapshot, part, doc, TextColumn::Title)?.unwrap_or_default();
        let detail = written(snapshot, part, doc, TextColumn::Credit)?;
        if seen.insert((text::fold(&label), detail.as_deref().map(text::fold))) {
            let id = snapshot.segments[part].columns.id(doc);
            songs.push(Suggestion { kind: SuggestionKind::Song, label, detail, id });
        }
    }
    Ok(songs)
}

fn written(snapshot: &Snapshot, part: usize, doc: u32, column: TextColumn) -> Result<Option<String>> {
    let texts = snapshot.segments[part].columns.texts(column)?;
    texts.first(doc).map(|ord| texts.written(ord)).transpose()
}
