//! Kinds of files a recording may be.

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What a recording is delivered as. Composed ones are FLAC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub enum AudioFormat {
    Flac,
    Mp3,
    Wav,
    Aiff,
    Ogg,
    /// AAC or Apple Lossless in an MP4 file.
    M4a,
}

impl AudioFormat {
    /// How its file names end.
    pub const fn ending(self) -> &'static str {
        match self {
            Self::Flac => "flac",
            Self::Mp3 => "mp3",
            Self::Wav => "wav",
            Self::Aiff => "aiff",
            Self::Ogg => "ogg",
            Self::M4a => "m4a",
        }
    }

    pub const fn content_type(self) -> &'static str {
        match self {
            Self::Flac => media::flac::CONTENT_TYPE,
            Self::Mp3 => "audio/mpeg",
            Self::Wav => "audio/wav",
            Self::Aiff => "audio/aiff",
            Self::Ogg => "audio/ogg",
            Self::M4a => "audio/mp4",
        }
    }

    /// What the database holds; nothing stands for the composed recording.
    pub(crate) fn stored(text: Option<&str>) -> Self {
        match text {
            Some("mp3") => Self::Mp3,
            Some("wav") => Self::Wav,
            Some("aiff") => Self::Aiff,
            Some("ogg") => Self::Ogg,
            Some("m4a") => Self::M4a,
            _ => Self::Flac,
        }
    }

    /// By its first bytes: names and media types are what somebody says.
    pub(crate) fn of(head: &[u8]) -> Option<Self> {
        let at = |place: usize, mark: &[u8]| head.get(place..place + mark.len()) == Some(mark);
        if at(0, b"fLaC") {
            return Some(Self::Flac);
        }
        if at(0, b"RIFF") && at(8, b"WAVE") {
            return Some(Self::Wav);
        }
        if at(0, b"FORM") && (at(8, b"AIFF") || at(8, b"AIFC")) {
            return Some(Self::Aiff);
        }
        if at(0, b"OggS") {
            return Some(Self::Ogg);
        }
        if at(4, b"ftyp") {
            return Some(Self::M4a);
        }
        let sync = head.first() == Some(&0xff) && head.get(1).is_some_and(|byte| byte & 0xe6 == 0xe2);
        (at(0, b"ID3") || sync).then_some(Self::Mp3)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_known_by_what_they_are_and_not_by_what_they_are_called() {
        assert_eq!(AudioFormat::of(b"fLaC\0\0\0\x22"), Some(AudioFormat::Flac));
        assert_eq!(AudioFormat::of(b"ID3\x04"), Some(AudioFormat::Mp3));
        assert_eq!(AudioFormat::of(&[0xff, 0xfb, 0x90, 0]), Some(AudioFormat::Mp3));
        assert_eq!(AudioFormat::of(b"RIFF....WAVE"), Some(AudioFormat::Wav));
        assert_eq!(AudioFormat::of(b"....ftypM4A "), Some(AudioFormat::M4a));
        assert_eq!(AudioFormat::of(b"<html>"), None);
        assert_eq!(AudioFormat::of(b""), None);
    }
}
