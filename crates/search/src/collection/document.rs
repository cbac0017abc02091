//! What Tantivy is given of a song.

use std::sync::Arc;

use tantivy::schema::document::{Document as TantivyDocument, ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};

use super::gate::Ticket;
use super::text::Prepared;

/// A song on its way into the index. Texts that come again with other songs are shared, not copied, and the values
/// are made when they are asked for: thousands of songs wait at a time while many are written.
#[derive(Debug)]
pub(super) struct Document {
    texts: Vec<Text>,
    /// Where a text as one word is found.
    joined: Field,
    made: Vec<(Field, Box<str>)>,
    signed: Vec<(Field, i64)>,
    unsigned: [(Field, u64); 3],
    /// Its place among those that wait, given back with it.
    _ticket: Option<Arc<Ticket>>,
}

/// A text, and what it is in the song.
#[derive(Debug)]
pub(super) struct Text {
    pub prepared: Arc<Prepared>,
    pub words: Option<Field>,
    pub column: Option<Field>,
}

impl Document {
    pub fn new(joined: Field, unsigned: [(Field, u64); 3]) -> Self {
        let (texts, made, signed) = (Vec::with_capacity(8), Vec::with_capacity(2), Vec::with_capacity(9));
        Self { texts, joined, made, signed, unsigned, _ticket: None }
    }

    pub fn text(&mut self, text: Text) {
        self.texts.push(text);
    }

    /// A text that was made for this song alone.
    pub fn made(&mut self, field: Field, text: String) {
        self.made.push((field, text.into()));
    }

    pub fn number(&mut self, field: Field, number: i64) {
        self.signed.push((field, number));
    }

    #[must_use]
    pub fn holding(self, ticket: Arc<Ticket>) -> Self {
        Self { _ticket: Some(ticket), ..self }
    }
}

#[derive(Debug, Clone, Copy)]
pub(super) enum Content<'a> {
    Unsigned(u64),
    Signed(i64),
    Text(&'a str),
}

/// The values of a song: words before columns, as the fields are numbered, for Tantivy sorts them.
pub(super) struct Values<'a> {
    document: &'a Document,
    kind: usize,
    at: usize,
}

impl<'a> Values<'a> {
    /// The next value of the present kind; what is `None` within has none.
    fn value(&self) -> Option<Option<(Field, Content<'a>)>> {
        let Document { texts, joined, made, signed, unsigned, .. } = self.document;
        let text = |field: Field, text: &'a str| (field, Content::Text(text));
        Some(match self.kind {
            0 => texts.get(self.at).map(|one| one.words.map(|field| text(field, one.prepared.words())))?,
            1 => {
                let one = texts.get(self.at)?;
                let word = one.words.and(one.prepared.joined.as_deref());
                word.map(|word| text(*joined, word))
            }
            2 => made.get(self.at).map(|(field, made)| Some(text(*field, made)))?,
            3 => texts.get(self.at).map(|one| one.column.map(|field| text(field, &one.prepared.column)))?,
            4 => signed.get(self.at).map(|(field, number)| Some((*field, Content::Signed(*number))))?,
            _ => unsigned.get(self.at).map(|(field, number)| Some((*field, Content::Unsigned(*number))))?,
        })
    }
}

impl<'a> Iterator for Values<'a> {
    type Item = (Field, Content<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.value() {
                Some(value) => {
                    self.at += 1;
                    if value.is_some() {
                        return value;
                    }
                }
                None if self.kind == 5 => return None,
                None => (self.kind, self.at) = (self.kind + 1, 0),
            }
        }
    }
}

impl TantivyDocument for Document {
    type Value<'a> = Content<'a>;
    type FieldsValuesIter<'a> = Values<'a>;

    fn iter_fields_and_values(&self) -> Values<'_> {
        Values { document: self, kind: 0, at: 0 }
    }
}

impl<'a> Value<'a> for Content<'a> {
    type ArrayIter = std::iter::Empty<Self>;
    type ObjectIter = std::iter::Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Content::Unsigned(number) => ReferenceValueLeaf::U64(number),
            Content::Signed(number) => ReferenceValueLeaf::I64(number),
            Content::Text(text) => ReferenceValueLeaf::Str(text),
        })
    }
}
