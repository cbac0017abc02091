//! What a recording says about itself: its length and its tags, whatever the format.

use std::{
    io::{Read, Seek},
    panic::{AssertUnwindSafe, catch_unwind},
};

use lofty::{
    config::{ParseOptions, ParsingMode},
    file::{AudioFile, TaggedFileExt},
    probe::Probe,
    tag::{Accessor, ItemKey},
};
use serde::{Deserialize, Serialize};

/// Longer texts are cut: they are no names.
const LONGEST: usize = 200;

/// The fields a shop fills in. Absent where the file does not say.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Tags {
    pub title: Option<String>,
    pub artist: Option<String>,
    pub album: Option<String>,
    pub album_artist: Option<String>,
    pub composer: Option<String>,
    pub genre: Option<String>,
    pub track_number: Option<u32>,
    pub disc_number: Option<u32>,
    pub year: Option<u32>,
}

/// A recording's length and tags.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// Milliseconds.
    pub duration_ms: u64,
    pub tags: Tags,
}

/// The file could not be read as a recording.
#[derive(Debug, thiserror::Error)]
#[error("the file's tags cannot be read: {0}")]
pub struct TagsError(String);

/// Reads a recording's properties and tags. Pictures in it are skipped.
///
/// # Errors
/// [`TagsError`] when it is none, or broken where its length stands.
pub fn read(source: impl Read + Seek) -> Result<Told, TagsError> {
    // A file that makes the reader stumble is the file's fault, not the shop's.
    catch_unwind(AssertUnwindSafe(|| told(source))).map_err(|_| TagsError("it is damaged".to_owned()))?
}

fn told(source: impl Read + Seek) -> Result<Told, TagsError> {
    let failed = |error: &dyn std::fmt::Display| TagsError(error.to_string());
    let options = ParseOptions::new().read_cover_art(false).parsing_mode(ParsingMode::BestAttempt);
    let mut source = std::io::BufReader::new(source);
    let probe = Probe::new(&mut source).options(options).guess_file_type().map_err(|e| failed(&e))?;
    let file = probe.read().map_err(|e| failed(&e))?;
    let duration_ms = u64::try_from(file.properties().duration().as_millis()).unwrap_or(0);
    let mut tags = Tags::default();
    if let Some(tag) = file.primary_tag().or_else(|| file.first_tag()) {
        let text = |value: Option<&str>| value.and_then(tidy);
        tags = Tags {
            title: text(tag.title().as_deref()),
            artist: text(tag.artist().as_deref()),
            album: text(tag.album().as_deref()),
            album_artist: text(tag.get_string(&ItemKey::AlbumArtist)),
            composer: text(tag.get_string(&ItemKey::Composer)),
            genre: text(tag.genre().as_deref()),
            track_number: tag.track().filter(|number| (1..=9_999).contains(number)),
            disc_number: tag.disk().filter(|number| (1..=99).contains(number)),
            year: tag.year().filter(|year| (1_000..=2_999).contains(year)),
        };
    }
    Ok(Told { duration_ms, tags })
}

/// One line, without signs that are not seen.
fn tidy(text: &str) -> Option<String> {
    let text: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).take(LONGEST).collect();
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then_some(text)
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use super::*;
    use crate::{
        flac,
        tune::{TuneSpec, compose},
    };

    #[test]
    fn a_flac_tells_its_length_and_what_it_is_called() {
        let pcm = compose(&TuneSpec { track_id: 3, genre: "Rock", length_ms: 3_000 });
        let tags = flac::Tags {
            title: "Ação",
            artist: "Banda",
            album: "Ao Vivo",
            genre: "Rock",
            composer: "Alguém",
            track_number: Some(7),
            copyright: "",
        };
        let told = read(Cursor::new(flac::encode(&pcm, &tags))).expect("tags");
        assert_eq!(told.duration_ms, 3_000);
        assert_eq!(told.tags.title.as_deref(), Some("Ação"));
        assert_eq!(told.tags.artist.as_deref(), Some("Banda"));
        assert_eq!(told.tags.album.as_deref(), Some("Ao Vivo"));
        assert_eq!(told.tags.track_number, Some(7));
    }

    #[test]
    fn what_is_no_recording_has_no_tags() {
        for bytes in [&b""[..], b"fLaC", b"nonsense", &[0xff; 3_000]] {
            assert!(read(Cursor::new(bytes)).is_err());
        }
        assert_eq!(tidy("  a\u{0}\n b  "), Some("a b".to_owned()));
        assert_eq!(tidy(" \n"), None);
    }
}
