//! How a song lies in the index.
//!
//! Nothing is stored but columns and words. A text column holds `fold`, a zero, and the text as it is
//! written: the order of its dictionary is the order of sorting, and names that differ only in
//! spelling stand together.

use std::sync::Arc;

use tantivy::schema::{FAST, Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

use super::document::{Document, Text};
use super::filter::{NumberField, TextField};
use super::model::SongDoc;
use super::text::{self, Memory, Prepared};

/// Raised whenever songs are laid out, or words folded, in another way than before.
pub(super) const VERSION: u32 = 2;

/// The name of the tokenizer.
pub(super) const TOKENIZER: &str = "words";

/// Between the comparable form and the written one.
pub(super) const SEPARATOR: char = '\0';

/// Characters of notes made ready at a time.
const NOTES_STEP: usize = 900;
/// Characters of notes that are searched.
const MAX_NOTES: usize = 20_000;
/// Values of one field: a song has a few.
const MAX_VALUES: usize = 64;

/// The texts that are searched for words, in the order of [`Fields::words`].
pub(super) const WORD_FIELDS: [TextField; 8] = [
    TextField::Title,
    TextField::Artist,
    TextField::Album,
    TextField::AlbumArtist,
    TextField::Composer,
    TextField::Genre,
    TextField::Tag,
    TextField::Notes,
];

/// A column of texts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum TextColumn {
    Title,
    /// The credit as shown.
    Credit,
    /// Each artist by themself.
    Artists,
    Album,
    AlbumArtist,
    /// Album and artist of the album, both folded: names an album.
    AlbumKey,
    Genres,
    Tags,
    Composer,
    Source,
    Isrc,
    Mbid,
}

impl TextColumn {
    pub const COUNT: usize = 12;
    const NAMES: [&str; Self::COUNT] = [
        "title",
        "credit",
        "artists",
        "album",
        "album_artist",
        "album_key",
        "genres",
        "tags",
        "composer",
        "source",
        "isrc",
        "mbid",
    ];

    pub fn index(self) -> usize {
        self as usize
    }

    pub fn name(self) -> &'static str {
        Self::NAMES[self.index()]
    }

    /// The columns in which values of `field` stand.
    pub fn of(field: TextField) -> &'static [Self] {
        match field {
            TextField::Title => &[Self::Title],
            TextField::Artist => &[Self::Artists, Self::Credit],
            TextField::Album => &[Self::Album],
            TextField::AlbumArtist => &[Self::AlbumArtist],
            TextField::Genre => &[Self::Genres],
            TextField::Tag => &[Self::Tags],
            TextField::Composer => &[Self::Composer],
            TextField::Source => &[Self::Source],
            TextField::Isrc => &[Self::Isrc],
            TextField::Mbid => &[Self::Mbid],
            TextField::Notes => &[],
        }
    }
}

/// A column of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) enum NumberColumn {
    Year,
    Rating,
    Plays,
    Duration,
    Added,
    Played,
    Disc,
    Track,
    /// Bits: [`FAVOURITE`], [`COVER`], [`NOTES`].
    Flags,
}

impl NumberColumn {
    pub const COUNT: usize = 9;
    const NAMES: [&str; Self::COUNT] =
        ["year", "rating", "plays", "duration", "added", "played", "disc", "track", "flags"];

    pub fn index(self) -> usize {
        self as usize
    }

    pub fn name(self) -> &'static str {
        Self::NAMES[self.index()]
    }

    pub fn of(field: NumberField) -> Self {
        match field {
            NumberField::Year => Self::Year,
            NumberField::Rating => Self::Rating,
            NumberField::Plays => Self::Plays,
            NumberField::Duration => Self::Duration,
            NumberField::Added => Self::Added,
            NumberField::Played => Self::Played,
            NumberField::Disc => Self::Disc,
            NumberField::Track => Self::Track,
        }
    }
}

pub(super) const FAVOURITE: i64 = 1;
pub(super) const COVER: i64 = 2;
pub(super) const NOTES: i64 = 4;

/// Columns read one value at a time.
pub(super) mod column {
    pub const ID_HIGH: &str = "id_high";
    pub const ID_LOW: &str = "id_low";
    pub const FINGERPRINT: &str = "fingerprint";
}

/// The fields of the index.
#[derive(Debug, Clone)]
pub(super) struct Fields {
    pub schema: Schema,
    /// In the order of [`WORD_FIELDS`].
    pub words: [Field; WORD_FIELDS.len()],
    /// Short names as one word.
    pub joined: Field,
    /// First letters of all words, two by two.
    pub beginnings: Field,
    texts: [Field; TextColumn::COUNT],
    numbers: [Field; NumberColumn::COUNT],
    id_high: Field,
    id_low: Field,
    fingerprint: Field,
}

impl Fields {
    pub fn new() -> Self {
        let mut schema = Schema::builder();
        let indexed = |record| {
            let indexing = TextFieldIndexing::default().set_tokenizer(TOKENIZER).set_index_option(record);
            TextOptions::default().set_indexing_options(indexing.set_fieldnorms(false))
        };
        let with_places = indexed(IndexRecordOption::WithFreqsAndPositions);
        let plain = indexed(IndexRecordOption::Basic);
        let word_names = [
            "title_words",
            "artist_words",
            "album_words",
            "album_artist_words",
            "composer_words",
            "genre_words",
            "tag_words",
            "notes_words",
        ];
        Self {
            words: word_names.map(|name| schema.add_text_field(name, with_places.clone())),
            joined: schema.add_text_field("joined", plain.clone()),
            beginnings: schema.add_text_field("beginnings", plain),
            texts: TextColumn::NAMES.map(|name| schema.add_text_field(name, FAST)),
            numbers: NumberColumn::NAMES.map(|name| schema.add_i64_field(name, FAST)),
            id_high: schema.add_u64_field(column::ID_HIGH, FAST),
            id_low: schema.add_u64_field(column::ID_LOW, FAST),
            fingerprint: schema.add_u64_field(column::FINGERPRINT, FAST),
            schema: schema.build(),
        }
    }

    /// Where the words of `field` are, if it is searched for words.
    pub fn words_of(&self, field: TextField) -> Option<Field> {
        let at = WORD_FIELDS.iter().position(|of| *of == field)?;
        Some(self.words[at])
    }

    /// The song as Tantivy takes it.
    pub fn document(&self, song: &SongDoc, memory: &mut Memory) -> Document {
        let unsigned = [
            (self.id_high, (song.id >> 64) as u64),
            (self.id_low, song.id as u64),
            (self.fingerprint, song.fingerprint),
        ];
        let doc = Document::new(self.joined, unsigned);
        let mut out = Writing { fields: self, doc, beginnings: Vec::with_capacity(32) };
        out.texts(song, memory);
        out.numbers(song);
        out.doc
    }
}

/// A document being filled.
struct Writing<'a> {
    fields: &'a Fields,
    doc: Document,
    beginnings: Vec<[u8; 2]>,
}

impl Writing<'_> {
    fn texts(&mut self, song: &SongDoc, memory: &mut Memory) {
        use TextColumn as C;
        let title = Arc::new(text::prepare(&song.title));
        self.text(title, Some(0), Some(C::Title));
        let credit = memory.prepare(&song.artist);
        self.text(credit.clone(), Some(1), Some(C::Credit));
        let artists = if song.artists.is_empty() { std::slice::from_ref(&song.artist) } else { &song.artists };
        for artist in distinct(artists, memory) {
            let words = (artist != credit).then_some(1);
            self.text(artist, words, Some(C::Artists));
        }
        let album_artist = song.album_artist.as_deref().filter(|name| !name.trim().is_empty());
        let album_artist = album_artist.map(|name| memory.prepare(name));
        if let Some(album) = song.album.as_deref() {
            let album = memory.prepare(album);
            if !album.fold().is_empty() {
                let of = album_artist.as_ref().unwrap_or(&credit);
                let key = [album.fold(), SEPARATOR.encode_utf8(&mut [0]), of.fold()].concat();
                self.doc.made(self.fields.texts[C::AlbumKey.index()], key);
            }
            self.text(album, Some(2), Some(C::Album));
        }
        if let Some(album_artist) = album_artist {
            self.text(album_artist, Some(3), Some(C::AlbumArtist));
        }
        self.more_texts(song, memory);
        self.first_letters();
    }

    fn more_texts(&mut self, song: &SongDoc, memory: &mut Memory) {
        use TextColumn as C;
        if let Some(composer) = song.composer.as_deref() {
            self.text(memory.prepare(composer), Some(4), Some(C::Composer));
        }
        let lists = [(C::Genres, 5, &song.genres), (C::Tags, 6, &song.tags)];
        for (column, words, values) in lists {
            for value in distinct(values, memory) {
                self.text(value, Some(words), Some(column));
            }
        }
        let notes: Vec<char> = song.notes.iter().flat_map(|notes| notes.chars()).take(MAX_NOTES).collect();
        for part in notes.chunks(NOTES_STEP) {
            let prepared = Arc::new(text::prepare(&part.iter().collect::<String>()));
            self.text(prepared, Some(7), None);
        }
        let single = [(C::Source, Some(&song.source)), (C::Isrc, song.isrc.as_ref()), (C::Mbid, song.mbid.as_ref())];
        for (column, value) in single {
            if let Some(value) = value {
                self.text(memory.prepare(value), None, Some(column));
            }
        }
    }

    fn numbers(&mut self, song: &SongDoc) {
        use NumberColumn as C;
        let flag = |on: bool, bit: i64| if on { bit } else { 0 };
        let notes = song.notes.as_deref().is_some_and(|notes| !notes.trim().is_empty());
        let flags = flag(song.favourite, FAVOURITE) | flag(song.has_cover, COVER) | flag(notes, NOTES);
        let values = [
            (C::Year, song.year.map(i64::from)),
            (C::Rating, song.rating.filter(|rating| *rating > 0).map(i64::from)),
            (C::Plays, Some(i64::try_from(song.plays).unwrap_or(i64::MAX))),
            (C::Duration, song.duration_ms),
            (C::Added, Some(song.added)),
            (C::Played, song.last_played),
            (C::Disc, song.disc.map(i64::from)),
            (C::Track, song.position.map(i64::from)),
            (C::Flags, Some(flags)),
        ];
        for (column, value) in values {
            if let Some(value) = value {
                self.doc.number(self.fields.numbers[column.index()], value);
            }
        }
    }

    /// A text that is searched for words, or stands in a column, or both.
    fn text(&mut self, prepared: Arc<Prepared>, words: Option<usize>, column: Option<TextColumn>) {
        let words = words.filter(|_| !prepared.words().is_empty()).map(|at| self.fields.words[at]);
        let column = column.filter(|_| !prepared.fold().is_empty()).map(|column| self.fields.texts[column.index()]);
        if words.is_some() {
            self.beginnings.extend_from_slice(&prepared.beginnings);
        }
        self.doc.text(Text { prepared, words, column });
    }

    fn first_letters(&mut self) {
        self.beginnings.sort_unstable();
        self.beginnings.dedup();
        let mut text = String::with_capacity(self.beginnings.len() * 3);
        for [first, second] in &self.beginnings {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push(char::from(*first));
            if *second != 0 {
                text.push(char::from(*second));
            }
        }
        if !text.is_empty() {
            self.doc.made(self.fields.beginnings, text);
        }
    }
}

/// A song is counted once for a genre, however often it is said and however it is spelt.
fn distinct(values: &[String], memory: &mut Memory) -> Vec<Arc<Prepared>> {
    let mut found: Vec<Arc<Prepared>> = Vec::with_capacity(values.len().min(MAX_VALUES));
    for value in values.iter().take(MAX_VALUES) {
        let prepared = memory.prepare(value);
        if found.iter().all(|known| known.fold() != prepared.fold()) {
            found.push(prepared);
        }
    }
    found
}
