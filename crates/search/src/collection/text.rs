//! Texts as the index of a collection keeps them: a comparable form to sort and group by, and the
//! words to find them by. Both are made by the crate's one folding, in [`words`].

use std::{collections::HashMap, sync::Arc};

use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use super::schema::SEPARATOR;
use crate::words::{self, AND, Piece, is_connective};

/// Characters of a text that are compared and shown; the rest of a longer one is still searched.
const MAX_SHOWN: usize = 300;
/// A name of at most this many pieces is also found written as one word ("sugarcane").
const MAX_JOINED: usize = 4;
/// Texts kept prepared while many songs are written: artists and albums come again and again.
const MAX_REMEMBERED: usize = 8_192;

/// Stands between the words that the tokenizer gives one position after another.
const NEXT: char = ' ';
/// Stands between words at one position.
const SAME: char = '\t';

/// A text, made ready.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Prepared {
    /// The comparable form, a zero, the text as it is shown.
    pub column: String,
    /// Bytes of the comparable form.
    folded: usize,
    /// Where they are not the comparable form itself.
    words: Option<String>,
    /// The whole text as one word, when it is short and of several words.
    pub joined: Option<String>,
    /// The first two letters of its words, which begin so many that looking for each would take too
    /// long; of a word of one letter, that one and a zero.
    pub beginnings: Vec<[u8; 2]>,
}

impl Prepared {
    fn new(text: &str, fold: String, words: Option<String>, joined: Option<String>) -> Self {
        let beginnings = beginnings(words.as_deref().unwrap_or(&fold));
        let (folded, mut column) = (fold.len(), fold);
        column.push(SEPARATOR);
        column.push_str(shown(text));
        Self { column, folded, words, joined, beginnings }
    }

    /// See [`fold`].
    pub fn fold(&self) -> &str {
        &self.column[..self.folded]
    }

    /// The words with their places, for [`Words`].
    pub fn words(&self) -> &str {
        self.words.as_deref().unwrap_or(self.fold())
    }
}

/// The form in which names are compared and sorted: without accents, case and punctuation, words
/// parted by one space. A name of signs alone ("!!!") is its own form, in lower case.
pub fn fold(text: &str) -> String {
    if let Some(plain) = plain(text) {
        return plain;
    }
    let mut folded = String::with_capacity(text.len());
    for chunk in words::chunks(text) {
        for piece in &chunk {
            if !folded.is_empty() {
                folded.push(NEXT);
            }
            folded.push_str(&piece.text);
        }
    }
    if folded.is_empty() {
        folded = text.trim().chars().filter(|c| !c.is_control()).take(MAX_SHOWN).collect::<String>().to_lowercase();
    }
    folded
}

/// Whether a text goes the quick way of the many that are plain letters, digits and spaces.
fn is_plain(text: &str) -> bool {
    let simple = |byte: u8| byte.is_ascii_alphanumeric() || byte == b' ';
    text.len() <= MAX_SHOWN
        && text.bytes().all(simple)
        && text.bytes().any(|byte| byte != b' ')
        && text.split_ascii_whitespace().all(|word| word.len() <= words::MAX_WORD)
}

/// The comparable form of a plain text, with room for the text as it is shown.
fn plain(text: &str) -> Option<String> {
    if !is_plain(text) {
        return None;
    }
    let mut folded = String::with_capacity(2 * text.len() + 1);
    for word in text.split_ascii_whitespace() {
        if !folded.is_empty() {
            folded.push(NEXT);
        }
        folded.push_str(word);
    }
    folded.make_ascii_lowercase();
    Some(folded)
}

/// A number for the recording: equal for equal artists and titles, spelling aside. "The" before the
/// artist does not count, nor does "and".
pub fn fingerprint(artist: &str, title: &str) -> u64 {
    // FNV-1a: it must be the same in every version, on every machine.
    let mut hash: u64 = 0xcbf2_9ce4_8422_2325;
    let mut add = |byte: u8| hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    for (text, bare) in [(artist, true), (title, false)] {
        if is_plain(text) {
            let words = words::key_words(text.split_ascii_whitespace(), bare);
            words.flat_map(str::bytes).for_each(|byte| add(byte.to_ascii_lowercase()));
        } else {
            let keys = words::keys(text);
            if bare { keys.bare } else { keys.full }.bytes().for_each(&mut add);
        }
        if bare {
            add(0);
        }
    }
    hash
}

/// Makes `text` ready.
pub(super) fn prepare(text: &str) -> Prepared {
    if let Some(fold) = plain(text) {
        return prepare_plain(text, fold);
    }
    let chunks = words::chunks(text);
    let all: Vec<&Piece> = chunks.iter().flatten().collect();
    let joined = (chunks.len() > 1 && all.len() <= MAX_JOINED)
        .then(|| all.iter().flat_map(|piece| piece.text.chars()).collect());
    let mut out = Places::default();
    for chunk in &chunks {
        for first in 0..chunk.len() {
            let units = units(&chunk[first].text);
            for (at, unit) in units.iter().enumerate() {
                out.next(unit);
                if at == 0 {
                    runs_from(chunk, first, &mut out);
                }
            }
        }
    }
    Prepared::new(text, fold(text), Some(out.text), joined)
}

fn prepare_plain(text: &str, fold: String) -> Prepared {
    let count = fold.split(NEXT).count();
    let joined = (2..=MAX_JOINED).contains(&count).then(|| fold.replace(NEXT, ""));
    let short = fold.split(NEXT).any(|word| word == "n");
    let words = short.then(|| {
        let spelt = |word| if word == "n" { format!("n{SAME}{AND}") } else { String::from(word) };
        fold.split(NEXT).map(spelt).collect::<Vec<_>>().join(" ")
    });
    Prepared::new(text, fold, words, joined)
}

/// The longer words that begin with a piece of a chunk: "acdc" with "ac".
fn runs_from(chunk: &[Piece], first: usize, out: &mut Places) {
    if chunk[first].text == "n" {
        out.same(AND);
    }
    for (_, last) in words::runs(chunk.len()).filter(|(start, end)| *start == first && *end > first) {
        out.same(&words::join(&chunk[first..=last]));
    }
}

fn beginnings(words: &str) -> Vec<[u8; 2]> {
    let mut found = Vec::with_capacity(8);
    for word in words.split([NEXT, SAME]) {
        if let [first, rest @ ..] = word.as_bytes()
            && first.is_ascii()
        {
            found.push([*first, rest.first().copied().filter(u8::is_ascii).unwrap_or(0)]);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

/// Words with their places, as [`Words`] reads them.
#[derive(Default)]
struct Places {
    text: String,
}

impl Places {
    fn next(&mut self, word: &str) {
        self.push(NEXT, word);
    }

    fn same(&mut self, word: &str) {
        self.push(SAME, word);
    }

    fn push(&mut self, separator: char, word: &str) {
        if !self.text.is_empty() {
            self.text.push(separator);
        }
        self.text.push_str(word);
    }
}

/// A folded word cut where words have no spaces between them: each Chinese, Japanese or Korean sign
/// is found by itself, and several as a phrase.
pub(super) fn units(word: &str) -> Vec<&str> {
    if word.is_ascii() {
        return vec![word];
    }
    let mut found = Vec::new();
    let mut start = 0;
    for (at, c) in word.char_indices() {
        if is_unspaced(c) {
            if start < at {
                found.push(&word[start..at]);
            }
            start = at + c.len_utf8();
            found.push(&word[at..start]);
        }
    }
    if start < word.len() {
        found.push(&word[start..]);
    }
    found
}

fn is_unspaced(c: char) -> bool {
    matches!(u32::from(c), 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7af
        | 0xf900..=0xfaff | 0x1100..=0x11ff | 0x20000..=0x2ffff)
}

/// The units of a phrase in the order in which they stand.
pub(super) fn phrase(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for piece in words::chunks(text).iter().flatten() {
        if is_connective(&piece.text) {
            found.push(AND.to_owned());
        } else {
            found.extend(units(&piece.text).into_iter().map(str::to_owned));
        }
    }
    found
}

/// A text as it is shown, short enough for a column.
pub(super) fn shown(text: &str) -> &str {
    let text = text.trim();
    match text.char_indices().nth(MAX_SHOWN) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// Remembers what was prepared.
#[derive(Debug, Default)]
pub(super) struct Memory {
    texts: HashMap<String, Arc<Prepared>>,
}

impl Memory {
    /// A text that is likely to come again.
    pub fn prepare(&mut self, text: &str) -> Arc<Prepared> {
        if let Some(known) = self.texts.get(text) {
            return known.clone();
        }
        if self.texts.len() >= MAX_REMEMBERED {
            self.texts.clear();
        }
        let prepared = Arc::new(prepare(text));
        self.texts.insert(text.to_owned(), prepared.clone());
        prepared
    }
}

/// Reads [`Prepared::words`].
#[derive(Debug, Clone, Default)]
pub(super) struct Words {
    token: Token,
}

/// The words of one text.
pub(super) struct WordsOf<'a> {
    rest: &'a str,
    /// What stood before the rest.
    separator: char,
    token: &'a mut Token,
}

impl Tokenizer for Words {
    type TokenStream<'a> = WordsOf<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> WordsOf<'a> {
        self.token.reset();
        WordsOf { rest: text, separator: NEXT, token: &mut self.token }
    }
}

impl TokenStream for WordsOf<'_> {
    fn advance(&mut self) -> bool {
        if self.rest.is_empty() {
            return false;
        }
        let parts = |byte: u8| char::from(byte) == NEXT || char::from(byte) == SAME;
        let end = self.rest.bytes().position(parts).unwrap_or(self.rest.len());
        self.token.text.clear();
        self.token.text.push_str(&self.rest[..end]);
        if self.separator == NEXT {
            // The first position is 0: a fresh token stands just before it.
            self.token.position = self.token.position.wrapping_add(1);
        }
        self.separator = if self.rest[end..].starts_with(SAME) { SAME } else { NEXT };
        self.rest = self.rest.get(end + 1..).unwrap_or_default();
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_quick_way_gives_what_the_long_way_gives(text in "((the|The|and|AND|n|N|[a-zA-Z0-9]{1,9}) {0,2}){0,6}") {
            prop_assume!(plain(&text).is_some());
            let quick = prepare(&text);
            // A dot at the end is no letter, and sends the same words the long way.
            let long = prepare(&format!("{text} ."));
            prop_assert_eq!((quick.fold(), quick.words(), &quick.joined), (long.fold(), long.words(), &long.joined));
            prop_assert_eq!(&quick.beginnings, &long.beginnings);
            prop_assert_eq!(fingerprint(&text, &text), fingerprint(&format!("{text} ."), &format!("{text} .")));
            if let Some(folded) = plain(&text) {
                let key = |bare| words::key_words(folded.split(NEXT), bare).collect::<String>();
                prop_assert_eq!(words::Keys { full: key(false), bare: key(true) }, words::keys(&text));
            }
        }
    }

    #[test]
    fn names_are_compared_without_accents_case_and_punctuation() {
        assert_eq!(fold("Sigur  Rós"), "sigur ros");
        assert_eq!(fold("AC/DC"), "ac dc");
        assert_eq!(fold("!!!"), "!!!");
    }

    #[test]
    fn longer_words_stand_where_their_first_piece_stands() {
        assert_eq!(prepare("Live AC/DC").words(), "live ac\tacdc dc");
        assert_eq!(prepare("Sugar Cane").joined.as_deref(), Some("sugarcane"));
    }

    #[test]
    fn signs_without_spaces_between_them_are_words_of_their_own() {
        assert_eq!(prepare("東京abc").words(), "東 京 abc");
    }

    #[test]
    fn one_recording_has_one_fingerprint() {
        assert_eq!(fingerprint("The Beatles", "Let It Be"), fingerprint("beatles", "let it be!"));
        assert_ne!(fingerprint("Beatles", "Let It Be"), fingerprint("Beatles Let", "It Be"));
    }
}
