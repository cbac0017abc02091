//! Turns a question into a Tantivy query whose score says how exact the match is.

use std::ops::Bound;

use ::tantivy::query::{BooleanQuery, ConstScoreQuery, DisjunctionMaxQuery, Occur, Query, RangeQuery, TermQuery};
use ::tantivy::schema::{Field, IndexRecordOption};
use ::tantivy::{Searcher, Term};

use super::candidates::{Candidate, near};
use super::schema::Fields;
use crate::question::{Question, Word};

/// What a word is worth in name, artist, album and composer.
const WORTH: [f32; 4] = [8.0, 6.0, 4.0, 2.0];
/// What the whole name adds. Each step is more than all the words of a query together.
const EXACT: f32 = 1_000.0;
const EXACT_BUT_THE: f32 = 900.0;
pub(super) const BEGINS: f32 = 500.0;
const BEGINS_BUT_THE: f32 = 450.0;
const NEARLY_EXACT: f32 = 300.0;
/// What a document without a typo is ahead of one with, when typos are let in.
const NO_TYPO: f32 = 150.0;
/// An unfinished word is worth a little less than a finished one.
const UNFINISHED: f32 = 0.5;
/// Each typo halves the worth of a word.
const TYPO: f32 = 0.5;

/// Longest whole name compared with typos forgiven, in bytes.
const MAX_WHOLE: usize = 32;
/// An unfinished word shorter than this is looked for at the two best places only: it begins half of
/// all composers' names, which costs much and tells nothing.
const SHORT: usize = 3;

type Clause = (Occur, Box<dyn Query>);

/// The near words of each word of a question.
#[derive(Debug, Clone, Default)]
pub(super) struct Near {
    /// In the order of the words.
    pub words: Vec<Vec<Candidate>>,
    /// For the whole text taken as one name.
    pub whole: Vec<Candidate>,
}

/// Asks one question of one state of the index.
pub(super) struct Ask<'a> {
    pub searcher: &'a Searcher,
    pub fields: &'a Fields,
    pub question: &'a Question,
}

impl Ask<'_> {
    /// Every word as typed.
    pub fn as_typed(&self) -> ::tantivy::Result<Box<dyn Query>> {
        let all_words = self.all_words(None)?;
        self.with_whole_name(all_words)
    }

    /// Every word, typos forgiven; contains what `as_typed` finds, ahead of the rest.
    pub fn forgiving(&self, near: &Near) -> ::tantivy::Result<Box<dyn Query>> {
        let mut any: Vec<Clause> = vec![
            (Occur::Should, Box::new(self.all_words(Some(near))?)),
            (Occur::Should, constant(Box::new(self.all_words(None)?), NO_TYPO)),
        ];
        for candidate in &near.whole {
            let term = self.term(self.fields.whole, &candidate.text);
            any.push((Occur::Should, constant(term, NEARLY_EXACT * TYPO.powi(candidate.typos as i32 - 1))));
        }
        self.with_whole_name(BooleanQuery::new(any))
    }

    /// At least `needed` of the words, typos forgiven.
    pub fn relaxed(&self, near: &Near, needed: usize) -> ::tantivy::Result<Box<dyn Query>> {
        let mut any: Vec<Clause> = Vec::new();
        for (at, word) in self.question.words.iter().enumerate().filter(|(_, word)| !word.optional) {
            any.push((Occur::Should, self.word(word, near.words.get(at))?));
        }
        Ok(Box::new(BooleanQuery::with_minimum_required_clauses(any, needed)))
    }

    /// Looks near words up for each word, or only for those the index does not have at all: the
    /// others are hardly typos, and each look-up costs as much as a search.
    pub fn near(&self, only_unknown: bool) -> ::tantivy::Result<Near> {
        let mut found = Near::default();
        for word in &self.question.words {
            let skip = only_unknown && self.is_known(word)?;
            found.words.push(if skip {
                Vec::new()
            } else {
                near(self.searcher, &self.fields.words, &word.text, word.unfinished)?
            });
        }
        let whole = &self.question.keys.full;
        // One automaton for a long text costs more than it can find.
        if whole.len() <= MAX_WHOLE {
            found.whole = near(self.searcher, &[self.fields.whole], whole, false)?;
        }
        Ok(found)
    }

    /// Whether the word, alone or joined to a neighbour, stands somewhere as typed.
    fn is_known(&self, word: &Word) -> ::tantivy::Result<bool> {
        let joined = word.joined.iter().map(|joined| &joined.text);
        for text in std::iter::once(&word.text).chain(joined) {
            for field in self.fields.words {
                let term = Term::from_field_text(field, text);
                if self.searcher.doc_freq(&term)? > 0 {
                    return Ok(true);
                }
            }
        }
        Ok(false)
    }

    fn all_words(&self, near: Option<&Near>) -> ::tantivy::Result<BooleanQuery> {
        let mut clauses: Vec<Clause> = Vec::new();
        for (at, word) in self.question.words.iter().enumerate() {
            let occur = if word.optional { Occur::Should } else { Occur::Must };
            let candidates = near.and_then(|near| near.words.get(at));
            clauses.push((occur, self.word(word, candidates)?));
        }
        if clauses.is_empty() {
            // Signs alone can only be a whole name.
            clauses.push((Occur::Must, self.term(self.fields.whole, &self.question.keys.full)));
        }
        Ok(BooleanQuery::new(clauses))
    }

    /// What matches stays the same; whole names move ahead.
    fn with_whole_name(&self, matching: BooleanQuery) -> ::tantivy::Result<Box<dyn Query>> {
        let keys = &self.question.keys;
        let mut clauses: Vec<Clause> = vec![(Occur::Must, Box::new(matching))];
        let mut add = |key: &str, exact: f32, begins: f32| {
            let field = self.fields.whole;
            clauses.push((Occur::Should, constant(self.term(field, key), exact)));
            clauses.push((Occur::Should, constant(self.beginning(field, key), begins)));
        };
        add(&keys.full, EXACT, BEGINS);
        if keys.bare != keys.full {
            add(&keys.bare, EXACT_BUT_THE, BEGINS_BUT_THE);
        }
        Ok(Box::new(BooleanQuery::new(clauses)))
    }

    /// One word, worth what its best place and form are worth.
    fn word(&self, word: &Word, near: Option<&Vec<Candidate>>) -> ::tantivy::Result<Box<dyn Query>> {
        let mut ways: Vec<Box<dyn Query>> = Vec::new();
        let short = word.text.chars().count() < SHORT;
        for (place, (field, worth)) in self.fields.words.into_iter().zip(WORTH).enumerate() {
            let unfinished = word.unfinished && (place < 2 || !short);
            self.add_form(&mut ways, field, &word.text, unfinished, worth)?;
            for joined in &word.joined {
                self.add_form(&mut ways, field, &joined.text, joined.unfinished, worth)?;
            }
            for candidate in near.into_iter().flatten() {
                let worth = worth * TYPO.powi(candidate.typos as i32);
                self.add_form(&mut ways, field, &candidate.text, false, worth)?;
            }
        }
        Ok(Box::new(DisjunctionMaxQuery::new(ways)))
    }

    /// Words the index does not have cost nothing further.
    fn add_form(
        &self,
        ways: &mut Vec<Box<dyn Query>>,
        field: Field,
        text: &str,
        unfinished: bool,
        worth: f32,
    ) -> ::tantivy::Result<()> {
        if self.searcher.doc_freq(&Term::from_field_text(field, text))? > 0 {
            ways.push(constant(self.term(field, text), worth));
        }
        if unfinished {
            ways.push(constant(self.beginning(field, text), worth - UNFINISHED));
        }
        Ok(())
    }

    fn term(&self, field: Field, text: &str) -> Box<dyn Query> {
        let term = Term::from_field_text(field, text);
        Box::new(TermQuery::new(term, IndexRecordOption::Basic))
    }

    /// Words that begin with `text`.
    fn beginning(&self, field: Field, text: &str) -> Box<dyn Query> {
        let from = Term::from_field_text(field, text);
        let to = Term::from_field_text(field, &format!("{text}{}", char::MAX));
        Box::new(RangeQuery::new(Bound::Included(from), Bound::Excluded(to)))
    }
}

fn constant(query: Box<dyn Query>, score: f32) -> Box<dyn Query> {
    Box::new(ConstScoreQuery::new(query, score))
}
