//! Every key of the single table, and the access pattern each serves. One query is one page.
//!
//! | pattern | key |
//! |---|---|
//! | user by id (the public profile) | `USER#<id>` / `METADATA` |
//! | who has this handle? | `HANDLE#<handle>` / `METADATA` |
//! | all songs of a user; recently added (the same, descending: a song's id begins with its moment) | `USER#<id>` / `SONG#<id>` |
//! | songs by artist, then album, then place | LSI1 `ARTIST#<artist>#<album>#<place>` |
//! | songs by album, then place | LSI2 `ALBUM#<album>#<artist>#<place>` |
//! | songs by genre | LSI3 `GENRE#<genre>` |
//! | songs by rating (sparse: rated ones only) | GSI3 `USER#<id>` / `RATING#<halves>` |
//! | is this track of the shop in the collection? | `USER#<id>` / `TRACK#<track id>` |
//! | all playlists of a user | `USER#<id>` / `PLAYLIST#<id>` |
//! | playlists of others that a user takes part in | `USER#<id>` / `MEMBEROF#<playlist id>` |
//! | public playlists of a user (sparse) | GSI1 `PUBLIC#<id>` / `PLAYLIST#<id>` |
//! | all songs in a playlist, in order | LSI1 of `PLAYLIST#<id>`: `RANK#<rank>` |
//! | one entry of a playlist (moving it is one write) | `PLAYLIST#<id>` / `ENTRY#<id>` |
//! | whose is this playlist? | `PLAYLIST#<id>` / `OWNER` |
//! | how many songs, how long, which covers | `PLAYLIST#<id>` / `TOTALS` |
//! | who takes part in a playlist | `PLAYLIST#<id>` / `MEMBER#<user id>` |
//! | links to a playlist | `PLAYLIST#<id>` / `SHARE#<id>` |
//! | what a link leads to (TTL when it expires) | `LINK#<hash of the token>` / `METADATA` |
//! | visits of a link, in shards, so that no partition is hot | `LINK#<hash>#<shard>` / `VISITS` |
//! | in which playlists is a song? | GSI2 `SONG#<user id>#<song id>` / `PLAYLIST#<playlist id>` |
//! | what can be undone (TTL 30 days) | `USER#<id>` / `UNDO#<id>#<part>` |
//! | imports of a user | `USER#<id>` / `IMPORT#<id>` |
//! | column mappings of a user | `USER#<id>` / `MAPPING#<name>` |

use kernel::{CustomerId, EntryId, ImportId, ShareId, SongId, SongListId, TrackId, UndoId};
use table::{IndexKeys, Key};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};
use uuid::Uuid;

/// Sorts before every character that [`fold`] lets through, so that a shorter name comes before a
/// longer one that begins with it.
const SEPARATOR: &str = "\u{1}";

/// Longer sort text is cut: the lists that people see are ordered by the index, on whole names.
const MAX_CHARS: usize = 40;

/// Shards of a link's counter of visits.
pub const VISIT_SHARDS: u8 = 8;

pub const SONG: &str = "SONG#";
pub const PLAYLIST: &str = "PLAYLIST#";
pub const MEMBER_OF: &str = "MEMBEROF#";
pub const ENTRY: &str = "ENTRY#";
pub const MEMBER: &str = "MEMBER#";
pub const SHARE: &str = "SHARE#";
pub const IMPORT: &str = "IMPORT#";
pub const MAPPING: &str = "MAPPING#";

/// The partition of everything that belongs to one listener.
pub fn user(owner: CustomerId) -> String {
    format!("USER#{owner}")
}

pub fn profile(owner: CustomerId) -> Key {
    Key::new(user(owner), "METADATA")
}

pub fn handle(handle: &str) -> Key {
    Key::new(format!("HANDLE#{handle}"), "METADATA")
}

/// A song in a collection.
pub fn song(owner: CustomerId, id: SongId) -> Key {
    Key::new(user(owner), [SONG, id.get().hyphenated().encode_lower(&mut Uuid::encode_buffer())].concat())
}

/// Says that a track of the shop is in the collection, and as which song: makes adding idempotent.
pub fn track(owner: CustomerId, track: TrackId) -> Key {
    Key::new(user(owner), format!("TRACK#{track}"))
}

pub fn playlist(owner: CustomerId, id: SongListId) -> Key {
    Key::new(user(owner), format!("{PLAYLIST}{id}"))
}

pub fn member_of(member: CustomerId, id: SongListId) -> Key {
    Key::new(user(member), format!("{MEMBER_OF}{id}"))
}

/// The partition of a playlist's entries, members and links.
pub fn list(id: SongListId) -> String {
    format!("{PLAYLIST}{id}")
}

pub fn list_owner(id: SongListId) -> Key {
    Key::new(list(id), "OWNER")
}

pub fn totals(id: SongListId) -> Key {
    Key::new(list(id), "TOTALS")
}

pub fn entry(list_id: SongListId, id: EntryId) -> Key {
    Key::new(list(list_id), format!("{ENTRY}{id}"))
}

pub fn member(list_id: SongListId, member: CustomerId) -> Key {
    Key::new(list(list_id), format!("{MEMBER}{member}"))
}

pub fn share(list_id: SongListId, id: ShareId) -> Key {
    Key::new(list(list_id), format!("{SHARE}{id}"))
}

pub fn link(hash: &str) -> Key {
    Key::new(format!("LINK#{hash}"), "METADATA")
}

pub fn visits(hash: &str, shard: u8) -> Key {
    Key::new(format!("LINK#{hash}#{shard}"), "VISITS")
}

/// The head of what can be undone, and its parts.
pub fn undo(owner: CustomerId, id: UndoId, part: usize) -> Key {
    Key::new(user(owner), format!("UNDO#{id}#{part:06}"))
}

pub fn import(owner: CustomerId, id: ImportId) -> Key {
    Key::new(user(owner), format!("{IMPORT}{id}"))
}

pub fn mapping(owner: CustomerId, name: &str) -> Key {
    Key::new(user(owner), format!("{MAPPING}{name}"))
}

/// Partition of GSI1 for the playlists on a listener's public page.
pub fn public(owner: CustomerId) -> String {
    format!("PUBLIC#{owner}")
}

/// Partition of GSI2 for the entries that name a song.
pub fn song_places(owner: CustomerId, id: SongId) -> String {
    format!("{SONG}{owner}#{id}")
}

/// What a song is sorted by.
pub struct SongSort<'a> {
    pub artist: Option<&'a str>,
    pub album: Option<&'a str>,
    pub album_artist: Option<&'a str>,
    pub genre: Option<&'a str>,
    pub disc: Option<u32>,
    pub position: Option<u32>,
    /// Halves of a star.
    pub rating: Option<u8>,
}

/// The places of a song in the indexes.
pub fn song_indexes(owner: CustomerId, sort: &SongSort<'_>) -> IndexKeys {
    let artist = fold(sort.artist.unwrap_or_default());
    let album = fold(sort.album.unwrap_or_default());
    let place = format!("{:06}", sort.disc.unwrap_or(1).min(99) * 10_000 + sort.position.unwrap_or(9_999).min(9_999));
    let by_artist = ["ARTIST#", &artist, SEPARATOR, &album, SEPARATOR, &place].concat();
    let album_artist = sort.album_artist.map_or(artist, fold);
    let by_album =
        (!album.is_empty()).then(|| ["ALBUM#", &album, SEPARATOR, &album_artist, SEPARATOR, &place].concat());
    let by_genre = sort.genre.map(|genre| ["GENRE#", &fold(genre)].concat());
    IndexKeys {
        local: [Some(by_artist), by_album, by_genre, None, None],
        global: [None, None, sort.rating.map(|rating| (user(owner), format!("RATING#{rating:02}")))],
    }
}

/// An entry's place in its playlist, and the song it names.
pub fn entry_indexes(rank: &str, song: Option<(CustomerId, SongId)>, list_id: SongListId) -> IndexKeys {
    IndexKeys {
        local: [Some(format!("RANK#{rank}")), None, None, None, None],
        global: [None, song.map(|(owner, id)| (song_places(owner, id), list(list_id))), None],
    }
}

/// A playlist's place on its owner's public page.
pub fn playlist_indexes(owner: CustomerId, id: SongListId, is_public: bool) -> IndexKeys {
    IndexKeys { global: [is_public.then(|| (public(owner), list(id))), None, None], ..IndexKeys::default() }
}

/// Text as it is sorted: without case, accents, leading punctuation or control characters.
pub fn fold(text: &str) -> String {
    if text.is_ascii() {
        let plain = text.bytes().skip_while(|b| !b.is_ascii_alphanumeric()).filter(|b| !b.is_ascii_control());
        let mut folded = String::with_capacity(text.len().min(MAX_CHARS));
        folded.extend(plain.take(MAX_CHARS).map(|b| char::from(b.to_ascii_lowercase())));
        return if folded.is_empty() { cut(text) } else { folded };
    }
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c) && !c.is_control()).flat_map(char::to_lowercase);
    let folded: String = plain.skip_while(|c| !c.is_alphanumeric()).take(MAX_CHARS).collect();
    if folded.is_empty() { cut(text) } else { folded }
}

fn cut(text: &str) -> String {
    text.chars().filter(|c| !c.is_control()).take(MAX_CHARS).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn owner() -> CustomerId {
        CustomerId::new(7).unwrap()
    }

    fn sort<'a>() -> SongSort<'a> {
        SongSort {
            artist: Some("Os Paralamas"),
            album: Some("“Arquivo”"),
            album_artist: None,
            genre: Some("Rock"),
            disc: None,
            position: Some(2),
            rating: Some(7),
        }
    }

    #[test]
    fn keys_are_spelled_as_documented() {
        assert_eq!(track(owner(), TrackId::new(3).unwrap()), Key::new("USER#7", "TRACK#3"));
        let keys = song_indexes(owner(), &sort());
        assert_eq!(keys.local[0].as_deref(), Some("ARTIST#os paralamas\u{1}arquivo”\u{1}010002"));
        assert_eq!(keys.local[1].as_deref(), Some("ALBUM#arquivo”\u{1}os paralamas\u{1}010002"));
        assert_eq!(keys.local[2].as_deref(), Some("GENRE#rock"));
        assert_eq!(keys.global[2], Some(("USER#7".into(), "RATING#07".into())));
        let unrated = song_indexes(owner(), &SongSort { rating: None, ..sort() });
        assert_eq!(unrated.global[2], None, "the index of ratings is sparse");
    }

    #[test]
    fn a_shorter_name_comes_before_a_longer_one() {
        let key = |album| song_indexes(owner(), &SongSort { album: Some(album), ..sort() }).local[1].clone();
        assert!(key("Live") < key("Live After Death"));
    }

    proptest! {
        #[test]
        fn a_sort_key_fits_and_holds_no_control_character(title in ".{0,400}") {
            let folded = fold(&title);
            prop_assert!(folded.len() <= MAX_CHARS * 4);
            prop_assert!(!folded.contains(SEPARATOR));
        }
    }
}
