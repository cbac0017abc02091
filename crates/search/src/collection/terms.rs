//! Words to look for: the forms in which each may stand, and near ones where it stands nowhere.

use tantivy::query::{EnableScoring, PhraseQuery, Query as _};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet as _, InvertedIndexReader, Result, TERMINATED, Term};

use super::bits::Bits;
use super::filter::TextField;
use super::segment::Segment;
use super::snapshot::Snapshot;
use super::text;
use crate::question::Question;
use crate::tantivy::candidates::near;

/// A word this short is looked for by its first letters, which have a field of their own.
const SHORT: usize = 2;
/// A whole name written as one word is at least so long.
const MIN_JOINED: usize = 4;

/// How much is forgiven.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Tolerance {
    /// Nothing.
    None,
    /// Typos in words that the collection does not have.
    Unknown,
    /// Typos in every word.
    All,
}

/// A word that must be found, in any of its forms.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Wanted {
    forms: Vec<Form>,
    /// Other words taken for it.
    near: Vec<String>,
    /// Whether whole names that only begin so count as well.
    joined_begins: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Form {
    text: String,
    unfinished: bool,
}

/// Where words are looked for.
#[derive(Debug, Clone)]
pub(super) struct Places {
    fields: Vec<Field>,
    /// All texts: then joined names and first letters help.
    anywhere: bool,
}

impl Places {
    pub fn of(snapshot: &Snapshot, field: Option<TextField>) -> Self {
        match field {
            None => Self { fields: snapshot.fields.words.to_vec(), anywhere: true },
            Some(field) => Self { fields: snapshot.fields.words_of(field).into_iter().collect(), anywhere: false },
        }
    }

    /// The first few places, best first.
    pub fn best(snapshot: &Snapshot, count: usize) -> Self {
        Self { fields: snapshot.fields.words[..count].to_vec(), anywhere: false }
    }
}

/// Understands words; none for a text of signs alone.
pub(super) fn wanted(
    snapshot: &Snapshot,
    places: &Places,
    text: &str,
    unfinished: bool,
    tolerance: Tolerance,
) -> Result<Vec<Wanted>> {
    let mut found = Vec::new();
    for word in Question::new(text).words.into_iter().filter(|word| !word.optional) {
        let last = word.unfinished && unfinished;
        let joined = word.joined.into_iter();
        let joined = joined.map(|joined| Form { text: joined.text, unfinished: joined.unfinished && unfinished });
        let forms: Vec<Form> =
            std::iter::once(Form { text: word.text.clone(), unfinished: last }).chain(joined).collect();
        let mut wanted = Wanted { forms, near: Vec::new(), joined_begins: false };
        let forgive = match tolerance {
            Tolerance::None => false,
            Tolerance::Unknown => !is_known(snapshot, places, &wanted)?,
            Tolerance::All => true,
        };
        if forgive {
            let candidates = near(&snapshot.searcher, &places.fields, &word.text, last)?;
            wanted.near = candidates.into_iter().map(|candidate| candidate.text).collect();
            wanted.joined_begins = last;
        }
        found.push(wanted);
    }
    Ok(found)
}

/// Whether a word stands anywhere as typed.
fn is_known(snapshot: &Snapshot, places: &Places, wanted: &Wanted) -> Result<bool> {
    for segment in &snapshot.segments {
        if !songs(snapshot, segment, places, wanted)?.is_none() {
            return Ok(true);
        }
    }
    Ok(false)
}

/// The songs that have a word, the deleted ones too.
pub(super) fn songs(snapshot: &Snapshot, segment: &Segment, places: &Places, wanted: &Wanted) -> Result<Bits> {
    let mut found = Bits::none(segment.limit());
    for form in &wanted.forms {
        add_form(snapshot, segment, places, form, &mut found)?;
        let joinable = places.anywhere && form.text.len() >= MIN_JOINED;
        if joinable {
            let joined = segment.reader.inverted_index(snapshot.fields.joined)?;
            if wanted.joined_begins {
                add_beginning(&joined, &form.text, &mut found)?;
            } else {
                add_term(&joined, snapshot.fields.joined, &form.text, &mut found)?;
            }
        }
    }
    for near in &wanted.near {
        for field in &places.fields {
            add_term(&*segment.reader.inverted_index(*field)?, *field, near, &mut found)?;
        }
    }
    Ok(found)
}

fn add_form(snapshot: &Snapshot, segment: &Segment, places: &Places, form: &Form, found: &mut Bits) -> Result<()> {
    let units = text::units(&form.text);
    if units.len() > 1 {
        let units: Vec<String> = units.into_iter().map(str::to_owned).collect();
        return add_phrase(segment, places, &units, found);
    }
    if form.unfinished && places.anywhere && form.text.len() <= SHORT && form.text.is_ascii() {
        let field = snapshot.fields.beginnings;
        let index = segment.reader.inverted_index(field)?;
        let whole = form.text.len() == SHORT;
        return if whole {
            add_term(&index, field, &form.text, found)
        } else {
            add_beginning(&index, &form.text, found)
        };
    }
    for field in &places.fields {
        let index = segment.reader.inverted_index(*field)?;
        if form.unfinished {
            add_beginning(&index, &form.text, found)?;
        } else {
            add_term(&index, *field, &form.text, found)?;
        }
    }
    Ok(())
}

fn add_term(index: &InvertedIndexReader, field: Field, text: &str, found: &mut Bits) -> Result<()> {
    if let Some(info) = index.get_term_info(&Term::from_field_text(field, text))? {
        add_postings(index, &info, found)?;
    }
    Ok(())
}

fn add_beginning(index: &InvertedIndexReader, text: &str, found: &mut Bits) -> Result<()> {
    let mut end = text.as_bytes().to_vec();
    // No byte of a text is 255, so that the last one has a successor.
    let Some(last) = end.last_mut() else { return Ok(()) };
    *last += 1;
    let mut terms = index.terms().range().ge(text.as_bytes()).lt(&end).into_stream()?;
    while terms.advance() {
        add_postings(index, terms.value(), found)?;
    }
    Ok(())
}

fn add_postings(index: &InvertedIndexReader, info: &tantivy::postings::TermInfo, found: &mut Bits) -> Result<()> {
    let mut postings = index.read_block_postings_from_terminfo(info, IndexRecordOption::Basic)?;
    loop {
        let docs = postings.docs();
        if docs.is_empty() {
            return Ok(());
        }
        docs.iter().for_each(|doc| found.set(*doc));
        postings.advance();
    }
}

/// The songs that have the units one after another in one of the fields.
pub(super) fn add_phrase(segment: &Segment, places: &Places, units: &[String], found: &mut Bits) -> Result<()> {
    for field in &places.fields {
        match units {
            [] => {}
            [single] => add_term(&*segment.reader.inverted_index(*field)?, *field, single, found)?,
            several => {
                let terms = several.iter().map(|unit| Term::from_field_text(*field, unit)).collect();
                let query = PhraseQuery::new(terms);
                let weight = query.weight(EnableScoring::disabled_from_schema(segment.reader.schema()))?;
                let mut songs = weight.scorer(&segment.reader, 1.0)?;
                while songs.doc() != TERMINATED {
                    found.set(songs.doc());
                    songs.advance();
                }
            }
        }
    }
    Ok(())
}
