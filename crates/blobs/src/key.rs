//! Names of blobs.

use std::fmt;
use std::str::FromStr;

/// The name of a blob: folders and a file with an ending, as in `audio/1234.flac`. Small letters,
/// digits, `-` and `_`, and dots in the file's name only: so that it is a harmless path on every
/// file system and object store, and no key is a folder of another.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BlobKey(String);

/// Not a [`BlobKey`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a blob's key looks like folder/name.ending, of a-z, 0-9, - and _, at most 200 bytes")]
pub struct InvalidKey;

const LONGEST: usize = 200;

impl BlobKey {
    /// Takes a key that is well-formed.
    ///
    /// # Errors
    /// [`InvalidKey`] for everything else.
    pub fn new(raw: impl Into<String>) -> Result<Self, InvalidKey> {
        let raw = raw.into();
        let (folders, file) = raw.rsplit_once('/').ok_or(InvalidKey)?;
        let is_word = |word: &str| {
            !word.is_empty()
                && word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_')
        };
        let is_file = file.contains('.') && file.split('.').all(is_word);
        let words_are_safe = raw.split('/').all(|word| !crate::filename::is_reserved(word));
        if raw.len() <= LONGEST && folders.split('/').all(is_word) && is_file && words_are_safe {
            Ok(Self(raw))
        } else {
            Err(InvalidKey)
        }
    }

    /// The key, as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for BlobKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for BlobKey {
    type Err = InvalidKey;

    fn from_str(raw: &str) -> Result<Self, InvalidKey> {
        Self::new(raw)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::path::{Component, Path};

    #[test]
    fn keys_are_folders_and_a_file_with_an_ending() {
        for good in ["audio/1234.flac", "covers/albums/1.v2.svg", "a/b-c_d.mp3"] {
            assert!(BlobKey::new(good).is_ok(), "{good}");
        }
        let endless = format!("audio/{}.flac", "1".repeat(200));
        for bad in [
            "",
            "/",
            "audio",
            "audio/",
            "a.flac",
            "audio/1234",
            "/audio/1.flac",
            "audio//1.flac",
            "audio/../1.flac",
            "../x.flac",
            "a.b/c.flac",
            "audio/.flac",
            "audio/1..flac",
            "audio/1.flac.",
            "Audio/1.flac",
            "audio/ü.flac",
            "audio\\1.flac",
            "c:/x.flac",
            "audio/1.flac\0",
            "audio/ 1.flac",
            "audio/con.flac",
            "nul/1.flac",
            &endless,
        ] {
            assert_eq!(BlobKey::new(bad), Err(InvalidKey), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn no_key_leaves_its_folder(raw in "[a-z./\\\\:~ ]{0,30}|\\PC{0,30}") {
            if let Ok(key) = BlobKey::new(raw) {
                let parts: Vec<_> = Path::new(key.as_str()).components().collect();
                prop_assert!(parts.len() >= 2 && parts.iter().all(|part| matches!(part, Component::Normal(_))));
            }
        }
    }
}
