//! What Tantivy is given of a song.

use std::iter::Empty;
use std::sync::Arc;

use tantivy::schema::document::{Document as TantivyDocument, ReferenceValue, ReferenceValueLeaf};
use tantivy::schema::{Field, Value};

use super::gate::Ticket;
use super::text::Prepared;

/// Values of a song with few artists, genres and tags.
const USUAL: usize = 32;

/// A song on its way into the index. Texts that come again with other songs are shared, not copied:
/// thousands of songs wait at a time while many are written.
#[derive(Debug)]
pub(super) struct Document {
    values: Vec<(Field, Content)>,
    /// Its place among those that wait, given back with it.
    _ticket: Option<Arc<Ticket>>,
}

#[derive(Debug)]
pub(super) enum Content {
    Unsigned(u64),
    Signed(i64),
    Text(Box<str>),
    Shared(Arc<Prepared>, Part),
}

/// Which part of a prepared text is meant.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Column,
    Words,
    Joined,
}

impl Default for Document {
    fn default() -> Self {
        Self { values: Vec::with_capacity(USUAL), _ticket: None }
    }
}

impl Document {
    pub fn add(&mut self, field: Field, content: Content) {
        self.values.push((field, content));
    }

    #[must_use]
    pub fn holding(self, ticket: Arc<Ticket>) -> Self {
        Self { _ticket: Some(ticket), ..self }
    }
}

impl TantivyDocument for Document {
    type Value<'a> = &'a Content;
    type FieldsValuesIter<'a> = std::iter::Map<std::slice::Iter<'a, (Field, Content)>, Borrow<'a>>;

    fn iter_fields_and_values(&self) -> Self::FieldsValuesIter<'_> {
        self.values.iter().map(|(field, content)| (*field, content))
    }
}

type Borrow<'a> = fn(&'a (Field, Content)) -> (Field, &'a Content);

impl<'a> Value<'a> for &'a Content {
    type ArrayIter = Empty<Self>;
    type ObjectIter = Empty<(&'a str, Self)>;

    fn as_value(&self) -> ReferenceValue<'a, Self> {
        ReferenceValue::Leaf(match *self {
            Content::Unsigned(number) => ReferenceValueLeaf::U64(*number),
            Content::Signed(number) => ReferenceValueLeaf::I64(*number),
            Content::Text(text) => ReferenceValueLeaf::Str(text),
            Content::Shared(prepared, part) => ReferenceValueLeaf::Str(match part {
                Part::Column => &prepared.column,
                Part::Words => prepared.words(),
                Part::Joined => prepared.joined.as_deref().unwrap_or_default(),
            }),
        })
    }
}
