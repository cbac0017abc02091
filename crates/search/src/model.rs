//! What goes into the index and what comes out of it.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a document is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "snake_case")]
#[schema(as = SearchKind)]
pub enum Kind {
    /// A performer, by name.
    Artist,
    /// A release, by title.
    Album,
    /// A song, video or episode, by name.
    Track,
}

impl Kind {
    /// Every kind, in the order in which answers list them.
    pub const ALL: [Self; 3] = [Self::Artist, Self::Album, Self::Track];

    pub(crate) fn index(self) -> usize {
        match self {
            Self::Artist => 0,
            Self::Album => 1,
            Self::Track => 2,
        }
    }

    /// "artist", "album", "track": the word used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Artist => "artist",
            Self::Album => "album",
            Self::Track => "track",
        }
    }
}

/// One thing that can be found. `kind` and `id` together name it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Doc {
    pub kind: Kind,
    pub id: i64,
    /// Name of the artist or track, title of the album.
    pub name: String,
    /// Who performs the album or track.
    pub artist: Option<String>,
    /// The album a track is on.
    pub album: Option<String>,
    /// Who wrote the track.
    pub composer: Option<String>,
    /// Genres of the thing, counted and filtered by; an artist has those of all its tracks.
    pub genres: Vec<Genre>,
    /// Units sold: of two equally good matches the one with more comes first.
    pub popularity: u64,
}

/// A genre as the index knows it.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Genre {
    pub id: i64,
    pub name: String,
}

/// A change to one document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Adds the document or replaces the one with its kind and id.
    Put(Doc),
    /// Takes the document out, if there is one.
    Remove(Kind, i64),
}

/// What is asked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Query {
    /// As typed. Anything is allowed; the first 256 characters and 12 words count.
    pub text: String,
    /// Only this kind.
    pub kind: Option<Kind>,
    /// Only this genre.
    pub genre_id: Option<i64>,
    /// Hits wanted of each kind, at most 200.
    pub limit: usize,
    /// Hits of each kind to skip, at most 10,000.
    pub offset: usize,
}

impl Query {
    /// Everything that matches `text`, the first `limit` hits of each kind.
    pub fn new(text: impl Into<String>, limit: usize) -> Self {
        Self { text: text.into(), kind: None, genre_id: None, limit, offset: 0 }
    }
}

/// The answer to a [`Query`].
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Results {
    /// Documents that match the text and both filters.
    pub total: u64,
    /// Best first.
    pub artists: Vec<Hit>,
    /// Best first.
    pub albums: Vec<Hit>,
    /// Best first.
    pub tracks: Vec<Hit>,
    /// Matches by kind, whatever the kind filter is; all three kinds, in order.
    pub kinds: Vec<KindCount>,
    /// Matches by genre, whatever the genre filter is; most first, none with zero.
    pub genres: Vec<GenreCount>,
    /// The spelling that was searched, where nothing matched the one typed.
    pub corrected: Option<String>,
}

impl Results {
    pub(crate) fn hits_mut(&mut self, kind: Kind) -> &mut Vec<Hit> {
        match kind {
            Kind::Artist => &mut self.artists,
            Kind::Album => &mut self.albums,
            Kind::Track => &mut self.tracks,
        }
    }
}

/// A document found.
#[derive(Debug, Clone, PartialEq)]
pub struct Hit {
    pub id: i64,
    /// Larger is better; comparable within one answer only.
    pub score: f32,
    /// The whole name, in parts.
    pub highlight: Vec<HighlightPart>,
}

/// A part of a name. The parts of a highlight, put together, are the name itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct HighlightPart {
    /// The text as it is written in the name.
    pub text: String,
    /// Whether this part is what was searched for.
    pub hit: bool,
}

/// How many documents of a kind match.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct KindCount {
    pub kind: Kind,
    pub count: u64,
}

/// How many documents of a genre match.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GenreCount {
    pub genre: Genre,
    pub count: u64,
}

/// A proposal while typing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suggestion {
    pub kind: Kind,
    pub id: i64,
    /// The name, as it is written.
    pub title: String,
    /// The performer of an album or track.
    pub subtitle: Option<String>,
    /// The title, in parts.
    pub highlight: Vec<HighlightPart>,
}
