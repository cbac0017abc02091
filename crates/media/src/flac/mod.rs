//! FLAC (RFC 9639), 16 bit, with Vorbis comments.
//!
//! Our own encoder of fixed predictors and Rice codes: a download waits for it, and it takes a
//! tenth of the time of a general one.

mod bits;
mod frame;

use crate::pcm::{CHANNELS, Pcm, SAMPLE_RATE};
use bits::Bits;
use bytes::Bytes;
use md5::{Digest, Md5};

/// The media type of [`encode`]'s answer (RFC 9639, section 12.1).
pub const CONTENT_TYPE: &str = "audio/flac";

/// What a player shows about a recording. Empty texts and numbers that are `None` are left out.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tags<'a> {
    pub title: &'a str,
    pub artist: &'a str,
    pub album: &'a str,
    pub genre: &'a str,
    pub composer: &'a str,
    /// Place in the album, from 1.
    pub track_number: Option<i64>,
    pub copyright: &'a str,
}

/// Block types of RFC 9639, section 8.1.
const STREAMINFO: u64 = 0;
const VORBIS_COMMENT: u64 = 4;

/// Encodes a recording as a FLAC file whose STREAMINFO states its length and MD5. About 50 ms for
/// a minute of sound in a release build.
pub fn encode(pcm: &Pcm, tags: &Tags<'_>) -> Bytes {
    let mut sound = Bits::with_capacity(pcm.frames() * 3);
    let (mut smallest, mut largest) = (usize::MAX, 0);
    for (number, block) in (0..).zip(pcm.samples().chunks(frame::BLOCK * CHANNELS)) {
        let size = frame::write(&mut sound, number, block);
        smallest = smallest.min(size);
        largest = largest.max(size);
    }
    let comments = vorbis_comments(tags);
    let mut file = Bits::with_capacity(sound.len() + comments.len() + 64);
    file.bytes(b"fLaC");
    block_header(&mut file, false, STREAMINFO, 34);
    stream_info(&mut file, pcm, smallest.min(largest), largest);
    block_header(&mut file, true, VORBIS_COMMENT, comments.len());
    file.bytes(&comments);
    file.bytes(&sound.finish());
    Bytes::from(file.finish())
}

fn block_header(file: &mut Bits, is_last: bool, kind: u64, length: usize) {
    file.put(u64::from(is_last), 1);
    file.put(kind, 7);
    file.put(length as u64, 24);
}

/// RFC 9639, section 8.2.
fn stream_info(file: &mut Bits, pcm: &Pcm, smallest: usize, largest: usize) {
    file.put(frame::BLOCK as u64, 16);
    file.put(frame::BLOCK as u64, 16);
    file.put(smallest as u64, 24);
    file.put(largest as u64, 24);
    file.put(u64::from(SAMPLE_RATE), 20);
    file.put(CHANNELS as u64 - 1, 3);
    file.put(16 - 1, 5);
    file.put(pcm.frames() as u64, 36);
    let raw: Vec<u8> = pcm.samples().iter().flat_map(|sample| sample.to_le_bytes()).collect();
    file.bytes(&Md5::digest(&raw));
}

/// RFC 9639, section 8.6: little-endian lengths, unlike everything else in FLAC.
fn vorbis_comments(tags: &Tags<'_>) -> Vec<u8> {
    let number = tags.track_number.map(|n| n.to_string()).unwrap_or_default();
    let fields: Vec<String> = [
        ("TITLE", tags.title),
        ("ARTIST", tags.artist),
        ("ALBUM", tags.album),
        ("GENRE", tags.genre),
        ("COMPOSER", tags.composer),
        ("TRACKNUMBER", &number),
        ("COPYRIGHT", tags.copyright),
    ]
    .into_iter()
    .filter(|(_, value)| !value.is_empty())
    .map(|(name, value)| format!("{name}={}", prefix(value)))
    .collect();
    let mut block = sized("Chinook");
    block.extend((fields.len() as u32).to_le_bytes());
    block.extend(fields.iter().flat_map(|field| sized(field)));
    block
}

fn sized(text: &str) -> Vec<u8> {
    [&(text.len() as u32).to_le_bytes(), text.as_bytes()].concat()
}

/// At most 10,000 bytes: seven comments must fit into a block of 16 MB, whatever they are fed.
fn prefix(text: &str) -> &str {
    let end = (0..=text.len().min(10_000)).rev().find(|&end| text.is_char_boundary(end));
    &text[..end.unwrap_or(0)]
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tune::{TuneSpec, compose};
    use proptest::prelude::*;

    /// Decodes with somebody else's decoder, which checks every CRC.
    fn decode(file: &[u8]) -> (claxon::metadata::StreamInfo, Vec<i16>, Vec<(String, String)>) {
        let mut reader = claxon::FlacReader::new(file).expect("a FLAC file");
        let tags = reader.tags().map(|(k, v)| (k.to_owned(), v.to_owned())).collect();
        let samples = reader.samples().map(|s| s.expect("a sample") as i16).collect();
        (reader.streaminfo(), samples, tags)
    }

    fn assert_lossless(samples: Vec<i16>) {
        let pcm = Pcm::from_interleaved(samples);
        let (info, decoded, _) = decode(&encode(&pcm, &Tags::default()));
        assert_eq!(info.samples.unwrap_or(0), pcm.frames() as u64);
        assert!(decoded == pcm.samples(), "{} samples differ", pcm.samples().len());
    }

    #[test]
    fn a_tune_comes_back_sample_for_sample_with_its_tags() {
        let pcm = compose(&TuneSpec { track_id: 1, genre: "Rock", length_ms: 5_000 });
        let tags = Tags { title: "Canção — “A/B”", artist: "AC/DC", track_number: Some(3), ..Tags::default() };
        let file = encode(&pcm, &tags);
        let (info, samples, comments) = decode(&file);
        assert_eq!((info.sample_rate, info.channels, info.bits_per_sample), (44_100, 2, 16));
        assert_eq!(info.samples, Some(220_500));
        assert!(samples == pcm.samples());
        let pair = |k: &str, v: &str| (k.to_owned(), v.to_owned());
        assert_eq!(comments, [pair("TITLE", tags.title), pair("ARTIST", "AC/DC"), pair("TRACKNUMBER", "3")]);
        assert!(file.len() < pcm.samples().len() * 2 * 9 / 10, "{} bytes are hardly compressed", file.len());
    }

    #[test]
    fn streaminfo_states_the_md5_of_the_sound() {
        let pcm = Pcm::from_interleaved(vec![1, -2, 300, -400]);
        let file = encode(&pcm, &Tags::default());
        let expected = Md5::digest([1_u8, 0, 0xfe, 0xff, 0x2c, 1, 0x70, 0xfe]);
        assert_eq!(file[26..42], expected[..]);
    }

    #[test]
    fn extremes_survive() {
        assert_lossless(vec![]);
        assert_lossless(vec![5, -5]);
        assert_lossless(vec![0; 20_000]);
        assert_lossless(vec![-32_768; 9_000]);
        assert_lossless((0..30_000).map(|i| if i % 4 < 2 { i16::MAX } else { i16::MIN }).collect());
        assert_lossless((0..30_000).map(|i| if i % 3 == 0 { i16::MAX } else { i16::MIN }).collect());
        assert_lossless((0..9_000).map(|i| if i == 4_001 { i16::MIN } else { 0 }).collect());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn any_sound_survives(length in 0_usize..20_000, loud in 0_u32..16, seed: i64) {
            let mut dice = crate::random::Dice::new("flac", seed);
            assert_lossless((0..length).map(|_| (dice.next() as i16) >> loud).collect());
        }
    }
}
