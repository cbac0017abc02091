//! What goes into the index of a collection, and what comes out of it.

use super::filter::{FacetField, Filter};

/// A song as the index sees it. Texts that are empty count as missing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct SongDoc {
    /// The song's UUID as a number.
    pub id: u128,
    pub title: String,
    /// Each artist by themself.
    pub artists: Vec<String>,
    /// The credit as it is shown: "Queen & David Bowie".
    pub artist: String,
    pub album: Option<String>,
    pub album_artist: Option<String>,
    pub genres: Vec<String>,
    pub tags: Vec<String>,
    pub composer: Option<String>,
    pub notes: Option<String>,
    pub year: Option<i32>,
    pub disc: Option<u32>,
    /// The track number.
    pub position: Option<u32>,
    /// Milliseconds.
    pub duration_ms: Option<i64>,
    /// 1 to 10: halves of a star.
    pub rating: Option<u8>,
    pub favourite: bool,
    pub has_cover: bool,
    pub plays: u64,
    /// Milliseconds since 1970.
    pub last_played: Option<i64>,
    /// Milliseconds since 1970.
    pub added: i64,
    /// "bought", "added", "imported" or "uploaded".
    pub source: String,
    pub isrc: Option<String>,
    /// The MusicBrainz recording.
    pub mbid: Option<String>,
    /// See [`fingerprint`](super::fingerprint).
    pub fingerprint: u64,
}

/// A column that songs can be sorted by. Songs without a value come last in both directions; equals
/// stand in the order of title, then moment added, then id.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SortField {
    Added,
    Title,
    /// Among one artist's songs by album and track number.
    Artist,
    /// By album and the artist of the album, in the order of the tracks.
    Album,
    /// Among one artist's songs by album and track number.
    AlbumArtist,
    /// Among one year's songs by album and track number.
    Year,
    /// The first genre in the order of the alphabet.
    Genre,
    Duration,
    Rating,
    Plays,
    /// Last played.
    Played,
    /// Disc, then track number.
    Position,
    /// How well the words match; always best first.
    Relevance,
}

/// What to sort by and which way round.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Sort {
    pub field: SortField,
    pub descending: bool,
}

impl Sort {
    /// The least or earliest first.
    pub fn up(field: SortField) -> Self {
        Self { field, descending: false }
    }

    /// The most or latest first.
    pub fn down(field: SortField) -> Self {
        Self { field, descending: true }
    }

    /// Reads `artist` or `-added`, as the API writes them; `None` when there is no such column.
    pub fn parse(text: &str) -> Option<Self> {
        let (name, descending) = text.strip_prefix('-').map_or((text, false), |name| (name, true));
        let field = match name {
            "added" => SortField::Added,
            "title" => SortField::Title,
            "artist" => SortField::Artist,
            "album" => SortField::Album,
            "album_artist" => SortField::AlbumArtist,
            "year" => SortField::Year,
            "genre" => SortField::Genre,
            "duration" => SortField::Duration,
            "rating" => SortField::Rating,
            "plays" => SortField::Plays,
            "played" => SortField::Played,
            "position" => SortField::Position,
            "relevance" => SortField::Relevance,
            _ => return None,
        };
        Some(Self { field, descending })
    }
}

/// Some of the songs, in some order.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct View {
    pub filter: Filter,
    pub sort: Sort,
}

/// A part of a view.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// Songs in the whole view.
    pub total: u64,
    pub ids: Vec<u128>,
}

/// What a filter could be narrowed to, with counts.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Facets {
    /// Songs that match the words and all choices.
    pub total: u64,
    /// How long they last together, in milliseconds.
    pub duration_ms: i64,
    /// Each field with its values: the most frequent first, but years, decades and ratings in order,
    /// the latest and best first.
    pub fields: Vec<(FacetField, Vec<FacetValue>)>,
}

/// One value that can be chosen.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FacetValue {
    /// As it is written most often. Decades are "1990s", ratings stars ("3.5"), favourites "yes" and
    /// "no", played "yes" and "never".
    pub value: String,
    /// Songs that match the words and the choices made in other fields.
    pub count: u64,
    pub selected: bool,
}

/// What songs are put together by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupKind {
    /// Each artist of each song.
    Artists,
    /// An album and its artist.
    Albums,
}

/// What groups can be sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupSort {
    /// The artist's name, or the album's title.
    Name,
    /// The artist of the album, then its title.
    Artist,
    /// The latest first; none last.
    NewestYear,
    /// The most first.
    MostSongs,
    /// The group with the song added last first.
    LatestAdded,
}

/// Some of the groups of a filter's songs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Groups {
    /// Groups altogether.
    pub total: u64,
    pub items: Vec<Group>,
}

/// An artist or an album.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// The artist's name, or the album's title.
    pub name: String,
    /// The artist of an album.
    pub artist: Option<String>,
    /// The earliest year among its songs.
    pub year: Option<i32>,
    pub songs: u64,
    /// Albums of an artist; 1 for an album.
    pub albums: u64,
    /// Milliseconds.
    pub duration_ms: i64,
    /// A song whose cover to show: one with a cover if there is any.
    pub first: u128,
}

/// What a proposal stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SuggestionKind {
    Song,
    Artist,
    Album,
    Genre,
    Tag,
}

/// A proposal while typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub kind: SuggestionKind,
    /// The song's title, or the name.
    pub label: String,
    /// The artist of a song or an album.
    pub detail: Option<String>,
    /// The song; for a group one of its songs.
    pub id: u128,
}

/// Why songs are thought to be the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DuplicateReason {
    /// Artist and title are the same but for spelling.
    Recording,
    /// They carry the same ISRC or MusicBrainz id.
    Identifier,
}

/// Songs that are probably the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Duplicate {
    pub reason: DuplicateReason,
    /// At least two, in the order they were added.
    pub ids: Vec<u128>,
}

/// Groups of songs that are probably the same.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Duplicates {
    /// Groups altogether.
    pub total: u64,
    pub groups: Vec<Duplicate>,
}
