//! The query language: what a listener types, and what the side panel writes.
//!
//! `and`-ed by standing side by side, `OR` between alternatives (it binds less tightly), `-` for not,
//! parentheses, `"phrases"`, `field:value`, `field:"a"|"b"`. Half-typed quotes and parentheses are
//! closed at the end, because results are shown while typing.

mod values;

use super::filter::{Field, Filter, Flag, NumberField, TextField};

/// Characters of a query.
const MAX_CHARS: usize = 4_000;
/// Parentheses inside parentheses.
const MAX_DEPTH: usize = 32;

/// A query that cannot be understood.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct QueryError {
    /// Where, in characters from the start.
    pub at: usize,
    /// What is wrong and what to do about it.
    pub message: String,
}

/// Understands a query. `now` is in milliseconds since 1970 and gives a meaning to `added:30d`.
/// An empty text means every song.
pub fn parse(text: &str, now: i64) -> Result<Filter, QueryError> {
    let chars: Vec<char> = text.chars().collect();
    if chars.len() > MAX_CHARS {
        let message = format!("the search is longer than {MAX_CHARS} characters; make it shorter");
        return Err(QueryError { at: MAX_CHARS, message });
    }
    let mut parser = Parser { chars, at: 0, depth: 0, now };
    let mut parts = Vec::new();
    loop {
        parts.push(parser.alternatives()?);
        if !parser.eat(')') {
            return Ok(Filter::all(parts));
        }
        // A parenthesis that was never opened, as in ":)".
    }
}

struct Parser {
    chars: Vec<char>,
    at: usize,
    depth: usize,
    now: i64,
}

/// What is being gathered on one side of `OR`.
#[derive(Default)]
struct Gathered {
    parts: Vec<Filter>,
    /// Plain words standing next to each other are looked for together: "sugar cane" is "sugarcane".
    words: String,
}

impl Gathered {
    fn end_words(&mut self, unfinished: bool) {
        if !self.words.is_empty() {
            let text = std::mem::take(&mut self.words);
            self.parts.push(Filter::Words { field: None, text, unfinished });
        }
    }

    fn push(&mut self, part: Filter) {
        self.end_words(false);
        self.parts.push(part);
    }
}

impl Parser {
    fn alternatives(&mut self) -> Result<Filter, QueryError> {
        let mut found = vec![self.together()?];
        while let Some(at) = self.keyword("OR") {
            if self.peek().is_none_or(|c| c == ')') {
                return Err(
                    self.error(at, "nothing follows `OR`; say what else may match, or quote \"OR\" to find the word")
                );
            }
            found.push(self.together()?);
        }
        Ok(Filter::any(found))
    }

    /// Everything up to `OR`, a closing parenthesis or the end.
    fn together(&mut self) -> Result<Filter, QueryError> {
        let mut gathered = Gathered::default();
        loop {
            self.skip_spaces();
            match self.peek() {
                None | Some(')') => break,
                _ if self.at_keyword("OR") => break,
                _ if self.at_keyword("AND") => self.at += 3,
                _ => self.item(&mut gathered)?,
            }
        }
        gathered.end_words(self.peek().is_none());
        Ok(Filter::all(gathered.parts))
    }

    fn item(&mut self, gathered: &mut Gathered) -> Result<(), QueryError> {
        if self.peek() == Some('-') {
            self.at += 1;
            match self.peek() {
                // A dash between words is only a dash.
                None => {}
                Some(c) if c.is_whitespace() || c == ')' || c == '-' => {}
                Some(_) => {
                    let part = self.single()?;
                    gathered.push(part.not());
                }
            }
            return Ok(());
        }
        match self.plain_word()? {
            Some(word) => {
                if !gathered.words.is_empty() {
                    gathered.words.push(' ');
                }
                gathered.words.push_str(&word);
            }
            None => {
                let part = self.single()?;
                gathered.push(part);
            }
        }
        Ok(())
    }

    /// A word that is no field, quote or parenthesis.
    fn plain_word(&mut self) -> Result<Option<String>, QueryError> {
        if matches!(self.peek(), Some('"' | '“' | '”' | '(')) || self.field()?.is_some() {
            return Ok(None);
        }
        Ok(Some(self.bare(false)))
    }

    /// One thing, which `-` may turn round.
    fn single(&mut self) -> Result<Filter, QueryError> {
        match self.peek() {
            Some('(') => self.group(),
            Some('"' | '“' | '”') => {
                let text = self.quoted();
                Ok(if text.trim().is_empty() { Filter::All } else { Filter::Phrase { field: None, text } })
            }
            _ => match self.field()? {
                Some((name, length)) => {
                    let start = self.at;
                    self.at += length + 1;
                    self.values(&name, start)
                }
                None => {
                    let text = self.bare(false);
                    let unfinished = self.peek().is_none();
                    Ok(Filter::Words { field: None, text, unfinished })
                }
            },
        }
    }

    fn group(&mut self) -> Result<Filter, QueryError> {
        if self.depth == MAX_DEPTH {
            return Err(self.error(self.at, "there are too many parentheses inside each other; write it more simply"));
        }
        self.at += 1;
        self.depth += 1;
        let inner = self.alternatives()?;
        self.depth -= 1;
        self.eat(')');
        Ok(inner)
    }

    /// The name of the field that begins here, in lower case, and its length.
    fn field(&self) -> Result<Option<(String, usize)>, QueryError> {
        let letters = self.chars[self.at..].iter().take_while(|c| c.is_ascii_alphabetic() || **c == '_').count();
        let end = self.at + letters;
        if letters == 0 || self.chars.get(end) != Some(&':') {
            return Ok(None);
        }
        let name: String = self.chars[self.at..end].iter().collect::<String>().to_ascii_lowercase();
        if Kind::of(&name).is_some() {
            return Ok(Some((name, letters)));
        }
        // "Mission: Impossible" is a title, "artits:queen" a slip.
        if self.chars.get(end + 1).is_none_or(|c| c.is_whitespace()) {
            return Ok(None);
        }
        let message = format!(
            "there is no field `{name}`; fields are title, artist, album, albumartist, genre, tag, composer, notes, year, \
             decade, rating, plays, duration, added, played, source, favourite, disc, track, isrc, mbid, has and is; put \
             quotes around a text with a colon"
        );
        Err(QueryError { at: self.at, message })
    }

    /// `a`, `"a b"` or `a|b`, after `field:`.
    fn values(&mut self, name: &str, start: usize) -> Result<Filter, QueryError> {
        let Some(kind) = Kind::of(name) else {
            return Err(self.error(start, "this is not a field"));
        };
        let mut any = Vec::new();
        loop {
            self.skip_spaces();
            let at = self.at;
            let quoted = matches!(self.peek(), Some('"' | '“' | '”'));
            let value = if quoted { self.quoted() } else { self.bare(true) };
            if value.trim().is_empty() {
                return Err(self.error(at, &format!("`{name}:` needs a value, for example {}", kind.example())));
            }
            let last = self.peek().is_none();
            any.push(
                kind.filter(value.trim(), quoted, last, self.now)
                    .map_err(|message| QueryError { at, message: format!("`{name}:{}` {message}", value.trim()) })?,
            );
            if !self.eat('|') {
                return Ok(Filter::any(any));
            }
        }
    }

    /// Characters up to white space, a quote or a parenthesis.
    fn bare(&mut self, value: bool) -> String {
        let start = self.at;
        while let Some(c) = self.peek() {
            let ends = c.is_whitespace() || matches!(c, '"' | '“' | '”' | '(' | ')') || (value && c == '|');
            if ends {
                break;
            }
            self.at += 1;
        }
        self.chars[start..self.at].iter().collect()
    }

    fn quoted(&mut self) -> String {
        self.at += 1;
        let mut text = String::new();
        while let Some(c) = self.peek() {
            self.at += 1;
            match c {
                '\\' if matches!(self.peek(), Some('"' | '\\')) => {
                    text.extend(self.peek());
                    self.at += 1;
                }
                '"' | '“' | '”' => return text,
                other => text.push(other),
            }
        }
        text
    }

    fn at_keyword(&self, word: &str) -> bool {
        let length = word.len();
        self.chars[self.at..].iter().take(length).copied().eq(word.chars())
            && self.chars.get(self.at + length).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | ')'))
    }

    /// Passes the keyword, and says where it stood.
    fn keyword(&mut self, word: &str) -> Option<usize> {
        self.skip_spaces();
        let at = self.at;
        self.at_keyword(word).then(|| {
            self.at += word.len();
            self.skip_spaces();
            at
        })
    }

    fn eat(&mut self, c: char) -> bool {
        let found = self.peek() == Some(c);
        self.at += usize::from(found);
        found
    }

    fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    fn skip_spaces(&mut self) {
        while self.peek().is_some_and(char::is_whitespace) {
            self.at += 1;
        }
    }

    fn error(&self, at: usize, message: &str) -> QueryError {
        QueryError { at, message: message.to_owned() }
    }
}

/// What the value after a field's name means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text(TextField),
    Number(NumberField),
    Decade,
    Favourite,
    Has,
    Is,
}

impl Kind {
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "title" => Self::Text(TextField::Title),
            "artist" => Self::Text(TextField::Artist),
            "album" => Self::Text(TextField::Album),
            "albumartist" | "album_artist" => Self::Text(TextField::AlbumArtist),
            "genre" => Self::Text(TextField::Genre),
            "tag" => Self::Text(TextField::Tag),
            "composer" => Self::Text(TextField::Composer),
            "notes" => Self::Text(TextField::Notes),
            "source" => Self::Text(TextField::Source),
            "isrc" => Self::Text(TextField::Isrc),
            "mbid" => Self::Text(TextField::Mbid),
            "year" => Self::Number(NumberField::Year),
            "rating" => Self::Number(NumberField::Rating),
            "plays" => Self::Number(NumberField::Plays),
            "duration" => Self::Number(NumberField::Duration),
            "added" => Self::Number(NumberField::Added),
            "played" => Self::Number(NumberField::Played),
            "disc" => Self::Number(NumberField::Disc),
            "track" => Self::Number(NumberField::Track),
            "decade" => Self::Decade,
            "favourite" | "favorite" => Self::Favourite,
            "has" => Self::Has,
            "is" => Self::Is,
            _ => return None,
        })
    }

    fn example(self) -> &'static str {
        match self {
            Self::Text(_) => "`artist:queen` or `artist:\"Queen\"`",
            Self::Number(NumberField::Rating) => "`rating:>=4`",
            Self::Number(NumberField::Duration) => "`duration:>5:00`",
            Self::Number(NumberField::Added | NumberField::Played) => "`added:>2024-01-01`",
            Self::Number(_) => "`year:1990..1999`",
            Self::Decade => "`decade:1990s`",
            Self::Favourite => "`favourite:yes`",
            Self::Has => "`has:cover`",
            Self::Is => "`is:favourite`",
        }
    }

    /// The filter for one value, or what is wrong with the value.
    fn filter(self, value: &str, quoted: bool, last: bool, now: i64) -> Result<Filter, String> {
        match self {
            Self::Text(field) => Ok(text(field, value, quoted, last)),
            Self::Number(field) => values::number(field, value, now),
            Self::Decade => values::decade(value),
            Self::Favourite => match value.to_lowercase().as_str() {
                "yes" | "true" => Ok(Filter::Flag(Flag::Favourite)),
                "no" | "false" => Ok(Filter::Flag(Flag::Favourite).not()),
                _ => Err("is not understood; say `favourite:yes` or `favourite:no`".to_owned()),
            },
            Self::Has => has(value),
            Self::Is => match value.to_lowercase().as_str() {
                "favourite" | "favorite" => Ok(Filter::Flag(Flag::Favourite)),
                source @ ("bought" | "added" | "imported" | "uploaded") => Ok(Filter::is(TextField::Source, source)),
                _ => Err("is not understood; a song is favourite, bought, added, imported or uploaded".to_owned()),
            },
        }
    }
}

fn text(field: TextField, value: &str, quoted: bool, last: bool) -> Filter {
    use TextField as T;
    match field {
        T::Source | T::Isrc | T::Mbid => Filter::is(field, value),
        T::Artist | T::Album | T::AlbumArtist | T::Genre | T::Tag if quoted => Filter::is(field, value),
        T::Title | T::Composer | T::Notes if quoted => Filter::Phrase { field: Some(field), text: value.to_owned() },
        _ => Filter::Words { field: Some(field), text: value.to_owned(), unfinished: last },
    }
}

fn has(value: &str) -> Result<Filter, String> {
    let name = value.to_lowercase();
    match Kind::of(&name) {
        Some(Kind::Text(field)) => Ok(Filter::has(Field::Text(field))),
        Some(Kind::Number(field)) => Ok(Filter::has(Field::Number(field))),
        Some(Kind::Decade) => Ok(Filter::has(Field::Number(NumberField::Year))),
        _ => match name.as_str() {
            "cover" => Ok(Filter::Flag(Flag::Cover)),
            "tags" => Ok(Filter::has(Field::Text(TextField::Tag))),
            "genres" => Ok(Filter::has(Field::Text(TextField::Genre))),
            "note" => Ok(Filter::has(Field::Text(TextField::Notes))),
            _ => Err("is not understood; ask for `has:cover`, `has:notes` or another field".to_owned()),
        },
    }
}
