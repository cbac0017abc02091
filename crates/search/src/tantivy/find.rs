//! Searching: as typed, then forgiving typos, then with fewer words.

use ::tantivy::{Searcher, TantivyDocument};

use super::ask::{Ask, BEGINS, Near};
use super::collect::{Best, Collect, Found};
use super::schema::{Fields, Shown};
use crate::highlight::highlight;
use crate::model::{Genre, GenreCount, Hit, Kind, KindCount, Query, Results, Suggestion};
use crate::question::{Marks, Question};
use crate::spelling::distance;
use crate::suggest::{self, Proposal};
use crate::words;

const MAX_LIMIT: usize = 200;
const MAX_OFFSET: usize = 10_000;
/// With fewer matches than this, and none of them by its whole name, typos are let in. Several words
/// that all match are no typos, however few the matches.
const FEW: u64 = 3;
/// Proposals looked at of each kind for each one wanted, because some say the same.
const SPARE: usize = 3;

/// The answer in the index's own terms.
struct Answer {
    found: Found,
    marks: Marks,
    corrected: Option<String>,
}

/// Answers a query.
pub(super) fn search(searcher: &Searcher, fields: &Fields, query: &Query) -> ::tantivy::Result<Results> {
    let question = Question::new(&query.text);
    let offset = query.offset.min(MAX_OFFSET);
    let limit = query.limit.min(MAX_LIMIT);
    // One is kept even when none is wanted: the correction is read from the best match.
    let keep = (offset + limit).max(1);
    let collect = Collect { kind: query.kind, genre_id: query.genre_id, keep };
    let answer = answer(searcher, fields, &question, collect)?;
    let mut results = Results {
        total: answer.found.total,
        kinds: Kind::ALL.map(|kind| KindCount { kind, count: answer.found.kinds[kind.index()] }).to_vec(),
        genres: by_count(answer.found.genres),
        corrected: answer.corrected,
        ..Results::default()
    };
    for kind in Kind::ALL {
        let best = answer.found.best[kind.index()].iter().skip(offset).take(limit);
        let hits = results.hits_mut(kind);
        for best in best {
            let name = shown(searcher, fields, best)?.name;
            hits.push(Hit { id: best.id.0, score: best.score(), highlight: highlight(&name, &answer.marks) });
        }
    }
    Ok(results)
}

/// Proposes what the text may become.
pub(super) fn suggest(
    searcher: &Searcher,
    fields: &Fields,
    text: &str,
    limit: usize,
) -> ::tantivy::Result<Vec<Suggestion>> {
    let question = Question::new(text);
    let limit = limit.min(MAX_LIMIT);
    let collect = Collect { kind: None, genre_id: None, keep: limit.max(1) * SPARE };
    let answer = answer(searcher, fields, &question, collect)?;
    let mut proposals: [Vec<Proposal>; 3] = Default::default();
    for kind in Kind::ALL {
        for best in &answer.found.best[kind.index()] {
            let shown = shown(searcher, fields, best)?;
            proposals[kind.index()].push(Proposal {
                kind,
                id: best.id.0,
                score: best.score(),
                title: shown.name,
                subtitle: shown.artist,
            });
        }
    }
    let chosen = suggest::choose(proposals, limit);
    Ok(chosen.into_iter().map(|proposal| proposal.lit_up(&answer.marks)).collect())
}

fn answer(searcher: &Searcher, fields: &Fields, question: &Question, collect: Collect) -> ::tantivy::Result<Answer> {
    let mut marks = question.marks();
    if question.is_empty() {
        return Ok(Answer { found: Found::default(), marks, corrected: None });
    }
    let ask = Ask { searcher, fields, question };
    let typed = searcher.search(&ask.as_typed()?, &collect)?;
    // Filters must not change how a text is understood, so what counts is matches before them.
    let several_words = question.needed() > 1;
    let enough = if several_words { 1 } else { FEW };
    if typed.matched >= enough || typed.top_score() >= BEGINS || question.words.is_empty() {
        return Ok(Answer { found: typed, marks, corrected: None });
    }
    let mut near = ask.near(several_words)?;
    let mut found = searcher.search(&ask.forgiving(&near)?, &collect)?;
    if found.matched == 0 && several_words {
        near = ask.near(false)?;
        found = forgiving(&ask, &near, &collect)?;
    }
    let corrected = if typed.matched > 0 { None } else { correction(&ask, &near, &found)? };
    for candidate in near.words.iter().flatten().chain(&near.whole) {
        marks.add(&candidate.text, false);
    }
    Ok(Answer { found, marks, corrected })
}

/// All words but for typos; failing that all but one; failing that any.
fn forgiving(ask: &Ask<'_>, near: &Near, collect: &Collect) -> ::tantivy::Result<Found> {
    let mut found = ask.searcher.search(&ask.forgiving(near)?, collect)?;
    let words = ask.question.needed();
    for needed in [words.saturating_sub(1), 1] {
        if found.matched > 0 || needed == 0 || needed >= words {
            break;
        }
        found = ask.searcher.search(&ask.relaxed(near, needed)?, collect)?;
    }
    Ok(found)
}

/// The query as the best match spells it; none if that is what was typed.
fn correction(ask: &Ask<'_>, near: &Near, found: &Found) -> ::tantivy::Result<Option<String>> {
    let best = found.best.iter().filter_map(|best| best.first());
    // The first of the largest: with equal scores, an artist before an album before a track.
    let best = best.fold(None, |top: Option<&Best>, next| match top {
        Some(top) if top.score() >= next.score() => Some(top),
        _ => Some(next),
    });
    let Some(best) = best else { return Ok(None) };
    let shown = shown(ask.searcher, ask.fields, best)?;
    Ok(respell(ask.question, near, &shown))
}

fn respell(question: &Question, near: &Near, shown: &Shown) -> Option<String> {
    let whole = words::keys(&shown.name);
    if question.words.len() == 1 && near.whole.iter().any(|candidate| candidate.text == whole.full) {
        return Some(shown.name.to_lowercase());
    }
    let written: Vec<(String, String)> = shown.texts().flat_map(written_words).collect();
    let mut changed = false;
    let mut spelling = Vec::new();
    for (word, candidates) in question.words.iter().zip(&near.words) {
        let joined = word.joined.iter().map(|joined| (&joined.text, joined.unfinished));
        let mut forms = std::iter::once((&word.text, word.unfinished)).chain(joined);
        let as_typed = forms.any(|(form, unfinished)| {
            written.iter().any(|(text, _)| text == form || (unfinished && text.starts_with(form.as_str())))
        });
        let near = written
            .iter()
            .filter(|(text, _)| !as_typed && candidates.iter().any(|candidate| candidate.text == *text))
            .min_by_key(|(text, _)| distance(&word.text, text, word.unfinished));
        changed |= near.is_some();
        spelling.push(near.map_or_else(|| word.typed.clone(), |(_, original)| original.clone()));
    }
    changed.then(|| spelling.join(" "))
}

/// The words of a text, folded, each with the way it is written.
fn written_words(text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for chunk in words::chunks(text) {
        for (first, last) in words::runs(chunk.len()) {
            let original = &text[chunk[first].start..chunk[last].end()];
            found.push((words::join(&chunk[first..=last]), original.to_lowercase()));
        }
    }
    found
}

fn shown(searcher: &Searcher, fields: &Fields, best: &Best) -> ::tantivy::Result<Shown> {
    let doc: TantivyDocument = searcher.doc(best.address)?;
    Ok(fields.shown(&doc))
}

fn by_count(genres: std::collections::HashMap<Genre, u64>) -> Vec<GenreCount> {
    let mut counts: Vec<GenreCount> = genres.into_iter().map(|(genre, count)| GenreCount { genre, count }).collect();
    counts.sort_unstable_by(|a, b| {
        b.count.cmp(&a.count).then_with(|| a.genre.name.cmp(&b.genre.name)).then(a.genre.id.cmp(&b.genre.id))
    });
    counts
}
