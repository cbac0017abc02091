//! Which songs are meant: what the query language and the rules of smart playlists become.

/// A text of a song.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TextField {
    Title,
    /// The credit as shown, and each artist by themself.
    Artist,
    Album,
    AlbumArtist,
    Genre,
    Tag,
    Composer,
    Notes,
    Source,
    Isrc,
    Mbid,
}

/// A number of a song.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum NumberField {
    Year,
    /// 1 to 10: halves of a star.
    Rating,
    Plays,
    /// Milliseconds.
    Duration,
    /// Milliseconds since 1970.
    Added,
    /// Last played, milliseconds since 1970; missing when never.
    Played,
    Disc,
    /// The track number.
    Track,
}

/// Something a song has or is, or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Flag {
    Favourite,
    Cover,
}

/// Anything that may be missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Field {
    Text(TextField),
    Number(NumberField),
}

/// How a whole text is compared, accents, case and punctuation forgiven.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Compare {
    /// The whole value. Notes are compared as a phrase.
    Is,
    /// The beginning of the value. Notes are compared as a phrase.
    Begins,
}

/// Which songs are meant.
///
/// Every filter is true or false of each song, so that [`Filter::Not`] is its exact opposite; a text
/// or number that is missing makes a comparison false.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Filter {
    /// Every song.
    All,
    /// Songs that match each of them; with none, every song.
    And(Vec<Filter>),
    /// Songs that match any of them; with none, no song.
    Or(Vec<Filter>),
    Not(Box<Filter>),
    /// Songs that have all the words, in `field` or taken together anywhere; a word that the
    /// collection does not have is taken for a typo.
    Words {
        field: Option<TextField>,
        text: String,
        unfinished: bool,
    },
    /// Songs that have the words one after another in `field`, or in any one text.
    Phrase {
        field: Option<TextField>,
        text: String,
    },
    /// Songs one of whose values of `field` compares so.
    Text {
        field: TextField,
        compare: Compare,
        value: String,
    },
    /// Both bounds belong to the range; `None` is without bound.
    Number {
        field: NumberField,
        from: Option<i64>,
        to: Option<i64>,
    },
    /// Songs that have no value.
    Missing(Field),
    Flag(Flag),
}

/// A field whose values can be chosen beside the list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FacetField {
    Artist,
    Album,
    Genre,
    Decade,
    Year,
    Rating,
    Tag,
    Source,
    Favourite,
    Played,
}

impl FacetField {
    /// Every field, in the order of the side panel.
    pub const ALL: [Self; 10] = [
        Self::Artist,
        Self::Album,
        Self::Genre,
        Self::Decade,
        Self::Year,
        Self::Rating,
        Self::Tag,
        Self::Source,
        Self::Favourite,
        Self::Played,
    ];

    /// The name in the API and the query language.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Artist => "artist",
            Self::Album => "album",
            Self::Genre => "genre",
            Self::Decade => "decade",
            Self::Year => "year",
            Self::Rating => "rating",
            Self::Tag => "tag",
            Self::Source => "source",
            Self::Favourite => "favourite",
            Self::Played => "played",
        }
    }
}

impl Filter {
    /// All of `parts`, with nothing nested that need not be.
    pub fn all(parts: impl IntoIterator<Item = Filter>) -> Self {
        let mut flat = Vec::new();
        for part in parts {
            match part {
                Self::All => {}
                Self::And(inner) => flat.extend(inner),
                other => flat.push(other),
            }
        }
        match flat.len() {
            0 => Self::All,
            1 => flat.remove(0),
            _ => Self::And(flat),
        }
    }

    /// Any of `parts`.
    pub fn any(mut parts: Vec<Filter>) -> Self {
        if parts.len() == 1 { parts.remove(0) } else { Self::Or(parts) }
    }

    /// The opposite.
    #[expect(clippy::should_implement_trait, reason = "reads as the query language does, where `!` says nothing")]
    pub fn not(self) -> Self {
        match self {
            Self::Not(inner) => *inner,
            other => Self::Not(Box::new(other)),
        }
    }

    /// Songs that have a value.
    pub fn has(field: Field) -> Self {
        Self::Missing(field).not()
    }

    /// Exactly this value, accents, case and punctuation forgiven.
    pub fn is(field: TextField, value: impl Into<String>) -> Self {
        Self::Text { field, compare: Compare::Is, value: value.into() }
    }

    /// A number from one bound to the other, both included.
    pub fn between(field: NumberField, from: impl Into<Option<i64>>, to: impl Into<Option<i64>>) -> Self {
        Self::Number { field, from: from.into(), to: to.into() }
    }

    /// Whether it has words to look for outside of [`Filter::Not`]: then relevance is a useful order.
    pub fn has_words(&self) -> bool {
        match self {
            Self::Words { .. } | Self::Phrase { .. } => true,
            Self::And(parts) | Self::Or(parts) => parts.iter().any(Self::has_words),
            _ => false,
        }
    }

    /// The parts that must all be true.
    pub(super) fn conjuncts(&self) -> &[Filter] {
        match self {
            Self::And(parts) => parts,
            Self::All => &[],
            other => std::slice::from_ref(other),
        }
    }

    /// Whether every comparison in it is about `facet`.
    pub(super) fn is_about(&self, facet: FacetField) -> bool {
        match self {
            Self::And(parts) | Self::Or(parts) => !parts.is_empty() && parts.iter().all(|part| part.is_about(facet)),
            Self::Not(inner) => inner.is_about(facet),
            Self::Words { field: Some(field), .. } | Self::Phrase { field: Some(field), .. } => {
                facet.text() == Some(*field)
            }
            Self::Text { field, .. } => facet.text() == Some(*field),
            Self::Number { field, from, to } => match facet {
                FacetField::Decade => *field == NumberField::Year && is_decade(*from, *to),
                FacetField::Year => *field == NumberField::Year && !is_decade(*from, *to),
                FacetField::Rating => *field == NumberField::Rating,
                FacetField::Played => *field == NumberField::Played,
                _ => false,
            },
            Self::Missing(Field::Text(field)) => facet.text() == Some(*field),
            Self::Missing(Field::Number(field)) => match field {
                NumberField::Year => matches!(facet, FacetField::Year),
                NumberField::Rating => facet == FacetField::Rating,
                NumberField::Played => facet == FacetField::Played,
                _ => false,
            },
            Self::Flag(flag) => *flag == Flag::Favourite && facet == FacetField::Favourite,
            Self::All | Self::Words { field: None, .. } | Self::Phrase { field: None, .. } => false,
        }
    }
}

/// A range of years that begins and ends with a decade.
fn is_decade(from: Option<i64>, to: Option<i64>) -> bool {
    from.zip(to).is_some_and(|(from, to)| from.rem_euclid(10) == 0 && to == from + 9)
}

impl FacetField {
    /// The text that its values are.
    pub(super) fn text(self) -> Option<TextField> {
        match self {
            Self::Artist => Some(TextField::Artist),
            Self::Album => Some(TextField::Album),
            Self::Genre => Some(TextField::Genre),
            Self::Tag => Some(TextField::Tag),
            Self::Source => Some(TextField::Source),
            _ => None,
        }
    }
}
