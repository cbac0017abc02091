//! How text becomes words: the same folding for what is indexed, what is asked and what is lit up.
//!
//! A *chunk* is what stands between white space ("AC/DC"), a *piece* is a run of letters and digits
//! inside it ("ac", "dc"). Neighbouring pieces of a chunk are indexed joined as well ("acdc"), so
//! that a name is found whichever way its punctuation is typed.

use unicode_normalization::{UnicodeNormalization as _, char::is_combining_mark};

/// Characters looked at in any one text; names are far shorter, and work must stay bounded.
pub(crate) const MAX_CHARS: usize = 1_000;
/// Longest run of neighbouring pieces that is indexed joined.
const MAX_RUN: usize = 4;
/// A name of at most this many pieces is indexed joined as a whole ("ledzeppelin").
const MAX_WHOLE: usize = 6;
/// A word is cut here: nobody types more, and automata grow with length.
pub(crate) const MAX_WORD: usize = 64;

/// The word that "&" and "n" stand for.
pub(crate) const AND: &str = "and";

/// A run of letters and digits, folded, which knows where it stood in the original text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Piece {
    /// Folded: no case, no accents.
    pub text: String,
    /// Where it starts in the original, in bytes.
    pub start: usize,
    /// For each folded character, where the original ends that it came from, in bytes.
    ends: Vec<usize>,
}

impl Piece {
    /// The byte after the piece in the original.
    pub fn end(&self) -> usize {
        self.ends.last().copied().unwrap_or(self.start)
    }

    /// The byte after the first `count` folded characters in the original.
    pub fn end_of(&self, count: usize) -> usize {
        match count {
            0 => self.start,
            n => self.ends.get(n - 1).copied().unwrap_or_else(|| self.end()),
        }
    }

    /// Folded characters.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    fn push(&mut self, c: char, end: usize) {
        if self.ends.len() < MAX_WORD {
            self.text.push(c);
            self.ends.push(end);
        }
    }
}

/// "and", however it is written; such a word joins others and is worth nothing alone.
pub(crate) fn is_connective(word: &str) -> bool {
    word.eq_ignore_ascii_case("n") || word.eq_ignore_ascii_case(AND)
}

/// Cuts `text` into chunks of folded pieces.
pub(crate) fn chunks(text: &str) -> Vec<Vec<Piece>> {
    let mut chunks: Vec<Vec<Piece>> = vec![Vec::new()];
    let mut open = false;
    for (at, c) in text.char_indices().take(MAX_CHARS) {
        let end = at + c.len_utf8();
        if c.is_whitespace() || c.is_control() {
            chunks.push(Vec::new());
            open = false;
        } else if c == '&' {
            let mut piece = Piece { text: String::new(), start: at, ends: Vec::new() };
            AND.chars().for_each(|letter| piece.push(letter, end));
            chunks.push(vec![piece]);
            chunks.push(Vec::new());
            open = false;
        } else if is_combining_mark(c) {
            extend_last(&mut chunks, open, end);
        } else {
            open = push_letter(&mut chunks, open, c, at, end);
        }
    }
    chunks.retain(|chunk| !chunk.is_empty());
    chunks
}

/// A mark belongs to the letter before it, so that no highlight ends between the two.
fn extend_last(chunks: &mut [Vec<Piece>], open: bool, end: usize) {
    if !open {
        return;
    }
    let last = chunks.last_mut().and_then(|chunk| chunk.last_mut());
    if let Some(letter) = last.and_then(|piece| piece.ends.last_mut()) {
        *letter = end;
    }
}

fn push_letter(chunks: &mut [Vec<Piece>], open: bool, c: char, at: usize, end: usize) -> bool {
    let Some(chunk) = chunks.last_mut() else {
        return false;
    };
    let mut open = open;
    let mut found = false;
    fold(c, |letter| {
        found = true;
        if !open {
            chunk.push(Piece { text: String::new(), start: at, ends: Vec::new() });
            open = true;
        }
        if let Some(piece) = chunk.last_mut() {
            piece.push(letter, end);
        }
    });
    found
}

/// Gives the plain lower-case letters and digits of `c`: none for punctuation, two for "ß".
fn fold(c: char, mut give: impl FnMut(char)) {
    if c.is_ascii() {
        if c.is_ascii_alphanumeric() {
            give(c.to_ascii_lowercase());
        }
        return;
    }
    for part in std::iter::once(c).nfkd().flat_map(char::to_lowercase).nfkd() {
        match part {
            'ß' => "ss".chars().for_each(&mut give),
            'æ' => "ae".chars().for_each(&mut give),
            'œ' => "oe".chars().for_each(&mut give),
            'þ' => "th".chars().for_each(&mut give),
            'ø' => give('o'),
            'đ' | 'ð' => give('d'),
            'ł' => give('l'),
            'ħ' => give('h'),
            'ı' => give('i'),
            other if other.is_alphanumeric() => give(other),
            _ => {}
        }
    }
}

/// The pieces `from..=to` of a chunk as one word.
pub(crate) fn join(pieces: &[Piece]) -> String {
    pieces.iter().flat_map(|piece| piece.text.chars()).take(MAX_WORD).collect()
}

/// Every run of neighbouring pieces that counts as one word: `(first, last)`, both included.
pub(crate) fn runs(pieces: usize) -> impl Iterator<Item = (usize, usize)> {
    (0..pieces).flat_map(move |first| {
        let last = (first + MAX_RUN).min(pieces);
        let whole = (first == 0 && pieces > MAX_RUN).then_some((0, pieces - 1));
        (first..last).map(move |last| (first, last)).chain(whole)
    })
}

/// The words under which `text` is indexed.
pub(crate) fn index_words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for chunk in chunks(text) {
        for (first, last) in runs(chunk.len()) {
            words.push(join(&chunk[first..=last]));
        }
        if chunk.iter().any(|piece| piece.text == "n") {
            words.push(AND.to_owned());
        }
    }
    words.extend(whole_runs(chunks(text)).iter().map(|run| join_all(run)));
    words.sort_unstable();
    words.dedup();
    words
}

/// The pieces of a short name that is also looked for without its spaces: all of them
/// ("gunsnroses"), and all but "and" ("gunsroses"). None for one chunk, whose runs do that.
pub(crate) fn whole_runs(chunks: Vec<Vec<Piece>>) -> Vec<Vec<Piece>> {
    let several = chunks.len() > 1;
    let all: Vec<Piece> = chunks.into_iter().flatten().collect();
    if !several || all.len() > MAX_WHOLE {
        return Vec::new();
    }
    let meant: Vec<Piece> = all.iter().filter(|piece| !is_connective(&piece.text)).cloned().collect();
    if meant.len() == all.len() || meant.is_empty() { vec![all] } else { vec![all, meant] }
}

/// What two names have in common when they are the same but for spelling.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Keys {
    /// All words but "and", without spaces: "gunsroses".
    pub full: String,
    /// The same without a leading "the".
    pub bare: String,
}

/// The keys under which a whole name is compared.
pub(crate) fn keys(text: &str) -> Keys {
    let found = chunks(text);
    if found.is_empty() {
        // A name of signs alone (an episode called "?") is its own key.
        let signs: String = text
            .chars()
            .filter(|c| !c.is_whitespace() && !c.is_control() && !matches!(c, '"' | '\'' | '“' | '”'))
            .take(MAX_WORD)
            .collect();
        return Keys { full: signs.clone(), bare: signs };
    }
    let words = found.iter().flatten().map(|piece| piece.text.as_str());
    Keys { full: key_words(words.clone(), false).collect(), bare: key_words(words, true).collect() }
}

/// The words that make up a key: without connectives, unless there is nothing else; `bare` without a leading article
/// that something follows. Capitals are left as they are.
pub(crate) fn key_words<'a>(
    words: impl Iterator<Item = &'a str> + Clone,
    bare: bool,
) -> impl Iterator<Item = &'a str> + Clone {
    let nothing_else = words.clone().all(is_connective);
    let meant = words.filter(move |word| nothing_else || !is_connective(word));
    let mut start = meant.clone();
    let article = bare && start.next().is_some_and(|word| word.eq_ignore_ascii_case("the")) && start.next().is_some();
    meant.skip(usize::from(article))
}

/// Keys are longer than words: two songs that differ only in "Part 2" are not the same song.
fn join_all(pieces: &[Piece]) -> String {
    pieces.iter().map(|piece| piece.text.as_str()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> Vec<String> {
        chunks(text).iter().flatten().map(|piece| piece.text.clone()).collect()
    }

    #[test]
    fn accents_case_and_ligatures_fold_to_plain_letters() {
        assert_eq!(
            folded("Antônio BJÖRK Æther Straße Đorđe Łódź"),
            ["antonio", "bjork", "aether", "strasse", "dorde", "lodz"]
        );
    }

    #[test]
    fn composed_and_decomposed_text_fold_alike() {
        assert_eq!(folded("Motörhead"), folded("Moto\u{308}rhead"));
    }

    #[test]
    fn punctuation_parts_words_and_the_joined_form_is_indexed_too() {
        assert_eq!(index_words("AC/DC"), ["ac", "acdc", "dc"]);
        assert!(index_words("R.E.M.").contains(&"rem".to_owned()));
        let b52s = index_words("The B-52's");
        for word in ["b52s", "52s", "b52", "the", "theb52s"] {
            assert!(b52s.contains(&word.to_owned()), "{word} is missing in {b52s:?}");
        }
    }

    #[test]
    fn and_has_three_spellings() {
        let keys = |text| keys(text).full;
        assert_eq!(keys("Guns N' Roses"), keys("guns & roses"));
        assert_eq!(keys("Guns N' Roses"), keys("Guns and Roses"));
        let words = index_words("Guns N' Roses");
        for word in [AND, "gunsnroses", "gunsroses"] {
            assert!(words.contains(&word.to_owned()), "{word} is missing in {words:?}");
        }
    }

    #[test]
    fn the_leading_article_may_be_left_out() {
        assert_eq!(keys("The Who").bare, "who");
        assert_eq!(keys("The The").bare, "the");
        assert_eq!(keys("The").bare, "the");
    }

    #[test]
    fn a_name_of_signs_alone_has_a_key() {
        assert_eq!(keys("\"?\"").full, "?");
        assert_eq!(keys("").full, "");
    }

    #[test]
    fn pieces_know_where_they_stood() {
        let text = "Moto\u{308}rhead";
        let piece = &chunks(text)[0][0];
        assert_eq!(&text[piece.start..piece.end_of(4)], "Moto\u{308}");
        assert_eq!(&text[piece.start..piece.end()], text);
    }
}
