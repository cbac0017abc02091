//! How a document lies in the index.

use ::tantivy::TantivyDocument;
use ::tantivy::schema::{
    FAST, Field, IndexRecordOption, NumericOptions, STORED, STRING, Schema, TextFieldIndexing, TextOptions, Value as _,
};

use crate::model::{Doc, Genre, Kind};
use crate::words;

/// Raised whenever documents are laid out, or words folded, in another way than before.
pub(super) const VERSION: u32 = 1;

/// Names of the fast fields, by which columns are opened.
pub(super) mod column {
    pub const KIND: &str = "kind";
    pub const ID: &str = "id";
    pub const POPULARITY: &str = "popularity";
    pub const GENRE: &str = "genre";
}

/// Stands between the id and the name of a genre in its column; no name holds it.
const GENRE_SEPARATOR: char = '\u{1f}';

/// The fields of the index.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub schema: Schema,
    /// "track:12": names the document.
    pub key: Field,
    /// The comparable forms of the whole name.
    pub whole: Field,
    /// The words to look in, best place first.
    pub words: [Field; 4],
    /// The texts as they are written, in the order of `words`.
    shown: [Field; 4],
    kind: Field,
    id: Field,
    popularity: Field,
    genre: Field,
}

impl Fields {
    pub fn new() -> Self {
        let mut schema = Schema::builder();
        // Words arrive folded and cut, so the tokenizer is "raw"; scores are ours, so neither
        // frequencies nor lengths are kept.
        let plain = TextFieldIndexing::default()
            .set_tokenizer("raw")
            .set_index_option(IndexRecordOption::Basic)
            .set_fieldnorms(false);
        let plain = TextOptions::default().set_indexing_options(plain);
        let fast = NumericOptions::default().set_fast();
        let key = schema.add_text_field("key", STRING);
        let whole = schema.add_text_field("whole", plain.clone());
        let words = ["name", "artist", "album", "composer"].map(|name| schema.add_text_field(name, plain.clone()));
        let shown = ["shown_name", "shown_artist", "shown_album", "shown_composer"]
            .map(|name| schema.add_text_field(name, STORED));
        let kind = schema.add_u64_field(column::KIND, fast.clone());
        let id = schema.add_i64_field(column::ID, fast.clone());
        let popularity = schema.add_u64_field(column::POPULARITY, fast);
        let genre = schema.add_text_field(column::GENRE, FAST);
        Self { schema: schema.build(), key, whole, words, shown, kind, id, popularity, genre }
    }

    /// The document as Tantivy keeps it.
    pub fn document(&self, doc: &Doc) -> TantivyDocument {
        let mut out = TantivyDocument::default();
        out.add_text(self.key, key(doc.kind, doc.id));
        out.add_u64(self.kind, doc.kind.index() as u64);
        out.add_i64(self.id, doc.id);
        out.add_u64(self.popularity, doc.popularity);
        let whole = words::keys(&doc.name);
        if whole.bare != whole.full {
            out.add_text(self.whole, whole.bare);
        }
        out.add_text(self.whole, whole.full);
        let texts = [Some(&doc.name), doc.artist.as_ref(), doc.album.as_ref(), doc.composer.as_ref()];
        for (at, text) in texts.into_iter().enumerate() {
            let Some(text) = text else { continue };
            out.add_text(self.shown[at], text);
            for word in words::index_words(text) {
                out.add_text(self.words[at], word);
            }
        }
        for genre in &doc.genres {
            out.add_text(self.genre, format!("{}{GENRE_SEPARATOR}{}", genre.id, genre.name));
        }
        out
    }

    /// The texts of a stored document as they are written.
    pub fn shown(&self, doc: &TantivyDocument) -> Shown {
        let text = |at: usize| {
            let value = doc.get_first(self.shown[at]);
            value.and_then(|value| value.as_str()).map(str::to_owned)
        };
        Shown { name: text(0).unwrap_or_default(), artist: text(1), album: text(2), composer: text(3) }
    }
}

/// The term that names a document.
pub(super) fn key(kind: Kind, id: i64) -> String {
    format!("{}:{id}", kind.as_str())
}

/// Reads a genre back from its column.
pub(super) fn genre(entry: &str) -> Option<Genre> {
    let (id, name) = entry.split_once(GENRE_SEPARATOR)?;
    Some(Genre { id: id.parse().ok()?, name: name.to_owned() })
}

/// A document's texts as they are written.
#[derive(Debug, Clone, Default)]
pub(super) struct Shown {
    pub name: String,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub composer: Option<String>,
}

impl Shown {
    /// Every text, name first.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        let others = [&self.artist, &self.album, &self.composer];
        std::iter::once(self.name.as_str()).chain(others.into_iter().flatten().map(String::as_str))
    }
}
