//! Every key of the single table, and the access pattern each serves.
//!
//! | pattern | key |
//! |---|---|
//! | all songs of a user | `USER#<id>` / `SONG#…` |
//! | recently added | LSI1 `ADDED#<milliseconds>` |
//! | songs by title | LSI2 `TITLE#<sort text>` |
//! | songs by artist, then album, then place | LSI3 `ARTIST#<artist>#<album>#<position>` |
//! | songs by album, then place | LSI4 `ALBUM#<album>#<position>` |
//! | is this track of the shop in the collection? | `USER#<id>` / `TRACK#<track id>` |

use kernel::{CustomerId, SongId, Timestamp, TrackId};
use table::{IndexKeys, Key};
use unicode_normalization::{UnicodeNormalization, char::is_combining_mark};

/// Sorts after every character that [`fold`] lets through, so that a shorter name comes before a
/// longer one that begins with it.
const SEPARATOR: char = '\u{1}';

/// Longer sort text is cut: a DynamoDB sort key holds 1,024 bytes.
const MAX_CHARS: usize = 80;

/// The partition of everything that belongs to one listener.
pub fn user(owner: CustomerId) -> String {
    format!("USER#{owner}")
}

/// A song in a collection.
pub fn song(owner: CustomerId, id: SongId) -> Key {
    Key::new(user(owner), format!("SONG#{id}"))
}

/// Says that a track of the shop is in the collection, and as which song: makes adding idempotent.
pub fn track(owner: CustomerId, track: TrackId) -> Key {
    Key::new(user(owner), format!("TRACK#{track}"))
}

/// What a song is sorted by.
pub struct SongSort<'a> {
    pub title: &'a str,
    pub artist: Option<&'a str>,
    pub album: Option<&'a str>,
    pub position: Option<u32>,
    pub added_at: Timestamp,
}

/// The places of a song in the local indexes.
pub fn song_indexes(sort: &SongSort<'_>) -> IndexKeys {
    let artist = fold(sort.artist.unwrap_or_default());
    let album = fold(sort.album.unwrap_or_default());
    let title = fold(sort.title);
    let position = sort.position.unwrap_or(u32::MAX);
    let s = SEPARATOR;
    IndexKeys {
        local: [
            Some(format!("ADDED#{:015}", sort.added_at.millis().max(0))),
            Some(format!("TITLE#{title}{s}{artist}")),
            Some(format!("ARTIST#{artist}{s}{album}{s}{position:010}{s}{title}")),
            Some(format!("ALBUM#{album}{s}{artist}{s}{position:010}{s}{title}")),
            None,
        ],
        global: Default::default(),
    }
}

/// Text as it is sorted: without case, accents, leading punctuation or control characters.
pub fn fold(text: &str) -> String {
    let plain = text.nfkd().filter(|c| !is_combining_mark(*c) && !c.is_control()).flat_map(char::to_lowercase);
    let folded: String = plain.skip_while(|c| !c.is_alphanumeric()).take(MAX_CHARS).collect();
    if folded.is_empty() { text.chars().filter(|c| !c.is_control()).take(MAX_CHARS).collect() } else { folded }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn owner() -> CustomerId {
        CustomerId::new(7).unwrap()
    }

    #[test]
    fn keys_are_spelled_as_documented() {
        assert_eq!(track(owner(), TrackId::new(3).unwrap()), Key::new("USER#7", "TRACK#3"));
        let sort = SongSort {
            title: "Óculos",
            artist: Some("Os Paralamas"),
            album: Some("“Arquivo”"),
            position: Some(2),
            added_at: Timestamp::from_millis(9),
        };
        let keys = song_indexes(&sort);
        assert_eq!(keys.local[0].as_deref(), Some("ADDED#000000000000009"));
        assert_eq!(keys.local[1].as_deref(), Some("TITLE#oculos\u{1}os paralamas"));
        assert_eq!(keys.local[3].as_deref(), Some("ALBUM#arquivo”\u{1}os paralamas\u{1}0000000002\u{1}oculos"));
    }

    #[test]
    fn a_shorter_name_comes_before_a_longer_one() {
        let key = |album| {
            song_indexes(&SongSort {
                title: "x",
                artist: None,
                album: Some(album),
                position: None,
                added_at: Timestamp::from_millis(0),
            })
            .local[3]
                .clone()
        };
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
