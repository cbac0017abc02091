//! The words of the index that are nearly a given word.

use std::collections::HashMap;
use std::sync::OnceLock;

use ::tantivy::Searcher;
use ::tantivy::schema::Field;
use levenshtein_automata::{DFA, Distance, LevenshteinAutomatonBuilder, SINK_STATE};
use tantivy_fst::Automaton;

use crate::spelling::{distance, typos_allowed};

/// Near words tried for each word asked.
const MAX_CANDIDATES: usize = 24;
/// Near words looked at in each dictionary: the beginning of a long one may have very many.
const MAX_LOOKED_AT: usize = 2_048;

/// A word of the index near to one asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Candidate {
    pub text: String,
    /// Typos between the two, at least 1.
    pub typos: usize,
}

/// The words in `fields` that are `word` but for as many typos as its length allows, nearest first
/// and common ones before rare ones. With `prefix`, words that begin so count too.
pub(crate) fn near(
    searcher: &Searcher,
    fields: &[Field],
    word: &str,
    prefix: bool,
) -> ::tantivy::Result<Vec<Candidate>> {
    let allowed = typos_allowed(word);
    if allowed == 0 {
        return Ok(Vec::new());
    }
    let automaton = Near(automaton(word, allowed, prefix));
    let mut documents: HashMap<String, u64> = HashMap::new();
    for segment in searcher.segment_readers() {
        for field in fields {
            let index = segment.inverted_index(*field)?;
            let mut stream = index.terms().search(&automaton).into_stream()?;
            let mut looked_at = 0;
            while looked_at < MAX_LOOKED_AT && stream.advance() {
                looked_at += 1;
                if let Ok(text) = std::str::from_utf8(stream.key()) {
                    *documents.entry(text.to_owned()).or_default() += u64::from(stream.value().doc_freq);
                }
            }
        }
    }
    Ok(nearest(word, prefix, documents))
}

fn nearest(word: &str, prefix: bool, documents: HashMap<String, u64>) -> Vec<Candidate> {
    let mut found: Vec<(Candidate, u64)> = documents
        .into_iter()
        .map(|(text, count)| {
            // A word that is complete is better than one that only begins nearly so.
            let typos = distance(word, &text, prefix);
            (Candidate { text, typos }, count)
        })
        .filter(|(candidate, _)| candidate.typos > 0)
        .collect();
    found.sort_unstable_by(|(a, a_count), (b, b_count)| (a.typos, b_count, &a.text).cmp(&(b.typos, a_count, &b.text)));
    found.truncate(MAX_CANDIDATES);
    found.into_iter().map(|(candidate, _)| candidate).collect()
}

/// The tables behind the automata take milliseconds to compute and serve every word.
fn automaton(word: &str, typos: u8, prefix: bool) -> DFA {
    static ONE: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    static TWO: OnceLock<LevenshteinAutomatonBuilder> = OnceLock::new();
    let builder = match typos {
        1 => ONE.get_or_init(|| LevenshteinAutomatonBuilder::new(1, true)),
        _ => TWO.get_or_init(|| LevenshteinAutomatonBuilder::new(2, true)),
    };
    if prefix { builder.build_prefix_dfa(word) } else { builder.build_dfa(word) }
}

/// Walks a dictionary and leaves out whole branches that are too far away.
struct Near(DFA);

impl Automaton for Near {
    type State = u32;

    fn start(&self) -> u32 {
        self.0.initial_state()
    }

    fn is_match(&self, state: &u32) -> bool {
        matches!(self.0.distance(*state), Distance::Exact(_))
    }

    fn can_match(&self, state: &u32) -> bool {
        *state != SINK_STATE
    }

    fn accept(&self, state: &u32, byte: u8) -> u32 {
        self.0.transition(*state, byte)
    }
}
