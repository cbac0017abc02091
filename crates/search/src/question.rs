//! What was typed, understood: the words, how each may be satisfied, and what to light up.

use std::collections::HashSet;

use crate::words::{self, Keys, Piece, is_connective, join};

/// Characters of the query that count.
const MAX_CHARS: usize = 256;
/// Words of the query that count.
const MAX_WORDS: usize = 12;

/// A query, cut into words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Question {
    pub words: Vec<Word>,
    /// The whole text, to compare with whole names.
    pub keys: Keys,
}

/// One word of a query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Folded.
    pub text: String,
    /// As typed.
    pub typed: String,
    /// The last word, which may be unfinished.
    pub unfinished: bool,
    /// "and" between other words: welcome, not needed.
    pub optional: bool,
    /// Longer words this one is a part of, when written together with its neighbours.
    pub joined: Vec<Joined>,
}

/// Neighbouring words written as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Joined {
    pub text: String,
    pub unfinished: bool,
}

impl Question {
    /// Understands any text; one without letters and digits has no words.
    pub fn new(text: &str) -> Self {
        let text: String = text.chars().take(MAX_CHARS).collect();
        let mut chunks = words::chunks(&text);
        let mut left = MAX_WORDS;
        for chunk in &mut chunks {
            chunk.truncate(left);
            left -= chunk.len();
        }
        chunks.retain(|chunk| !chunk.is_empty());
        Self { words: words_of(&text, &chunks), keys: words::keys(&text) }
    }

    /// Nothing to look for.
    pub fn is_empty(&self) -> bool {
        self.keys.full.is_empty()
    }

    /// Words that must match.
    pub fn needed(&self) -> usize {
        self.words.iter().filter(|word| !word.optional).count()
    }

    /// What to light up in a hit.
    pub fn marks(&self) -> Marks {
        let mut marks = Marks::default();
        for word in &self.words {
            marks.add(&word.text, word.unfinished);
            for joined in &word.joined {
                marks.add(&joined.text, joined.unfinished);
            }
        }
        marks
    }
}

fn words_of(text: &str, chunks: &[Vec<Piece>]) -> Vec<Word> {
    let pieces: Vec<&Piece> = chunks.iter().flatten().collect();
    let count = pieces.len();
    let only_connectives = pieces.iter().all(|piece| is_connective(&piece.text));
    let mut found: Vec<Word> = pieces
        .iter()
        .enumerate()
        .map(|(at, piece)| {
            let unfinished = at + 1 == count;
            let connective = is_connective(&piece.text) && !unfinished && !only_connectives;
            Word {
                text: if connective { words::AND.to_owned() } else { piece.text.clone() },
                typed: text[piece.start..piece.end()].to_lowercase(),
                unfinished,
                optional: connective,
                joined: Vec::new(),
            }
        })
        .collect();
    for at in 1..count {
        let pair = [pieces[at - 1].clone(), pieces[at].clone()];
        add_joined(&mut found, at - 1..=at, join(&pair));
    }
    let mut at = 0;
    for chunk in chunks {
        if chunk.len() > 2 {
            add_joined(&mut found, at..=at + chunk.len() - 1, join(chunk));
        }
        at += chunk.len();
    }
    found
}

fn add_joined(words: &mut [Word], range: std::ops::RangeInclusive<usize>, text: String) {
    let unfinished = range.end() + 1 == words.len();
    for word in &mut words[range] {
        word.joined.push(Joined { text: text.clone(), unfinished });
    }
}

/// The words that are lit up in a name.
#[derive(Debug, Clone, Default)]
pub(crate) struct Marks {
    pub whole: HashSet<String>,
    pub beginnings: Vec<String>,
}

impl Marks {
    /// Lights `text` up, also where it only begins a word if it is unfinished.
    pub fn add(&mut self, text: &str, unfinished: bool) {
        self.whole.insert(text.to_owned());
        if unfinished {
            self.beginnings.push(text.to_owned());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn joined(question: &Question, at: usize) -> Vec<&str> {
        question.words[at].joined.iter().map(|joined| joined.text.as_str()).collect()
    }

    #[test]
    fn only_the_last_word_may_be_unfinished() {
        let question = Question::new("Led Zep");
        let unfinished: Vec<bool> = question.words.iter().map(|word| word.unfinished).collect();
        assert_eq!(unfinished, [false, true]);
    }

    #[test]
    fn neighbours_are_tried_joined() {
        assert_eq!(joined(&Question::new("ac dc live"), 1), ["acdc", "dclive"]);
        assert_eq!(joined(&Question::new("r.e.m."), 1), ["re", "em", "rem"]);
    }

    #[test]
    fn and_is_welcome_but_not_needed_between_words() {
        let question = Question::new("guns & roses");
        assert_eq!(question.needed(), 2);
        assert!(question.words[1].optional);
        assert_eq!(Question::new("and").needed(), 1);
        assert_eq!(Question::new("guns n").needed(), 2);
    }

    #[test]
    fn text_without_end_is_cut() {
        let question = Question::new(&"word ".repeat(2_000));
        assert_eq!(question.words.len(), MAX_WORDS);
        assert!(question.keys.full.len() <= MAX_CHARS);
        assert!(Question::new(" \u{0}\t\n").is_empty());
    }
}
